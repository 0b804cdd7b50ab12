/** A police district (politikreds): one Al Capone unit works in each. */
type PoliceDistrict = {
  readonly id: string;
  readonly nameDa: string;
  readonly nameEn: string;
  /** The name that the district's police go by. */
  readonly policeName: string;
};

/** The twelve police districts since the reform of 1 January 2007, in the order of their official codes. */
export const districts = [
  { id: 'nordjylland', nameDa: 'Nordjylland', nameEn: 'North Jutland', policeName: 'Nordjyllands Politi' },
  { id: 'oestjylland', nameDa: 'Østjylland', nameEn: 'East Jutland', policeName: 'Østjyllands Politi' },
  {
    id: 'midt-og-vestjylland',
    nameDa: 'Midt- og Vestjylland',
    nameEn: 'Central and West Jutland',
    policeName: 'Midt- og Vestjyllands Politi',
  },
  {
    id: 'sydoestjylland',
    nameDa: 'Sydøstjylland',
    nameEn: 'South East Jutland',
    policeName: 'Sydøstjyllands Politi',
  },
  {
    id: 'syd-og-soenderjylland',
    nameDa: 'Syd- og Sønderjylland',
    nameEn: 'South and Southern Jutland',
    policeName: 'Syd- og Sønderjyllands Politi',
  },
  { id: 'fyn', nameDa: 'Fyn', nameEn: 'Funen', policeName: 'Fyns Politi' },
  {
    id: 'sydsjaelland-og-lolland-falster',
    nameDa: 'Sydsjælland og Lolland-Falster',
    nameEn: 'South Zealand and Lolland-Falster',
    policeName: 'Sydsjællands og Lolland-Falsters Politi',
  },
  {
    id: 'midt-og-vestsjaelland',
    nameDa: 'Midt- og Vestsjælland',
    nameEn: 'Central and West Zealand',
    policeName: 'Midt- og Vestsjællands Politi',
  },
  {
    id: 'nordsjaelland',
    nameDa: 'Nordsjælland',
    nameEn: 'North Zealand',
    policeName: 'Nordsjællands Politi',
  },
  {
    id: 'koebenhavns-vestegn',
    nameDa: 'Københavns Vestegn',
    nameEn: 'Western Copenhagen',
    policeName: 'Københavns Vestegns Politi',
  },
  { id: 'koebenhavn', nameDa: 'København', nameEn: 'Copenhagen', policeName: 'Københavns Politi' },
  { id: 'bornholm', nameDa: 'Bornholm', nameEn: 'Bornholm', policeName: 'Bornholms Politi' },
] as const satisfies readonly PoliceDistrict[];

/** The slug of a police district, which is also the id of its unit. */
export type DistrictId = (typeof districts)[number]['id'];
