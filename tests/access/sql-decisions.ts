import { randomUUID } from 'node:crypto';
import { fyn, type Insert, type Probe, look, story, unit, type Values } from './sql-probe.ts';
import { canary, type Ids, type Put } from './sql-seed.ts';

/** The decision behind one disclosure of the world. */
export async function seedDecision(
  put: Put,
  ids: Ids,
  of: {
    name: string;
    review: string;
    unit: string;
    agency: string;
    to: string;
    version: number;
    form: string;
  },
): Promise<string> {
  const id = ids(`decision.${of.name}.${of.to}.${of.version}`);
  await put('app.decision', {
    id,
    kind: 'disclosure',
    unit_id: of.unit,
    review_id: ids(`review.${of.review}`),
    agency_id: of.agency,
    finding_id: ids(`finding.${of.name}`),
    version: of.version,
    recipient: of.to,
    purpose: 'benefit_control',
    outcome: `allow_${of.form}`,
    legal_basis_id: ids(`basis.${of.unit}`),
    catalogue_version: canary(),
    decided_by: ids(`person.${of.agency}`),
    decided_on: '2026-03-11',
  });
  await put('app.decision_facts', {
    decision_id: id,
    scope: `${of.unit}/${of.agency}`,
    wished: of.form,
    facts: JSON.stringify({ note: canary() }),
  });
  return id;
}

/** Decided, and not given yet. */
export const seedReady = (put: Put, ids: Ids) =>
  seedDecision(put, ids, {
    name: 'ownOnly',
    review: 'admitted',
    unit,
    agency: 'kk-bif',
    to: 'kk-sof',
    version: 1,
    form: 'full',
  });

/** A no, which only the agency that asked for it knows of. */
export async function seedDenial(put: Put, ids: Ids): Promise<void> {
  const id = ids('decision.denied');
  await put('app.decision', {
    id,
    kind: 'disclosure',
    unit_id: unit,
    review_id: ids('review.admitted'),
    agency_id: 'kk-bif',
    finding_id: ids('finding.ownOnly'),
    version: 1,
    recipient: 'kk-sof',
    purpose: 'benefit_control',
    outcome: 'deny',
    catalogue_version: canary(),
    refusals: ['D3 necessity_too_short'],
    decided_by: ids('person.kk-bif'),
    decided_on: '2026-03-11',
  });
  await put('app.decision_facts', {
    decision_id: id,
    scope: `${unit}/kk-bif`,
    facts: JSON.stringify({ note: canary() }),
  });
}

/** A decision of kk-bif that its finding may be given to kk-sof. */
export const decision = (ids: Ids): Values => ({
  id: randomUUID(),
  kind: 'disclosure',
  unit_id: unit,
  review_id: ids('review.admitted'),
  agency_id: 'kk-bif',
  finding_id: ids('finding.ownOnly'),
  version: 1,
  recipient: 'kk-sof',
  purpose: 'prevention',
  outcome: 'allow_full',
  legal_basis_id: ids('basis.koebenhavn'),
  catalogue_version: 'x',
  decided_by: ids('person.kk-bif'),
  decided_on: '2026-04-01',
});

export function insertsOfDecisions(ids: Ids): Insert[] {
  return [
    {
      table: 'app.decision',
      login: 'app',
      as: 'kk-bif',
      values: decision(ids),
      not: [
        ['in the name of another', { decided_by: ids('person.kk-sof') }],
        ['for another agency', { agency_id: 'kk-bk', finding_id: ids('finding.toldAgain') }],
        ['another unit', { ...fyn, review_id: ids('review.fyn') }],
        ['by who reads no findings', { decided_by: ids('person.coordinator') }, 'coordinator'],
      ],
    },
  ];
}

/** Who was given the fact alone sees that there is something, and no version of it. */
export const decisionStories = (ids: Ids): Probe[] => [
  story('the fact alone shows no version', [
    look('kk-bif', 'app.finding', `id = '${ids('finding.factOnly')}'`, 1),
    look('kk-bif', 'app.finding_version', `finding_id = '${ids('finding.factOnly')}'`, 0),
    look('kk-bk', 'app.finding_version', `finding_id = '${ids('finding.factOnly')}'`, 1),
    look('kk-bif', 'app.decision_facts', `decision_id = '${ids('decision.factOnly.kk-bif.1')}'`, 0),
    look('kk-bif', 'app.decision', `id = '${ids('decision.factOnly.kk-bif.1')}'`, 1),
    look('kk-sof', 'app.decision', `id = '${ids('decision.denied')}'`, 0),
  ]),
];
