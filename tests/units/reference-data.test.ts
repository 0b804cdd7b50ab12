import { describe, expect, test } from 'vitest';

import {
  agencies,
  agencyNameOn,
  authorities,
  districts,
  municipalities,
  unitAgencies,
  units,
} from '#units/reference-data.ts';

const namesIn = (districtId: string) =>
  municipalities.filter((row) => row.districtId === districtId).map((row) => row.name);

const unique = (values: readonly string[]) => new Set(values).size === values.length;

describe('police districts and municipalities', () => {
  test('there are 12 districts and 98 municipalities', () => {
    expect(districts).toHaveLength(12);
    expect(municipalities).toHaveLength(98);
  });

  test('every code and name occurs once, so that no municipality is in two districts', () => {
    expect(unique(municipalities.map((row) => row.code))).toBe(true);
    expect(unique(municipalities.map((row) => row.name))).toBe(true);
    expect(unique(districts.map((row) => row.id))).toBe(true);
    expect(unique(districts.map((row) => row.nameDa))).toBe(true);
    expect(unique(districts.map((row) => row.nameEn))).toBe(true);
  });

  test('a code has four digits, and Christiansø is no municipality', () => {
    for (const row of municipalities) expect(row.code).toMatch(/^0[1-8]\d\d$/u);
    expect(municipalities.some((row) => row.code === '0411' || row.name === 'Christiansø')).toBe(false);
  });

  test('København has exactly its four', () => {
    expect(municipalities.filter((row) => row.districtId === 'koebenhavn')).toEqual([
      { code: '0101', name: 'København', districtId: 'koebenhavn' },
      { code: '0147', name: 'Frederiksberg', districtId: 'koebenhavn' },
      { code: '0155', name: 'Dragør', districtId: 'koebenhavn' },
      { code: '0185', name: 'Tårnby', districtId: 'koebenhavn' },
    ]);
  });

  test.each([
    ['nordjylland', 9],
    ['oestjylland', 7],
    ['midt-og-vestjylland', 11],
    ['sydoestjylland', 7],
    ['syd-og-soenderjylland', 8],
    ['fyn', 10],
    ['sydsjaelland-og-lolland-falster', 7],
    ['midt-og-vestsjaelland', 10],
    ['nordsjaelland', 13],
    ['koebenhavns-vestegn', 11],
    ['koebenhavn', 4],
    ['bornholm', 1],
  ])('%s has %i municipalities', (districtId, count) => {
    expect(namesIn(districtId)).toHaveLength(count);
  });

  test.each([
    ['Gladsaxe', 'koebenhavns-vestegn'],
    ['Furesø', 'nordsjaelland'],
    ['Greve', 'midt-og-vestsjaelland'],
    ['Ringsted', 'midt-og-vestsjaelland'],
    ['Sorø', 'sydsjaelland-og-lolland-falster'],
    ['Slagelse', 'sydsjaelland-og-lolland-falster'],
    ['Skanderborg', 'sydoestjylland'],
    ['Billund', 'sydoestjylland'],
    ['Vejen', 'syd-og-soenderjylland'],
    ['Odder', 'oestjylland'],
    ['Samsø', 'oestjylland'],
    ['Silkeborg', 'midt-og-vestjylland'],
    ['Thisted', 'midt-og-vestjylland'],
    ['Mariagerfjord', 'nordjylland'],
  ])('%s, near a border, lies in %s', (name, districtId) => {
    expect(municipalities.find((row) => row.name === name)?.districtId).toBe(districtId);
  });
});

