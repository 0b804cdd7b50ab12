import { deedsIn } from './api-deeds.ts';
import { isShut, later, today } from './api-oracle.ts';
import { closedCases, everyStanding } from './api-standings.ts';
import type { ApiWorld } from './api-world.ts';
import { controlsIn } from './deeds-control.ts';
import { requestsIn } from './deeds-requests.ts';

const givers: Record<string, Record<string, string>> = {
  koebenhavn: {
    police: 'koebenhavns-politi',
    tax: 'skatteforvaltningen',
    bif: 'koebenhavns-kommune',
    sof: 'koebenhavns-kommune',
    bk: 'koebenhavns-kommune',
  },
  fyn: { police: 'fyn-politi', tax: 'skatteforvaltningen' },
};
/** The authority of the unit whose agencies alone give under a basis; null where there are several. */
function onlyGiver(unit: string, contributors: readonly string[]): string | null {
  const [one, ...others] = new Set(contributors.flatMap((kind) => givers[unit]?.[kind] ?? []));
  return others.length === 0 ? (one ?? null) : null;
}

/** Two units with everything in them, made through the API by those whose task it is. */
export async function fill(api: ApiWorld, standings: boolean): Promise<void> {
  const { world, done, facts } = api;
  const deeds = deedsIn(done, api);
  const { aReview, aFinding, anAction, aMeeting, aSavedFilter, anImport } = deeds;
  const rule = { frequency: 'every_second_week', weekday: 4, at: '09:00', startsOn: later, exceptions: [] };
  await aReview('nominated', 'bif-liaison');
  const admitted = await aReview('admitted', 'bk-liaison', {
    ask: ['koebenhavns-politi', 'kk-bif', 'kk-sof'],
  });
  const taxOnly = await aReview('taxOnly', 'skat-liaison', { ask: [] });
  const concluded = await aReview('concluded', 'skat-liaison', { ask: ['kk-bif'], end: 'concluded' });
  await aReview('declined', 'sof-liaison', { end: 'declined' });
  const other = await aReview('otherUnit', 'fyn-liaison', { ask: ['fyn-politi'], chair: 'fyn-chair' });
  await aFinding('own', 'bif-liaison', admitted);
  await aFinding('corrected', 'bif-liaison', admitted, { tell: ['kk-sof'], ending: 'corrected' });
  await aFinding('told', 'sof-liaison', admitted, { tell: ['kk-bif'] });
  await aFinding('toldOthers', 'bk-liaison', admitted, { tell: ['kk-sof', 'koebenhavns-politi'] });
  await aFinding('withdrawn', 'sof-liaison', admitted, { tell: ['kk-bif'], ending: 'withdrawn' });
  await aFinding('revoked', 'bk-liaison', admitted, { tell: ['kk-bif'], ending: 'revoked' });
  await aFinding('police', 'politi-liaison', admitted, { tell: ['kk-bif'], basis: 'RPL115-1-1' });
  await aFinding('tax', 'skat-liaison', concluded, { tell: ['kk-bif'] });
  await aFinding('taxAlone', 'skat-liaison', taxOnly);
  await aFinding('otherUnit', 'fyn-liaison', other);
  await done(
    'sof-liaison',
    'PUT',
    `/v1/case-reviews/${admitted.id}/replies/kk-sof`,
    { kind: 'may_not_answer' },
    0,
  );
  admitted.answered.push('kk-sof');
  deeds.takes('sof-liaison', admitted);
  const standing = await done('politi-chair', 'GET', `/v1/case-reviews/${concluded.id}`);
  await done(
    'politi-chair',
    'POST',
    `/v1/case-reviews/${concluded.id}/conclusion`,
    { outcome: 'follow_up', reviewedOn: today },
    standing.version,
  );
  await requestsIn(api, admitted, other);
  await anAction(admitted, 'kk-bif', 'sanction', 'politi-chair', 'bif-liaison');
  await anAction(concluded, 'skat', 'special_control', 'politi-chair', 'skat-liaison');
  await anAction(other, 'skat', 'distraint', 'fyn-chair', 'fyn-liaison');
  if (standings) await everyStanding(deeds, world);
  await aMeeting('open', 'politi-coordinator', 'politi-chair', true);
  await aMeeting('planned', 'bif-coordinator', 'politi-chair', false);
  await aMeeting('otherUnit', 'fyn-coordinator', 'fyn-chair', true);
  for (const owner of ['bif-coordinator', 'politi-coordinator', 'fyn-coordinator'])
    await anImport(owner, owner === 'bif-coordinator');
  for (const owner of ['bif-liaison', 'skat-liaison', 'politi-chair', 'fyn-liaison'])
    await aSavedFilter(owner);
  for (const [name, by, unit] of [
    ['own', 'bif-coordinator', 'koebenhavn'],
    ['otherUnit', 'fyn-coordinator', 'fyn'],
  ] as const) {
    facts.series.push({
      name,
      unit,
      id: (await done(by, 'POST', '/v1/meeting-series', { rule, capacity: 5 })).id,
    });
    facts.reports.push({ name, unit, id: (await done(by, 'POST', '/v1/reports', { period: '2020-H1' })).id });
  }
  const known = await world.superuser.query(
    'select id, unit_id, status, code, authority_id, contributors from app.legal_basis order by unit_id desc, code',
  );
  for (const unit of ['koebenhavn', 'fyn']) {
    const row = known.rows.find((one) => one.unit_id === unit);
    facts.bases.push({
      name: `approved in ${unit}`,
      id: row.id,
      unit,
      state: 'approved',
      authority: row.authority_id ?? onlyGiver(unit, row.contributors),
    });
  }
  const officer = 'bif-legal_officer'.replace('_', '-');
  const draft = {
    code: 'PROEVE',
    citation: 'Prøve § 1',
    law: 'Prøveloven',
    regime: 'GDPR',
    contributors: ['bif'],
    recipients: ['sof'],
    dataClasses: ['ordinary'],
    purposes: ['benefit_control'],
    subjects: ['person'],
    notForCriminalInvestigation: false,
    createsDuty: false,
    validFrom: '2020-01-01',
    validTo: null,
  };
  const drafted = await done(officer, 'POST', '/v1/legal-bases', draft);
  await done(officer, 'POST', `/v1/legal-bases/${drafted.id}/retirement`, {});
  facts.bases.push({
    name: 'retired',
    id: drafted.id,
    unit: 'koebenhavn',
    state: 'retired',
    authority: 'koebenhavns-kommune',
  });
  if (standings) {
    await controlsIn(api, deeds);
    await closedCases(deeds, api);
  }
  // What a colleague has is open to those it is assigned to as well; nothing else would be seen of what approvers do.
  for (const review of facts.reviews.filter(({ name }) => !name.startsWith('case of every')))
    for (const p of api.principals.filter((one) => one.roles.includes('approver') && isShut(one, review)))
      await api.assign(p, review);
}
