import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { PersonCaller } from './caller.ts';
import type { Transaction } from './database.ts';
import { Refusal, rule } from './errors.ts';
import type { Vault } from './vault.ts';

export const keyReused = rule('idempotency.mismatch', 422, {
  da: 'Samme Idempotency-Key er brugt til noget andet.',
  en: 'The same Idempotency-Key was used for something else.',
});

type Place = { caller: PersonCaller; endpoint: string; key: string };
export type FirstAnswer = { status: number; body: string };

const scopeOf = (caller: PersonCaller) => `${caller.unitId ?? ''}/${caller.agencyId}`;
const column = 'idempotency_key.response_ct';
const rowOf = ({ caller, endpoint, key }: Place) =>
  createHash('sha256')
    .update(JSON.stringify([caller.personId, scopeOf(caller), endpoint, key]))
    .digest('hex');

/**
 * The first answer to this key, or null when it is new. Requests with one key wait for each other, so that of many at once
 * one acts and the others get its answer. Refuses `idempotency.mismatch` when the request is another than the first.
 */
export async function firstAnswer(
  tx: Transaction,
  vault: Vault,
  place: Place,
  request: unknown,
): Promise<FirstAnswer | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${rowOf(place)}, 0))`.execute(tx);
  const known = await tx
    .selectFrom('idempotency_key')
    .select(['request_sha256', 'status', 'response_ct'])
    .where('person_id', '=', place.caller.personId)
    .where('scope', '=', scopeOf(place.caller))
    .where('endpoint', '=', place.endpoint)
    .where('key', '=', place.key)
    .executeTakeFirst();
  if (!known) return null;
  if (!known.request_sha256.equals(hashOf(request))) throw new Refusal(keyReused);
  return { status: known.status, body: vault.openOptional(known.response_ct, column, rowOf(place)) ?? '' };
}

/**
 * Keeps the answer in the deed's own transaction. One about a review is told again only to who may still know that the review
 * exists; one by which the caller was shut out of it is about none.
 */
export async function keepAnswer(
  tx: Transaction,
  vault: Vault,
  place: Place,
  request: unknown,
  answer: FirstAnswer & { reviewId: string | null },
): Promise<void> {
  const { reviewId } = answer;
  await tx
    .insertInto('idempotency_key')
    .values({
      person_id: place.caller.personId,
      scope: scopeOf(place.caller),
      endpoint: place.endpoint,
      key: place.key,
      request_sha256: hashOf(request),
      status: answer.status,
      response_ct: answer.body === '' ? null : vault.seal(answer.body, column, rowOf(place)),
      review_id:
        reviewId === null ? null : tx.selectFrom('case_review').select('id').where('id', '=', reviewId),
    })
    .execute();
}

const hashOf = (request: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(request) ?? '')
    .digest();
