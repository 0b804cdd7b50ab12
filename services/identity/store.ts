import { type Insertable, type Kysely, sql } from 'kysely';
import type { Role } from '#platform/codes.ts';
import type { DB, Person, RoleAssignment } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

export type IssuerRow = {
  issuer: string;
  authority_id: string;
  cvr: string;
  jwks_uri: string;
  /** What the issuer calls the browser door; null or left out when its people do not sign in there. */
  web_client_id?: string | null;
};
export type NewRole = { role: Role; unitId: string | null; agencyId: string };
export type NewPerson = {
  issuer: string;
  subject: string;
  authorityId: string;
  name: string;
  title: string | null;
  roles: readonly NewRole[];
};

/** The issuers that are believed, one for each authority; an address that has moved replaces the old one. */
export async function putIssuers(db: Kysely<DB>, issuers: readonly IssuerRow[]): Promise<void> {
  for (const row of issuers) {
    await db
      .insertInto('identity_issuer')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('authority_id').doUpdateSet({
          issuer: row.issuer,
          cvr: row.cvr,
          jwks_uri: row.jwks_uri,
          web_client_id: row.web_client_id ?? null,
        }),
      )
      .execute();
  }
}

/**
 * Adds people who are not there yet, with their roles. Somebody who is there keeps what an administrator has decided.
 * Returns how many were new.
 */
export async function addPeople(
  db: Kysely<DB>,
  people: readonly NewPerson[],
  validFrom: string,
): Promise<number> {
  let added = 0;
  for (const { roles, authorityId, ...person } of people) {
    const row = await db
      .insertInto('person')
      .values({ ...person, authority_id: authorityId })
      .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) continue;
    added += 1;
    if (roles.length === 0) continue;
    await db
      .insertInto('role_assignment')
      .values(
        roles.map(({ role, unitId, agencyId }) => ({
          person_id: row.id,
          role,
          unit_id: unitId,
          agency_id: agencyId,
          authority_id: authorityId,
          valid_from: validFrom,
        })),
      )
      .execute();
  }
  return added;
}

/** Everything a setup file is held against: what the database knows already. */
export async function knownBeforeSetup(db: Kysely<DB>) {
  return {
    units: await db.selectFrom('unit').select('id').execute(),
    authorities: await db.selectFrom('authority').select(['id', 'cvr']).execute(),
    agencies: await db.selectFrom('agency').select(['id', 'authority_id', 'kind']).execute(),
    taking: await db.selectFrom('unit_agency').select(['unit_id', 'agency_id']).execute(),
    issuers: await db.selectFrom('identity_issuer').select(['issuer', 'authority_id']).execute(),
  };
}

const personColumns = ['id', 'subject', 'name', 'title', 'state'] as const;
export type PersonRow = Pick<Person, 'subject' | 'name' | 'title'> & {
  id: string;
  state: 'active' | 'revoked';
};

/** The caller with all roles that hold on `day`, in every unit. */
export async function ownRoles(tx: Transaction, personId: string, day: string) {
  const person = await tx
    .selectFrom('person')
    .select(['id', 'name', 'title', 'authority_id'])
    .where('id', '=', personId)
    .executeTakeFirst();
  const roles = await tx
    .selectFrom('role_assignment as given')
    .innerJoin('agency', 'agency.id', 'given.agency_id')
    .leftJoin('unit', 'unit.id', 'given.unit_id')
    .select(['given.role', 'given.unit_id', 'unit.name as unit_name', 'given.agency_id'])
    .select(['agency.name as agency_name', 'agency.kind as agency_kind'])
    .where('given.person_id', '=', personId)
    .where('given.revoked_at', 'is', null)
    .where('given.valid_from', '<=', day)
    .where((where) => where.or([where('given.valid_to', 'is', null), where('given.valid_to', '>=', day)]))
    .orderBy('given.unit_id')
    .orderBy('given.agency_id')
    .orderBy('given.role')
    .execute();
  return { person, roles };
}

