import type { Insertable, Kysely } from 'kysely';
import type {
  Agency,
  AgencyName,
  Authority,
  DB,
  Municipality,
  Unit,
  UnitAgency,
} from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

export type ReferenceRows = {
  units: Insertable<Unit>[];
  municipalities: Insertable<Municipality>[];
  authorities: Insertable<Authority>[];
  agencies: Insertable<Agency>[];
  agencyNames: Insertable<AgencyName>[];
  unitAgencies: Insertable<UnitAgency>[];
};

/** Adds what is missing; what is there stays, because a unit may have changed it. */
export async function loadReferenceRows(db: Kysely<DB>, rows: ReferenceRows): Promise<void> {
  const add = async <Table extends keyof DB>(table: Table, values: Insertable<DB[Table]>[]) => {
    if (values.length === 0) return;
    const query = db.insertInto(table).values(values);
    await query.onConflict((row) => row.doNothing()).execute();
  };
  await add('unit', rows.units);
  await add('municipality', rows.municipalities);
  await add('authority', rows.authorities);
  await add('agency', rows.agencies);
  await add('agency_name', rows.agencyNames);
  await add('unit_agency', rows.unitAgencies);
}

/** Gives authorities their real CVR number in place of one that was made up, which begins with 0; no other is changed. */
export async function correctCvr(
  db: Kysely<DB>,
  authorities: readonly { id: string; cvr: string }[],
): Promise<void> {
  for (const { id, cvr } of authorities)
    await db.updateTable('authority').set({ cvr }).where('id', '=', id).where('cvr', 'like', '0%').execute();
}

/** The agencies that take part on `day`, in one unit or in all. */
export function takingPart(tx: Transaction, day: string, unitId?: string) {
  return tx
    .selectFrom('unit_agency as part')
    .innerJoin('agency', 'agency.id', 'part.agency_id')
    .innerJoin('authority', 'authority.id', 'agency.authority_id')
    .select([
      'part.unit_id',
      'agency.id',
      'agency.kind',
      'agency.name',
      'authority.id as authority_id',
      'authority.name as authority_name',
      'authority.regime',
    ])
    .where('part.valid_from', '<=', day)
    .where((where) => where.or([where('part.valid_to', 'is', null), where('part.valid_to', '>=', day)]))
    .$if(unitId !== undefined, (query) => query.where('part.unit_id', '=', unitId ?? ''))
    .orderBy('agency.name')
    .execute();
}

/** The signed versions of the agreements of a unit's agencies. */
export function signedAgreements(tx: Transaction, unitId: string) {
  return tx
    .selectFrom('participation_agreement')
    .select(['id', 'agency_id as agencyId', 'version', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('unit_id', '=', unitId)
    .where('state', '=', 'signed')
    .execute();
}

/** All municipalities, by name. */
export const municipalityRows = (tx: Transaction) =>
  tx.selectFrom('municipality').selectAll().orderBy('name').execute();

/** The units, with their municipalities and the agencies that take part on `day`. */
export async function unitRows(tx: Transaction, day: string, unitId?: string) {
  const units = await tx
    .selectFrom('unit')
    .selectAll()
    .$if(unitId !== undefined, (query) => query.where('id', '=', unitId ?? ''))
    .orderBy('name')
    .execute();
  const municipalities = await municipalityRows(tx);
  const taking = await takingPart(tx, day);
  const names = await tx
    .selectFrom('agency_name')
    .selectAll()
    .orderBy('valid_from')
    .orderBy('name')
    .execute();
  return { units, municipalities, taking, names };
}
