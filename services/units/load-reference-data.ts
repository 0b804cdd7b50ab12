import type { Deployer } from '#platform/deployer.ts';
import { agencies, authorities, districts, municipalities, unitAgencies } from './reference-data.ts';
import { loadReferenceRows } from './store.ts';

const always = '1970-01-01';

/** Writes the 12 units, the 98 municipalities, and the authorities and agencies that are known. Safe to repeat. */
export async function loadReferenceData(deployer: Deployer): Promise<void> {
  await deployer.asGuard((db) =>
    loadReferenceRows(db, {
      units: districts.map(({ id, nameDa, nameEn }) => ({ id, name: nameDa, name_en: nameEn })),
      municipalities: municipalities.map(({ code, name, districtId }) => ({
        code,
        name,
        unit_id: districtId,
      })),
      authorities: authorities.map(({ id, name, cvr, regime }) => ({
        id,
        name,
        cvr,
        regime,
        valid_from: always,
      })),
      agencies: agencies.map(({ id, authorityId, kind, displayName }) => ({
        id,
        authority_id: authorityId,
        kind,
        name: displayName,
        valid_from: always,
      })),
      agencyNames: agencies.flatMap(({ id, names }) =>
        names.map(({ name, kind, validFrom, validTo }) => ({
          agency_id: id,
          name,
          kind,
          valid_from: validFrom ?? always,
          valid_to: validTo,
        })),
      ),
      unitAgencies: unitAgencies.map(({ unitId, agencyId, validFrom, validTo }) => ({
        unit_id: unitId,
        agency_id: agencyId,
        valid_from: validFrom,
        valid_to: validTo,
      })),
    }),
  );
}
