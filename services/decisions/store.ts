import type { Insertable } from 'kysely';
import type { DisclosureForm } from '#platform/codes.ts';
import type { DB } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

type Kept = Insertable<DB['decision']> & { wished: DisclosureForm; facts: Record<string, unknown> };

/** Keeps decisions with the facts behind them, in two statements. */
export async function insertDecisions(tx: Transaction, rows: readonly Kept[]): Promise<void> {
  if (rows.length === 0) return;
  await Promise.all([
    tx
      .insertInto('decision')
      .values(rows.map(({ facts: _facts, wished: _wished, ...row }) => row))
      .execute(),
    tx
      .insertInto('decision_facts')
      .values(
        rows.map(({ id, unit_id, agency_id, wished, facts }) => ({
          decision_id: id,
          scope: `${unit_id}/${agency_id}`,
          wished,
          facts: JSON.stringify(facts),
        })),
      )
      .execute(),
  ]);
}

export type DecisionRow = NonNullable<Awaited<ReturnType<typeof findDecision>>>;

/** A decision that the caller may see; the facts are there for the agency that decided. */
export function findDecision(tx: Transaction, id: string) {
  return tx
    .selectFrom('decision')
    .innerJoin('agency', 'agency.id', 'decision.agency_id')
    .leftJoin('agency as taker', 'taker.id', 'decision.recipient')
    .leftJoin('decision_facts', 'decision_facts.decision_id', 'decision.id')
    .leftJoin('disclosure', 'disclosure.decision_id', 'decision.id')
    .select([
      'decision.id',
      'decision.kind',
      'decision.review_id',
      'decision.finding_id',
      'decision.version',
      'decision.agency_id',
      'decision.recipient',
      'decision.purpose',
      'decision_facts.wished',
      'decision.outcome',
      'decision.form',
      'decision.catalogue_version',
      'decision.refusals',
      'decision.decided_on',
      'decision.legal_basis_id',
      'decision_facts.facts',
      'disclosure.id as disclosure_id',
      'agency.name as agency_name',
      'agency.authority_id',
      'taker.name as recipient_name',
      'taker.authority_id as recipient_authority',
    ])
    .where('decision.id', '=', id)
    .executeTakeFirst();
}
