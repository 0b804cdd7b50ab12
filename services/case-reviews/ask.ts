import { basisMeant, type Catalogue, catalogueOfUnit, mayBeUsedOn } from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import { addDays } from '#platform/danish-time.ts';
import type { Transaction } from '#platform/database.ts';
import { type FieldError, Refusal, type Rule } from '#platform/errors.ts';
import { agenciesOfUnit, type TakingPart } from '#units/questions.ts';
import { questionRules } from './rules.ts';
import { insertQuestions } from './question-store.ts';
import { questionRows, type ReviewRow } from './store.ts';

/** Days an agency has to answer when nobody says otherwise. */
const daysToAnswer = 14;

type Asked = { agencyIds: readonly string[]; dueOn: string | undefined };

/**
 * Asks agencies of the unit that have not been asked yet. To be asked is to be told that the citizen is under review, so the
 * agency, and the one that nominated, need an agreement in force, and the version of the review's legal basis that holds today
 * must name the agency as a recipient. Refuses all of them when one cannot be asked.
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
  const sharing = new Set(taking.filter((agency) => agency.sharing === 'in_force').map(({ id }) => id));
  refuseThose(questionRules.agreementLapsed, agencyIds, (agencyId) => !sharing.has(agencyId));
  if (!sharing.has(review.nominating_agency_id)) throw new Refusal(questionRules.nominatorLapsed);
  const basis = basisToday(catalogue, taking, review, today);
  const isAnother = (agencyId: string) => agencyId !== review.nominating_agency_id;
  refuseThose(
    questionRules.basisNotInForce,
    agencyIds,
    (agencyId) => isAnother(agencyId) && basis !== null && !mayBeUsedOn(basis, today),
  );
  const recipients: readonly string[] = basis?.recipients ?? [];
  const reach = new Set(taking.filter(({ kind }) => recipients.includes(kind)).map(({ id }) => id));
  refuseThose(
    questionRules.basisDoesNotReach,
    agencyIds,
    (agencyId) => isAnother(agencyId) && !reach.has(agencyId),
  );
  const before = new Set(asked.map((row) => row.agency_id));
  refuseThose(questionRules.askedAlready, agencyIds, (agencyId) => before.has(agencyId));
  const questions = wanted.map((agencyId) => ({ agencyId, dueOn }));
  await insertQuestions(tx, review, { personId: caller.personId, today }, questions);
}

/** The version of the review's legal basis that its nominating agency means today; null where the review has none. */
function basisToday(
  catalogue: Catalogue,
  taking: readonly TakingPart[],
  { legal_basis_id, nominating_agency_id }: ReviewRow,
  today: string,
) {
  const nominatedUnder = catalogue.bases.find(({ id }) => id === legal_basis_id);
  const nominator = taking.find(({ id }) => id === nominating_agency_id);
  return nominatedUnder
    ? basisMeant(catalogue, { code: nominatedUnder.code, authorityId: nominator?.authorityId }, today)
    : null;
}

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
