import { districts } from './districts.ts';

/** A name in a period; both days count. `null` is "from before the register" and "still in use". */
export type NameInTime = {
  readonly name: string;
  readonly kind: 'official' | 'alias';
  readonly validFrom: string | null;
  readonly validTo: string | null;
};

/** A legal person and controller. */
type Authority = {
  readonly id: string;
  readonly name: string;
  readonly cvr: string;
  /** True where the number is made up for the demo: it begins with 0, as no issued CVR number does. */
  readonly cvrInvented: boolean;
  /** The data-protection rules that it works under: retshåndhævelsesloven or the GDPR. */
  readonly regime: 'RHL' | 'GDPR';
  readonly names: readonly NameInTime[];
};

/** Names of the tax authority, which was SKAT until the end of June 2018 and is still called so. */
export const skatNames: readonly NameInTime[] = [
  { name: 'SKAT', kind: 'official', validFrom: '2005-11-01', validTo: '2018-06-30' },
  { name: 'Skatteforvaltningen', kind: 'official', validFrom: '2018-07-01', validTo: null },
  { name: 'Skattestyrelsen', kind: 'alias', validFrom: '2018-07-01', validTo: null },
  { name: 'SKAT', kind: 'alias', validFrom: '2018-07-01', validTo: null },
];

/** One official name without a known beginning or an end, and its aliases. */
export function lastingNames(official: string, ...aliases: string[]): readonly NameInTime[] {
  const lasting = (name: string, kind: NameInTime['kind']): NameInTime => {
    return { name, kind, validFrom: null, validTo: null };
  };
  return [lasting(official, 'official'), ...aliases.map((alias) => lasting(alias, 'alias'))];
}

/** The id of the police of a district, as authority and as agency. */
export function policeIdOf(districtId: string): string {
  return districtId === 'koebenhavn' ? 'koebenhavns-politi' : `${districtId}-politi`;
}

const policeAuthorities: readonly Authority[] = districts.map((district, index) => ({
  id: policeIdOf(district.id),
  name: district.policeName,
  cvr: `000001${String(index + 1).padStart(2, '0')}`,
  cvrInvented: true,
  regime: 'RHL',
  names: lastingNames(district.policeName),
}));

/** The controllers that the units' agencies belong to. */
export const authorities: readonly Authority[] = [
  ...policeAuthorities,
  {
    id: 'skatteforvaltningen',
    name: 'Skatteforvaltningen',
    cvr: '19552101',
    cvrInvented: false,
    regime: 'GDPR',
    names: skatNames,
  },
  {
    id: 'koebenhavns-kommune',
    name: 'Københavns Kommune',
    cvr: '64942212',
    cvrInvented: false,
    regime: 'GDPR',
    names: lastingNames('Københavns Kommune', 'KK'),
  },
  {
    id: 'rigspolitiet',
    name: 'Rigspolitiet',
    cvr: '17143611',
    cvrInvented: false,
    regime: 'RHL',
    names: lastingNames('Rigspolitiet'),
  },
];
