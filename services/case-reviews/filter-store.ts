import type { Transaction } from '#platform/database.ts';

/** A person who acts for one agency in one unit: whose filters they are. */
export type Seat = { person_id: string; unit_id: string; agency_id: string };
export type FilterRow = { id: string; name: string; filter: unknown };

const columns = ['id', 'name', 'filter'] as const;

export function filterRows(tx: Transaction, seat: Seat): Promise<FilterRow[]> {
  return tx
    .selectFrom('saved_filter')
    .select(columns)
    .where('person_id', '=', seat.person_id)
    .where('unit_id', '=', seat.unit_id)
    .where('agency_id', '=', seat.agency_id)
    .execute();
}

/** `filter`: JSON. */
export function insertFilter(
  tx: Transaction,
  row: Seat & { name: string; filter: string },
): Promise<FilterRow> {
  return tx.insertInto('saved_filter').values(row).returning(columns).executeTakeFirstOrThrow();
}

/** The filter that was deleted, if the seat had it. */
export function deleteFilterRow(
  tx: Transaction,
  seat: Seat,
  filterId: string,
): Promise<{ id: string } | undefined> {
  return tx
    .deleteFrom('saved_filter')
    .where('id', '=', filterId)
    .where('person_id', '=', seat.person_id)
    .where('unit_id', '=', seat.unit_id)
    .where('agency_id', '=', seat.agency_id)
    .returning('id')
    .executeTakeFirst();
}
