import type { z } from 'zod';
import { record } from '#audit/record.ts';
import type { Transaction } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { getUnit, listUnits, unit } from './contract.ts';
import { unitRows } from './store.ts';

export const readUnits: Deed<typeof listUnits> = async (tx, _caller, _input, floor) => {
  record(tx, { verb: 'consult', deed: 'listUnits' });
  return { items: await unitsOn(tx, floor.today) };
};

export const readUnit: Deed<typeof getUnit> = async (tx, _caller, { params }, floor) => {
  record(tx, { verb: 'consult', deed: 'getUnit' });
  const [found] = await unitsOn(tx, floor.today, params.unitId);
  return orNotFound(found);
};

async function unitsOn(tx: Transaction, day: string, unitId?: string): Promise<z.input<typeof unit>[]> {
  const { units, municipalities, taking, names } = await unitRows(tx, day, unitId);
  return units.map(({ id, name, name_en }) => ({
    id,
    name,
    nameEn: name_en,
    municipalities: municipalities
      .filter((row) => row.unit_id === id)
      .map((row) => ({ code: row.code, name: row.name })),
    agencies: taking
      .filter((row) => row.unit_id === id)
      .map((row) => ({
        id: row.id,
        kind: row.kind,
        name: row.name,
        authority: { id: row.authority_id, name: row.authority_name, regime: row.regime },
        names: names
          .filter((named) => named.agency_id === row.id)
          .map((named) => ({
            name: named.name,
            kind: named.kind,
            validFrom: named.valid_from,
            validTo: named.valid_to,
          })),
      })),
  }));
}
