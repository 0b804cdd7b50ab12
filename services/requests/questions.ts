import type { PersonCaller } from '#platform/caller.ts';
import type { Floor } from '#platform/deed.ts';
import type { Transaction } from '#platform/database.ts';
import { orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import { requestRules, stateAfter } from './information-request.ts';
import { changeRequest, findRequest } from './store.ts';
import { sideOf, standingOf } from './view.ts';

export { requestLife, requestStateNames } from './information-request.ts';

type Answer = { requestId: string; reviewId: string; recipients: readonly string[] };

/** The request, as it stands, that a disclosure to these recipients would answer, and its state then. Refuses as `answerRequest`. */
async function answerable(
  tx: Transaction,
  caller: PersonCaller,
  { today }: Pick<Floor, 'today'>,
  { requestId, reviewId, recipients }: Answer,
) {
  const row = orNotFound(await findRequest(tx, requestId));
  const state = stateAfter('answer', standingOf(row), sideOf(row, caller), today);
  if (row.review_id !== reviewId || recipients.length !== 1 || recipients[0] !== row.from_agency_id)
    throw new Refusal(requestRules.otherAnswer);
  return { row, state };
}

/** For what would answer a request once somebody else discloses it; changes nothing. Refuses as `answerRequest`. */
export async function mustAnswer(
  tx: Transaction,
  caller: PersonCaller,
  floor: Pick<Floor, 'today'>,
  answer: Answer,
): Promise<void> {
  await answerable(tx, caller, floor, answer);
}

/**
 * Marks a request as answered by what is about to be disclosed to these recipients; the disclosure records it. Refuses
 * `not-found`, `request.other-answer`, `request.other-agency` and `request.state`.
 */
export async function answerRequest(
  tx: Transaction,
  caller: PersonCaller,
  floor: Pick<Floor, 'today'>,
  answer: Answer,
): Promise<void> {
  const { row, state } = await answerable(tx, caller, floor, answer);
  const change = { state, decidedOn: row.decided_on ?? floor.today, decidedBy: caller.personId };
  if (!(await changeRequest(tx, row, change))) throw new Refusal(staleVersion);
}
