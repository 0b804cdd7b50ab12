import type { AgencyKind } from '#platform/codes.ts';

import { lastingNames, policeIdOf, skatNames } from './authorities.ts';
import type { NameInTime } from './authorities.ts';
import { districts } from './districts.ts';

/** A body with its own task, legal basis and liaison. Access goes by agency. */
type Agency = {
  readonly id: string;
  readonly authorityId: string;
  readonly kind: AgencyKind;
  /** The name that the users say and that reports print. */
  readonly displayName: string;
  readonly names: readonly NameInTime[];
};

/** An agency's place in a unit from a day on. */
type UnitAgency = {
  readonly unitId: string;
  readonly agencyId: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

const police: readonly Agency[] = districts.map((district) => ({
  id: policeIdOf(district.id),
  authorityId: policeIdOf(district.id),
  kind: 'police',
  displayName: district.policeName,
  names: lastingNames(district.policeName),
}));

const copenhagen: readonly Agency[] = [
  {
    id: 'kk-bif',
    authorityId: 'koebenhavns-kommune',
    kind: 'bif',
    displayName: 'BIF',
    names: lastingNames('Beskæftigelses- og Integrationsforvaltningen', 'BIF'),
  },
  {
    id: 'kk-sof',
    authorityId: 'koebenhavns-kommune',
    kind: 'sof',
    displayName: 'SOF',
    names: lastingNames('Socialforvaltningen', 'SOF'),
  },
  {
    id: 'kk-bk',
    authorityId: 'koebenhavns-kommune',
    kind: 'bk',
    displayName: 'Betaling og Kontrol',
    names: lastingNames('Betaling og Kontrol', 'B&K', 'BK', 'ØKF/Betaling og Kontrol', 'ØKF/B&K'),
  },
];

/** Every agency that takes part in a unit, and Rigspolitiet. */
export const agencies: readonly Agency[] = [
  ...police,
  {
    id: 'skat',
    authorityId: 'skatteforvaltningen',
    kind: 'tax',
    displayName: 'SKAT',
    names: skatNames,
  },
  ...copenhagen,
  {
    id: 'rigspolitiet',
    authorityId: 'rigspolitiet',
    kind: 'national',
    displayName: 'Rigspolitiet',
    names: lastingNames('Rigspolitiet'),
  },
];

/** The co-operation began in København in 2011; the other districts followed in 2018. */
const startOf = (districtId: string): string => (districtId === 'koebenhavn' ? '2011-01-01' : '2018-01-01');

/** Who takes part where. The administrations of other municipalities are entered by each unit. */
export const unitAgencies: readonly UnitAgency[] = districts.flatMap(({ id }) => {
  const local = id === 'koebenhavn' ? copenhagen.map((agency) => agency.id) : [];
  return [policeIdOf(id), 'skat', ...local].map((agencyId) => {
    return { unitId: id, agencyId, validFrom: startOf(id), validTo: null };
  });
});

/**
 * The official name in force on a civil date (YYYY-MM-DD), both ends included; the youngest where two
 * overlap; null where no official name was in force.
 */
export function agencyNameOn(names: readonly NameInTime[], date: string): string | null {
  const inForce = names
    .filter((name) => name.kind === 'official')
    .filter((name) => name.validFrom === null || name.validFrom <= date)
    .filter((name) => name.validTo === null || date <= name.validTo);
  const youngestFirst = inForce.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? 1 : -1));
  return youngestFirst[0]?.name ?? null;
}