describe('units, authorities and agencies', () => {
  test('each district has one unit of the same id', () => {
    expect(units.map((unit) => unit.id)).toEqual(districts.map((district) => district.id));
    expect(units.find((unit) => unit.id === 'koebenhavn')?.name).toBe('København');
  });

  test('ids and CVR numbers are unique, and every agency has its authority', () => {
    expect(unique(agencies.map((agency) => agency.id))).toBe(true);
    expect(unique(authorities.map((authority) => authority.id))).toBe(true);
    expect(unique(authorities.map((authority) => authority.cvr))).toBe(true);
    const known = new Set(authorities.map((authority) => authority.id));
    expect(agencies.filter((agency) => !known.has(agency.authorityId))).toEqual([]);
  });

  test('an invented CVR number begins with 0 and is marked; the known ones are the public ones', () => {
    for (const authority of authorities) {
      expect(authority.cvr).toMatch(/^\d{8}$/u);
      expect(authority.cvr.startsWith('0')).toBe(authority.cvrInvented);
    }
    const known = authorities.filter((authority) => !authority.cvrInvented);
    expect(Object.fromEntries(known.map(({ id, cvr }) => [id, cvr]))).toEqual({
      skatteforvaltningen: '19552101',
      'koebenhavns-kommune': '64942212',
      rigspolitiet: '17143611',
    });
  });

  test('the police work under retshåndhævelsesloven, everybody else under the GDPR', () => {
    for (const authority of authorities) {
      const police = authority.id.endsWith('politi') || authority.id === 'rigspolitiet';
      expect(authority.regime).toBe(police ? 'RHL' : 'GDPR');
    }
  });

  test('BIF, SOF and Betaling og Kontrol are three agencies of one authority', () => {
    const kk = agencies.filter((agency) => agency.authorityId === 'koebenhavns-kommune');
    expect(kk.map(({ id, kind, displayName }) => [id, kind, displayName])).toEqual([
      ['kk-bif', 'bif', 'BIF'],
      ['kk-sof', 'sof', 'SOF'],
      ['kk-bk', 'bk', 'Betaling og Kontrol'],
    ]);
  });

  test('five agencies take part in København, the police and SKAT elsewhere, Rigspolitiet nowhere', () => {
    const inUnit = (unitId: string) =>
      unitAgencies.filter((row) => row.unitId === unitId).map((row) => row.agencyId);
    expect(inUnit('koebenhavn')).toEqual(['koebenhavns-politi', 'skat', 'kk-bif', 'kk-sof', 'kk-bk']);
    for (const { id } of units.filter((unit) => unit.id !== 'koebenhavn')) {
      expect(inUnit(id)).toEqual([`${id}-politi`, 'skat']);
    }
    expect(unitAgencies.some((row) => row.agencyId === 'rigspolitiet')).toBe(false);
  });

  test('every place in a unit names an agency that exists', () => {
    const known = new Set(agencies.map((agency) => agency.id));
    expect(unitAgencies.filter((row) => !known.has(row.agencyId))).toEqual([]);
  });
});

describe('agencyNameOn', () => {
  const names = agencies.find((agency) => agency.id === 'skat')?.names ?? [];

  test.each([
    ['2016-01-01', 'SKAT'],
    ['2018-06-30', 'SKAT'],
    ['2018-07-01', 'Skatteforvaltningen'],
    ['2030-12-31', 'Skatteforvaltningen'],
  ])('the tax authority on %s is %s', (date, name) => {
    expect(agencyNameOn(names, date)).toBe(name);
  });

  test('SKAT stays an alias after the change, and Skattestyrelsen becomes one', () => {
    const aliases = names.filter((name) => name.kind === 'alias' && name.validTo === null);
    expect(aliases.map((name) => [name.name, name.validFrom])).toEqual([
      ['Skattestyrelsen', '2018-07-01'],
      ['SKAT', '2018-07-01'],
    ]);
  });

  test('no official name in force gives null, and an alias does not count', () => {
    expect(agencyNameOn(names, '2005-10-31')).toBeNull();
    expect(agencyNameOn([], '2020-01-01')).toBeNull();
    const aliasOnly = [{ name: 'X', kind: 'alias' as const, validFrom: null, validTo: null }];
    expect(agencyNameOn(aliasOnly, '2020-01-01')).toBeNull();
  });

  test('where two official names overlap the youngest wins, whichever comes first', () => {
    const older = { name: 'Gammel', kind: 'official' as const, validFrom: null, validTo: null };
    const newer = { name: 'Ny', kind: 'official' as const, validFrom: '2020-01-01', validTo: null };
    expect(agencyNameOn([older, newer], '2021-01-01')).toBe('Ny');
    expect(agencyNameOn([newer, older], '2021-01-01')).toBe('Ny');
    expect(agencyNameOn([newer, older], '2019-12-31')).toBe('Gammel');
  });
});
