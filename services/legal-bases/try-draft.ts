import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import { deciderOf, mustBeDraft, mustBeTheirs } from './basis-life.ts';
import { catalogueOf } from './catalogue.ts';
import type { whatIf } from './contract.ts';
import { decisionFacts } from './facts.ts';
import { basisRows, type StandingRow, standingDecisions } from './store.ts';
import { basisOf, versionOf } from './view.ts';
import { catalogueWith, type Changed, decidedOtherwise } from './what-if.ts';

/** So many are named; the rest are counted. */
const mostNamed = 500;

export const tryDraft: Deed<typeof whatIf> = async (tx, caller, { params }, { today }) => {
  const unitId = orNotFound(caller.unitId);
  const [rows, standing, taking] = await Promise.all([
    basisRows(tx, unitId),
    standingDecisions(tx),
    agenciesOfUnit(tx, unitId, today),
  ]);
  const draft = versionOf(orNotFound(rows.find(({ id }) => id === params.legalBasisId)));
  mustBeTheirs(draft, deciderOf(caller, taking));
  mustBeDraft(draft);
  const code = rows.find(({ id }) => id === draft.id)?.code;
  const now = catalogueOf(rows.map(basisOf));
  const versions = rows.filter((row) => row.code === code).map(versionOf);
  const then = catalogueWith(draft, now, versions, today);
  const day = draft.validFrom > today ? draft.validFrom : today;
  const changed = decidedOtherwise(standing.map(storedOf), now, then, day);
  const items = changed.slice(0, mostNamed).map(itemOf);
  record(tx, {
    verb: 'consult',
    deed: 'whatIf',
    ids: { legalBases: [draft.id], decisions: items.map(({ decisionId }) => decisionId) },
    counts: { tried: standing.length, changed: changed.length },
  });
  return { on: day, tried: standing.length, changed: changed.length, items };
};

type Stored = ReturnType<typeof storedOf>;

const storedOf = (row: StandingRow) => ({
  row,
  agencyId: row.agency_id,
  recipient: row.recipient,
  wished: row.wished,
  basisCode: row.basis_code,
  facts: decisionFacts.parse(row.facts),
});

const itemOf = ({ stored: { row, wished }, from, to }: Changed<Stored>) => ({
  decisionId: row.decision_id,
  kind: row.kind,
  reviewId: row.review_id,
  findingId: row.finding_id,
  version: row.version,
  disclosureId: row.disclosure_id,
  agencyId: row.agency_id,
  recipient: row.recipient,
  wished,
  basis: { code: row.basis_code, version: row.basis_version },
  from: { outcome: from.outcome, useRestriction: from.useRestriction?.code ?? null, because: because(from) },
  to: { outcome: to.outcome, useRestriction: to.useRestriction?.code ?? null, because: because(to) },
});

const because = ({ refusals }: Changed<Stored>['to']) =>
  refusals.map(({ rule, code, da, en }) => ({ rule, code, da, en }));
