import { sql, type Insertable } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { ThirdPerson, ThirdPersonDisclosure } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

const own = (tx: Transaction) =>
  tx
    .selectFrom('third_person as t')
    .innerJoin('legal_basis as b', 'b.id', 't.legal_basis_id')
    .select([
      't.id',
      't.review_id',
      't.unit_id',
      't.agency_id',
      't.relation',
      't.name_ct',
      't.number_ct',
      't.data_class',
      't.purpose',
      't.necessity_ct',
      't.registered_on',
      't.registered_by',
      'b.code',
      'b.citation',
      'b.version as basis_version',
      'b.not_for_criminal_investigation',
    ])
    .select(({ selectFrom }) =>
      jsonArrayFrom(
        selectFrom('third_person_disclosure as d')
          .innerJoin('legal_basis as db', 'db.id', 'd.legal_basis_id')
          .select([
            'd.id',
            'd.to_agency_id',
            'd.disclosed_on',
            'd.first_read_at',
            'd.revoked_at',
            'db.code',
            'db.citation',
            'db.version as basis_version',
          ])
          .whereRef('d.third_person_id', '=', 't.id')
          .orderBy('d.disclosed_on')
          .orderBy('d.to_agency_id')
          .orderBy('d.id'),
      ).as('disclosures'),
    )
    .where('t.removed_at', 'is', null);
export type OwnRow = Awaited<ReturnType<ReturnType<typeof own>['executeTakeFirstOrThrow']>>;

/** The own agency's third persons on a review, oldest first. */
export const ownRows = (tx: Transaction, reviewId: string): Promise<OwnRow[]> =>
  own(tx).where('t.review_id', '=', reviewId).orderBy('t.created_at').orderBy('t.id').execute();

export const ownRow = (tx: Transaction, id: string): Promise<OwnRow | undefined> =>
  own(tx).where('t.id', '=', id).executeTakeFirst();

/** Holds one of the own agency until the transaction ends. */
export const lockOwn = (tx: Transaction, id: string) =>
  tx
    .selectFrom('third_person')
    .select('id')
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();

/** The third persons on a review that were disclosed to the caller's agency and not revoked. */
export const receivedRows = (tx: Transaction, reviewId: string) =>
  tx
    .selectFrom('third_person_disclosure as d')
    .innerJoin('legal_basis as b', 'b.id', 'd.legal_basis_id')
    .select([
      'd.id',
      'd.third_person_id',
      'd.review_id',
      'd.from_agency_id',
      'd.relation',
      'd.name_ct',
      'd.number_ct',
      'd.data_class',
      'd.purpose',
      'd.use_restriction',
      'd.disclosed_on',
      'd.first_read_at',
      'b.code',
      'b.citation',
      'b.version as basis_version',
    ])
    .where('d.review_id', '=', reviewId)
    .where('d.revoked_at', 'is', null)
    .where('d.to_scope', '=', sql<string>`(select app.caller_scope())`)
    .orderBy('d.disclosed_on')
    .orderBy('d.id')
    .execute();
export type ReceivedRow = Awaited<ReturnType<typeof receivedRows>>[number];

export async function insertThirdPerson(tx: Transaction, row: Insertable<ThirdPerson>): Promise<void> {
  await tx.insertInto('third_person').values(row).execute();
}

export async function insertDisclosures(
  tx: Transaction,
  rows: Insertable<ThirdPersonDisclosure>[],
): Promise<void> {
  await tx.insertInto('third_person_disclosure').values(rows).execute();
}

/** A disclosure that the caller's agency gave. */
export const findGiven = (tx: Transaction, id: string) =>
  tx
    .selectFrom('third_person_disclosure')
    .select(['id', 'third_person_id', 'review_id', 'to_agency_id', 'revoked_at'])
    .where('id', '=', id)
    .where('from_scope', '=', sql<string>`(select app.caller_scope())`)
    .executeTakeFirst();

type By = { at: string; personId: string };

export async function setRevoked(tx: Transaction, ids: readonly string[], by: By): Promise<void> {
  await tx
    .updateTable('third_person_disclosure')
    .set({ revoked_at: by.at, revoked_by: by.personId })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('revoked_at', 'is', null)
    .execute();
}

export async function setRemoved(tx: Transaction, id: string, by: By): Promise<void> {
  await tx
    .updateTable('third_person')
    .set({ removed_at: by.at, removed_by: by.personId })
    .where('id', '=', id)
    .execute();
}

/** Notes that the recipient's people have had these before them, where that was not noted yet. */
export async function markRead(tx: Transaction, disclosureIds: readonly string[]): Promise<void> {
  if (disclosureIds.length > 0)
    await sql`select app.mark_third_persons_read(${disclosureIds}::uuid[])`.execute(tx);
}
