import { catalogueOfUnit } from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { AgencyKind } from '#platform/codes.ts';
import { addDays } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import { type FieldError, Refusal, type Rule } from '#platform/errors.ts';
import { agenciesOfUnit } from '#units/questions.ts';
import { questionRules } from './rules.ts';
import { insertQuestions } from './question-store.ts';
import { questionRows, type ReviewRow } from './store.ts';

/** Days an agency has to answer when nobody says otherwise. */
const daysToAnswer = 14;

type Asked = { agencyIds: readonly string[]; dueOn: string | undefined };

/**
 * Asks agencies of the unit that have not been asked yet. To be asked is to be told that the citizen is under review, so
 * the review's own legal basis must name the agency as a recipient. Refuses all of them when one cannot be asked.
 */
export async function ask(
  tx: Transaction,
  caller: PersonCaller,
  today: string,
  review: ReviewRow,
  { agencyIds, dueOn = addDays(today, daysToAnswer) }: Asked,
): Promise<void> {
  const wanted = [...new Set(agencyIds)];
  if (wanted.length === 0) return;
  if (dueOn < today) throw new Refusal(questionRules.dueTooEarly);
  const [taking, asked, catalogue] = await Promise.all([
    agenciesOfUnit(tx, review.unit_id, today),
    questionRows(tx, [review.id]),
    catalogueOfUnit(tx, review.unit_id),
  ]);
  const party = new Set(taking.filter(({ kind }) => kind !== 'national').map((agency) => agency.id));
  refuseThose(questionRules.notInUnit, agencyIds, (agencyId) => !party.has(agencyId));
  const basis = catalogue.bases.find(({ id }) => id === review.legal_basis_id);
  const reached = taking.filter(
    ({ id, kind }) => id === review.nominating_agency_id || mayReceive(basis, kind),
  );
  const reach = new Set(reached.map(({ id }) => id));
  refuseThose(questionRules.basisDoesNotReach, agencyIds, (agencyId) => !reach.has(agencyId));
  const before = new Set(asked.map((row) => row.agency_id));
  refuseThose(questionRules.askedAlready, agencyIds, (agencyId) => before.has(agencyId));
  const questions = wanted.map((agencyId) => ({ agencyId, dueOn }));
  await insertQuestions(tx, review, { personId: caller.personId, today }, questions);
}

const mayReceive = (basis: { recipients: readonly string[] } | undefined, kind: AgencyKind) =>
  basis?.recipients.includes(kind) ?? false;

function refuseThose(
  broken: Rule,
  agencyIds: readonly string[],
  isWrong: (agencyId: string) => boolean,
): void {
  const errors = agencyIds.flatMap((agencyId, index): FieldError[] =>
    isWrong(agencyId) ? [{ pointer: `/body/agencyIds/${index}`, rule: broken.id, ...broken.title }] : [],
  );
  if (errors.length > 0) throw new Refusal(broken, { errors });
}
