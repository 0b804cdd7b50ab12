import { randomBytes } from 'node:crypto';
import { aReplacementNumber } from '../support/cases.ts';
import {
  type ApiFacts,
  type Finding,
  hasRole,
  isParty,
  isShut,
  knowsReview,
  later,
  readsFinding,
  type Review,
  type Secret,
  today,
} from './api-oracle.ts';
import type { Principal } from './principal.ts';
import type { Done } from './api-send.ts';

/** What people do in the world, and what it then holds; every text of theirs is a canary with its readers. */
export function deedsIn(
  done: Done,
  { principals, facts, secrets }: { principals: readonly Principal[]; facts: ApiFacts; secrets: Secret[] },
) {
  const byName = new Map(principals.map((principal) => [principal.name, principal]));
  const { reviews, findings, disclosures, actions, items, meetings } = facts;
  const secret = (of: string, may: Secret['may']) => {
    const text = `CNRY${randomBytes(8).toString('hex').toUpperCase()}`;
    secrets.push({ text, of, may });
    return text;
  };

  /** Somebody opens a case that a colleague has. */
  function opens(name: string, review: Review): void {
    review.assigned.push({ name, agency: byName.get(name)?.agency ?? '' });
  }

  /** The first act of a liaison on a case that nobody of the agency has makes it theirs. */
  function takes(name: string, review: Review): void {
    const { agency = '', roles = [] } = byName.get(name) ?? {};
    if (roles.includes('liaison') && !review.assigned.some((one) => one.agency === agency))
      review.assigned.push({ name, agency });
  }

  async function aReview(
    name: string,
    by: string,
    wish: { ask?: readonly string[]; chair?: string; end?: 'declined' | 'concluded' | 'withdrawn' } = {},
  ): Promise<Review> {
    const { ask, chair = 'politi-chair', end } = wish;
    const nominator = byName.get(by)?.agency ?? '';
    const unit = byName.get(by)?.unit ?? '';
    const cpr = aReplacementNumber();
    const review: Review = {
      name,
      cpr,
      answered: [],
      id: '',
      unit,
      nominator,
      asked: ask ?? [],
      state: end ?? (ask ? 'admitted' : 'nominated'),
      excluded: [],
      assigned: [],
      lapsed: [],
    };
    const mayOpen = (p: Principal) => knowsReview(p, review) && !isShut(p, review);
    const person = (p: Principal) =>
      mayOpen(p) && (hasRole(p, 'chair') || (isParty(p, review) && hasRole(p, 'liaison', 'approver')));
    const ground = (p: Principal) =>
      mayOpen(p) && (hasRole(p, 'chair') || (p.agency === nominator && hasRole(p, 'liaison')));
    const whole = (p: Principal) => person(p) && hasRole(p, 'chair', 'liaison');
    secrets.push({ text: cpr, of: `number of ${name}`, may: whole });
    secrets.push({ text: `${cpr.slice(0, 6)}-${cpr.slice(6)}`, of: `number of ${name}`, may: whole });
    const police = nominator === 'koebenhavns-politi';
    const nomination = {
      cpr,
      name: secret(`name of ${name}`, person),
      municipalityCode: unit === 'fyn' ? '0461' : '0101',
      ground: `${secret(`ground of ${name}`, ground)} uden kendt kilde.`,
      legalBasisCode: police ? 'RPL115-1-1' : 'DBL6-GDPR6E',
    };
    const purpose = police ? 'prevention' : 'benefit_control';
    const made = await done(by, 'POST', '/v1/case-reviews', nomination, undefined, purpose);
    review.id = made.id;
    reviews.push(review);
    takes(by, review);
    anId(review.id, `id of ${name}`, (p) => knowsReview(p, review));
    const path = `/v1/case-reviews/${review.id}`;
    if (end === 'declined')
      await done(
        chair,
        'POST',
        `${path}/decline`,
        { reason: secret(`decline of ${name}`, ground) },
        made.version,
      );
    else if (end === 'withdrawn') await done(by, 'POST', `${path}/withdrawal`, {}, made.version);
    else if (ask) await done(chair, 'POST', `${path}/admission`, { agencyIds: ask }, made.version);
    return review;
  }

  async function aFinding(
    name: string,
    by: string,
    review: Review,
    wish: {
      tell?: readonly string[];
      ending?: 'withdrawn' | 'revoked' | 'corrected';
      basis?: string;
      form?: 'full' | 'fact_only';
      dataClass?: 'confidential' | 'special';
    } = {},
  ): Promise<void> {
    const { tell = [], ending, basis = 'DBL6-GDPR6E', form = 'full', dataClass = 'confidential' } = wish;
    const purpose =
      { RPL: 'prevention', DBL7: 'social_protection' }[/^RPL|^DBL7/.exec(basis)?.[0] ?? ''] ??
      'benefit_control';
    const { agency = '', unit = '' } = byName.get(by) ?? {};
    const finding: Finding = {
      name,
      id: '',
      unit: unit ?? '',
      agency,
      review: review.name,
      told: ending === 'revoked' ? [] : tell.map((to) => [to, 1] as const),
      factOnly: form === 'fact_only' ? tell : [],
      revoked: ending === 'revoked' ? tell : [],
      texts: [],
      on: review,
      withdrawn: ending === 'withdrawn',
    };
    const own = (p: Principal) => readsFinding(p, finding) && p.agency === agency;
    const reads = (version: number) => (p: Principal) =>
      own(p) ||
      (readsFinding(p, finding) &&
        !finding.withdrawn &&
        form === 'full' &&
        finding.told.some(([to, told]) => to === p.agency && told === version));
    const text = (version: number) => {
      const said = `Oplysning ${secret(`text of ${name}, version ${version}`, reads(version))}.`;
      finding.texts.push(said);
      return said;
    };
    const content = (version: number) => ({
      text: text(version),
      statementKind: 'fact',
      dataClass,
      subject: 'person',
      legalBasisCode: basis,
      necessity: `Nødvendig, fordi ${secret(`necessity of ${name}`, own)}.`,
      sourceClass: 'own_records',
      declarations: { noMoneyLaunderingSource: true },
      ...(agency.endsWith('politi')
        ? {
            police: {
              subjectCategory: 'suspect',
              sourceReliability: secret(`source of ${name}`, reads(version)),
              reviewDueOn: later,
            },
          }
        : {}),
    });
    const made = await done(
      by,
      'POST',
      `/v1/case-reviews/${review.id}/findings`,
      {
        ...content(1),
        notedOn: today,
      },
      undefined,
      purpose,
    );
    finding.id = made.id;
    findings.push(finding);
    takes(by, review);
    // Whom it was told and taken back from is told what to forget.
    const wasTold = (p: Principal) =>
      finding.revoked.includes(p.agency) && knowsReview(p, review) && !isShut(p, review);
    const keepsReceipts = (p: Principal) =>
      p.unit === unit &&
      p.agency === agency &&
      !review.excluded.includes(p.name) &&
      (hasRole(p, 'approver', 'auditor') || !isShut(p, review));
    anId(finding.id, `id of ${name}`, (p) => readsFinding(p, finding) || wasTold(p), keepsReceipts);
    const path = `/v1/findings/${finding.id}`;
    for (const to of tell) {
      const given = await done(
        by,
        'POST',
        `${path}/disclosures`,
        {
          recipients: [to],
          legalBasisCode: basis,
          necessity: `Modtageren skal bruge ${secret(`necessity of telling ${name}`, () => false)}.`,
          declarationNotInvestigation: true,
          initiative: 'own',
          ...(form === 'full' ? {} : { form }),
        },
        undefined,
        purpose,
      );
      const id: string = given.items[0].id;
      if (ending === 'revoked')
        await done(by, 'POST', `/v1/disclosures/${id}/revocation`, {
          reason: secret(`revocation of ${name}`, () => false),
        });
      disclosures.push({
        name: `${name} to ${to}`,
        id,
        unit: finding.unit,
        finding: name,
        from: agency,
        revoked: ending === 'revoked',
        decision: given.items[0].decisionId,
      });
      anId(
        id,
        `id of telling ${name}`,
        (p) => readsFinding(p, finding) && (p.agency === agency || p.agency === to),
        keepsReceipts,
      );
    }
    if (ending === 'withdrawn')
      await done(by, 'POST', `${path}/withdrawal`, { reason: secret(`withdrawal of ${name}`, own) }, 1);
    if (ending === 'corrected')
      await done(
        by,
        'POST',
        `${path}/corrections`,
        { ...content(2), reason: secret(`correction of ${name}`, own) },
        1,
        purpose,
      );
  }

  async function anAction(
    review: Review,
    agency: string,
    type: string,
    chair: string,
    owner: string,
  ): Promise<void> {
    const made = await done(chair, 'POST', `/v1/case-reviews/${review.id}/follow-ups`, {
      agencyId: agency,
      type,
      dueOn: later,
    });
    actions.push({
      name: `${type} on ${review.name}`,
      id: made.id,
      unit: review.unit,
      review: review.name,
      agency,
      on: review,
    });
    anId(made.id, `id of ${type}`, (p) => knowsReview(p, review));
    const mine = (p: Principal) =>
      p.unit === review.unit && p.agency === agency && hasRole(p, 'liaison', 'chair', 'coordinator');
    const note = { note: secret(`note of ${type}`, mine), journalRef: secret(`journal of ${type}`, mine) };
    await done(owner, 'PATCH', `/v1/follow-ups/${made.id}`, note, made.version);
  }

  async function aMeeting(name: string, by: string, chair: string, open: boolean): Promise<void> {
    const unit = byName.get(by)?.unit ?? '';
    const made = await done(by, 'POST', '/v1/meetings', {
      date: open ? today : later,
      time: '09:00',
      capacity: 200,
    });
    const path = `/v1/meetings/${made.id}`;
    meetings.push({ name, id: made.id, unit, state: open ? 'open' : 'planned' });
    const agenda = await done(by, 'POST', `${path}/agenda-proposals`);
    if (!open) return;
    for (const item of agenda.items) {
      const review = reviews.find(({ id }) => id === item.reviewId);
      if (review) items.push({ name: `item of ${review.name}`, id: item.id, unit, review: review.name });
    }
    await done(chair, 'POST', `${path}/agenda-settlement`, {}, agenda.meeting.version);
    const now = await done(chair, 'GET', path);
    await done(chair, 'POST', `${path}/opening`, undefined, now.version);
  }

  async function aSavedFilter(owner: string): Promise<void> {
    const mine = (p: Principal) => p.name === owner;
    const made = await done(owner, 'POST', '/v1/me/saved-filters', {
      name: secret(`filter of ${owner}`, mine),
      filter: { reference: secret(`reference in the filter of ${owner}`, mine) },
    });
    const unit = byName.get(owner)?.unit ?? '';
    facts.filters.push({ name: `filter of ${owner}`, id: made.id, unit, owner });
    anId(made.id, `id of the filter of ${owner}`, mine);
  }

  /** One row, which is refused; what was sent is kept, or discarded at once. */
  async function anImport(owner: string, discarded: boolean): Promise<void> {
    const mine = (p: Principal) => p.name === owner;
    const text = secret(`row sent by ${owner}`, mine);
    const content = ['x', text, ...Array.from({ length: 7 }, () => 'x')].join('\t');
    const made = await done(owner, 'POST', '/v1/register-imports', {
      sheets: [{ name: 'reviews', content }],
    });
    if (discarded) await done(owner, 'DELETE', `/v1/register-imports/${made.id}`, undefined);
    const unit = byName.get(owner)?.unit ?? '';
    facts.imports.push({ name: `import of ${owner}`, id: made.id, unit, owner, discarded });
    anId(made.id, `id of the import of ${owner}`, mine);
  }

  /** An auditor reads in the trail which ids the own agency's people asked for. */
  function anId(text: string, of: string, may: Secret['may'], inReceipts: Secret['may'] = () => false) {
    secrets.push({ text, of, plain: true, may: (p) => may(p) || p.roles.includes('auditor'), inReceipts });
  }

  return { secret, opens, takes, aReview, aFinding, anAction, aMeeting, aSavedFilter, anImport };
}
