import {
  type ApiFacts,
  hasRole,
  isShut,
  knowsReview,
  readsFinding,
  type Review,
  type Thing,
} from './api-oracle.ts';
import type { deedsIn } from './api-deeds.ts';
import type { ApiWorld } from './api-world.ts';
import type { Principal } from './principal.ts';

const readers = (p: Principal) => hasRole(p, 'liaison', 'chair', 'approver');
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** One thing of each kind that disclosure control knows: files, recalls, proposals, openings, exclusions, emergencies, agreements. */
export async function controlsIn(
  api: ApiWorld,
  { secret, opens, aFinding }: ReturnType<typeof deedsIn>,
): Promise<void> {
  const { done, facts } = api;
  const named = <Kind extends { name: string }>(all: readonly Kind[], name: string): Kind => {
    const found = all.find((one) => one.name === name);
    if (!found) throw new Error(`the world has no ${name}`);
    return found;
  };
  const add = (thing: Omit<Thing, 'unit'>) => facts.things.push({ unit: 'koebenhavn', ...thing });
  const works = (agency: string, review: Review) => (p: Principal) =>
    p.agency === agency && readers(p) && knowsReview(p, review) && !isShut(p, review);
  const shared = named(facts.reviews, 'shared of bif');
  const kept = named(facts.findings, 'kept by bif');
  const own = works('kk-bif', shared);

  const file = `${secret('name of the file', own)}.txt`;
  const content = Buffer.from(`Notat ${secret('content of the file', own)}`).toString('base64');
  const path = `/v1/findings/${kept.id}/attachments`;
  const attached = await done('bif-liaison', 'POST', path, { name: file, content }, 1);
  add({
    name: 'file of bif',
    id: attached.attachments?.[0]?.id ?? attached.id,
    param: 'attachmentId',
    under: { findingId: kept.id },
    finding: kept.name,
    shownTo: (p) => readsFinding(p, kept),
    hiddenFrom: (p) => !readsFinding(p, kept) && !isShut(p, shared),
  });

  const third = {
    relation: 'partner',
    name: secret('name of the third person', own),
    dataClass: 'confidential',
    legalBasisCode: 'DBL6-GDPR6E',
    necessity: `Nødvendigt, fordi ${secret('necessity of the third person', own)}.`,
  };
  const person = await done('bif-liaison', 'POST', `/v1/case-reviews/${shared.id}/third-persons`, third);
  add({
    name: 'third person',
    id: person.id,
    param: 'thirdPersonId',
    review: shared.name,
    hiddenFrom: (p) => p.agency !== 'kk-bif',
  });

  const police = named(facts.reviews, 'shared of politi');
  const [assessor, told] = [works('koebenhavns-politi', police), works('kk-bif', police)];
  const assessed = await done(
    'politi-liaison',
    'POST',
    `/v1/case-reviews/${police.id}/security-assessments`,
    {
      conditions: ['two_staff'],
      contact: secret(
        'contact of the assessment',
        (p) =>
          ['koebenhavns-politi', 'kk-bif'].includes(p.agency) && knowsReview(p, police) && !isShut(p, police),
      ),
      validUntil: inDays(60),
      legalBasisCode: 'RPL115-1-1',
      necessity: `Nødvendigt, fordi ${secret('necessity of the assessment', assessor)}.`,
      declarationNotInvestigation: true,
      recipients: ['kk-bif'],
    },
    undefined,
    'prevention',
  );
  add({
    name: 'security assessment',
    id: assessed.id,
    param: 'assessmentId',
    review: police.name,
    hiddenFrom: (p) => p.agency !== 'koebenhavns-politi' && !told(p),
  });

  const special = { basis: 'DBL7-4', dataClass: 'special' } as const;
  await aFinding('special of sof', 'sof-liaison', shared, special);
  const proposed = named(facts.findings, 'special of sof');
  const proposers = (p: Principal) => p.agency === 'kk-sof' && knowsReview(p, shared);
  const proposal = await done(
    'sof-liaison',
    'POST',
    `/v1/findings/${proposed.id}/release-proposals`,
    {
      recipients: ['kk-bif'],
      legalBasisCode: special.basis,
      necessity: `Nødvendigt, fordi ${secret('necessity of the proposal', proposers)}.`,
      initiative: 'own',
      version: 1,
    },
    undefined,
    'social_protection',
  );
  add({
    name: 'proposal of sof',
    id: proposal.id,
    param: 'proposalId',
    finding: proposed.name,
    hiddenFrom: (p) => p.agency !== 'kk-sof',
  });

  const confirms = (p: Principal) =>
    knowsReview(p, shared) && (hasRole(p, 'chair') || (p.agency === 'kk-bif' && hasRole(p, 'approver')));
  const emergency = await done('bif-colleague', 'POST', `/v1/case-reviews/${shared.id}/emergency-accesses`, {
    reason: `Fare, fordi ${secret('reason of the emergency', (p) => p.name === 'bif-colleague' || confirms(p))}.`,
  });
  add({
    name: 'emergency access',
    id: emergency.id,
    param: 'emergencyAccessId',
    review: shared.name,
    hiddenFrom: (p) => p.agency !== 'kk-bif' && !hasRole(p, 'chair'),
  });

  const alone = named(facts.reviews, 'alone of bif');
  const opening = await done('bif-colleague', 'POST', `/v1/case-reviews/${alone.id}/openings`, {
    reason: `Afløser, fordi ${secret(
      'reason of the opening',
      (p) =>
        p.unit === 'koebenhavn' &&
        p.agency === 'kk-bif' &&
        (p.name === 'bif-colleague' || hasRole(p, 'approver', 'auditor')),
    )}.`,
  });
  opens('bif-colleague', alone);
  add({
    name: 'opening',
    id: opening.id,
    param: 'openingId',
    review: alone.name,
    hiddenFrom: (p) => p.agency !== 'kk-bif',
  });

  const closed = named(facts.reviews, 'shared of sof');
  const somebody = named(api.principals, 'sof-colleague');
  const exclusion = await done('politi-chair', 'POST', `/v1/case-reviews/${closed.id}/exclusions`, {
    personId: somebody.personId,
    reason: `Udelukket, fordi ${secret(
      'reason of the exclusion',
      (p) =>
        knowsReview(p, closed) &&
        (hasRole(p, 'chair') || (p.agency === 'kk-sof' && hasRole(p, 'approver', 'auditor'))),
    )}.`,
  });
  closed.excluded.push(somebody.name);
  add({
    name: 'exclusion',
    id: exclusion.id,
    param: 'exclusionId',
    review: closed.name,
    hiddenFrom: (p) => p.agency !== 'kk-sof' && !hasRole(p, 'chair'),
  });

  const drafters = (p: Principal) =>
    p.unit === 'koebenhavn' &&
    p.authority === 'koebenhavns-kommune' &&
    hasRole(p, 'administrator', 'legal_officer');
  const agreement = await done('bif-administrator', 'POST', '/v1/agreements', {
    scope: `Aftale om ${secret('scope of the draft', drafters)}.`,
    signedOn: inDays(-7),
    validFrom: inDays(400),
    validTo: inDays(800),
  });
  add({
    name: 'draft agreement',
    id: agreement.id,
    param: 'agreementId',
    shownTo: drafters,
    hiddenFrom: (p) => !drafters(p),
  });

  await recallsIn(api, facts);
}

