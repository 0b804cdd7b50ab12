import type { Kysely } from 'kysely';
import type { Role } from '#platform/codes.ts';
import type { DB } from '#platform/database-types.ts';

export type IssuerRow = { issuer: string; authority_id: string; cvr: string; jwks_uri: string };
export type NewPerson = {
  issuer: string;
  subject: string;
  authorityId: string;
  name: string;
  title: string;
  role: Role;
  unitId: string | null;
  agencyId: string;
};

/** The issuers that are believed, one for each authority; an address that has moved replaces the old one. */
export async function putIssuers(db: Kysely<DB>, issuers: readonly IssuerRow[]): Promise<void> {
  for (const row of issuers) {
    await db
      .insertInto('identity_issuer')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .column('authority_id')
          .doUpdateSet({ issuer: row.issuer, cvr: row.cvr, jwks_uri: row.jwks_uri }),
      )
      .execute();
  }
}

/** Adds people who are not there yet, each with a first role. Somebody who is there keeps what an administrator has decided. */
export async function addPeople(
  db: Kysely<DB>,
  people: readonly NewPerson[],
  validFrom: string,
): Promise<void> {
  for (const person of people) {
    const added = await db
      .insertInto('person')
      .values({
        issuer: person.issuer,
        subject: person.subject,
        authority_id: person.authorityId,
        name: person.name,
        title: person.title,
      })
      .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) continue;
    await db
      .insertInto('role_assignment')
      .values({
        person_id: added.id,
        role: person.role,
        unit_id: person.unitId,
        agency_id: person.agencyId,
        authority_id: person.authorityId,
        valid_from: validFrom,
      })
      .execute();
  }
}