type PeopleList = {
  authorityId: string;
  unitId: string;
  withRole: boolean;
  /** Only who has a role that ends on this day or before, and not before `today`. */
  endsBy: { today: string; day: string } | null;
  after: string | null;
  limit: number;
};

/** People of one authority by name, from the one after the person `after` (an id); one more than `limit`. */
export async function peopleAfter(tx: Transaction, list: PeopleList): Promise<PersonRow[]> {
  const here = sql<boolean>`exists (select from app.role_assignment r where r.person_id = person.id and r.unit_id = ${list.unitId})`;
  return tx
    .selectFrom('person')
    .select(personColumns)
    .where('authority_id', '=', list.authorityId)
    .where(here, '=', list.withRole)
    .$if(list.endsBy !== null, (query) =>
      query.where(
        sql<boolean>`exists (select from app.role_assignment r where r.person_id = person.id and r.unit_id = ${list.unitId}
          and r.revoked_at is null and r.valid_to between ${list.endsBy?.today ?? null}::date and ${list.endsBy?.day ?? null}::date)`,
      ),
    )
    .$if(list.after !== null, (query) =>
      query.where(
        sql<boolean>`(person.name, person.id) > (select p.name, p.id from app.person p where p.id = ${list.after})`,
      ),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(list.limit + 1)
    .execute();
}

/** The person, when of this authority. */
export function findPerson(
  tx: Transaction,
  authorityId: string,
  personId: string,
): Promise<PersonRow | undefined> {
  return tx
    .selectFrom('person')
    .select(personColumns)
    .where('id', '=', personId)
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();
}

/** The same. Waits for others who are changing it. */
export function personOf(
  tx: Transaction,
  authorityId: string,
  personId: string,
): Promise<PersonRow | undefined> {
  return tx
    .selectFrom('person')
    .select(personColumns)
    .where('id', '=', personId)
    .where('authority_id', '=', authorityId)
    .forUpdate()
    .executeTakeFirst();
}

export type RoleRow = Awaited<ReturnType<typeof rolesInUnit>>[number];
/** The roles that these people have or had in the unit, oldest first. */
export function rolesInUnit(tx: Transaction, unitId: string, personIds: readonly string[]) {
  return tx
    .selectFrom('role_assignment')
    .select(['id', 'person_id', 'role', 'agency_id', 'valid_from', 'valid_to', 'revoked_at'])
    .where('unit_id', '=', unitId)
    .where('person_id', '=', sql<string>`any(${personIds})`)
    .orderBy('valid_from')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function issuerOf(tx: Transaction, authorityId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('identity_issuer')
    .select('issuer')
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();
  return row?.issuer;
}

/** Inserts the person; undefined when the issuer's subject is there already. */
export function insertPerson(tx: Transaction, row: Insertable<Person>): Promise<PersonRow | undefined> {
  return tx
    .insertInto('person')
    .values(row)
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .returning(personColumns)
    .executeTakeFirst();
}

export async function insertRole(tx: Transaction, row: Insertable<RoleAssignment>): Promise<void> {
  await tx.insertInto('role_assignment').values(row).execute();
}

/** Revokes one role; false when the person has no such role in the unit. */
export async function setRoleRevoked(
  tx: Transaction,
  role: { id: string; personId: string; unitId: string },
  now: string,
): Promise<boolean> {
  const changed = await tx
    .updateTable('role_assignment')
    .set({ revoked_at: sql`coalesce(revoked_at, ${now}::timestamptz)` })
    .where('id', '=', role.id)
    .where('person_id', '=', role.personId)
    .where('unit_id', '=', role.unitId)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function setPersonState(
  tx: Transaction,
  personId: string,
  state: 'active' | 'revoked',
): Promise<void> {
  await tx.updateTable('person').set({ state }).where('id', '=', personId).execute();
}
