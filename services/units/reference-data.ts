import { agencies, agencyNameOn, unitAgencies } from './reference/agencies.ts';
import { authorities } from './reference/authorities.ts';
import { districts } from './reference/districts.ts';
import type { DistrictId } from './reference/districts.ts';
import { municipalitiesByDistrict } from './reference/municipalities.ts';

/** A municipality with its official four-digit code as text ('0101'). */
type Municipality = { readonly code: string; readonly name: string; readonly districtId: DistrictId };

/** An Al Capone unit: one per police district, with the district's slug as id. */
type Unit = { readonly id: DistrictId; readonly name: string; readonly districtId: DistrictId };

/** The twelve units. */
export const units: readonly Unit[] = districts.map((district) => ({
  id: district.id,
  name: district.nameDa,
  districtId: district.id,
}));

/** The 98 municipalities, each in one police district. */
export const municipalities: readonly Municipality[] = districts.flatMap((district) =>
  Object.entries(municipalitiesByDistrict[district.id]).map(([code, name]) => {
    return { code, name, districtId: district.id };
  }),
);

export { agencies, agencyNameOn, authorities, districts, unitAgencies };