/** What corrections, withdrawals and revocations have left behind, as those who gave and those who were told find it. */
async function recallsIn({ done }: ApiWorld, facts: ApiFacts): Promise<void> {
  for (const [key, agency] of [
    ['politi', 'koebenhavns-politi'],
    ['skat', 'skat'],
    ['bif', 'kk-bif'],
    ['sof', 'kk-sof'],
    ['bk', 'kk-bk'],
  ] as const) {
    const recalls = await done(`${key}-liaison`, 'GET', '/v1/recalls');
    for (const { id, findingId } of recalls.items) {
      const finding = facts.findings.find((one) => one.id === findingId);
      if (finding)
        facts.things.push({
          name: `recall of ${finding.name}`,
          unit: finding.unit,
          id,
          param: 'recallId',
          finding: finding.name,
          hiddenFrom: (p) => p.agency !== finding.agency,
        });
    }
    const notices = await done(`${key}-liaison`, 'GET', '/v1/recall-notices');
    for (const { id, findingId } of notices.items) {
      const finding = facts.findings.find((one) => one.id === findingId);
      if (finding)
        facts.things.push({
          name: `notice of ${finding.name} to ${agency}`,
          unit: finding.unit,
          id,
          param: 'noticeId',
          finding: finding.name,
          hiddenFrom: (p) => p.agency !== finding.agency && p.agency !== agency,
        });
    }
  }
}
