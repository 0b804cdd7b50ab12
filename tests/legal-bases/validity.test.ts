import { describe, expect, test } from 'vitest';

import { catalogueOf, decideDisclosure, possibleBases } from '#legal-bases/decide.ts';

import { DAY, approvedRows, catalogue, policeRequest, taxRequest } from './fixture.ts';

const outcomeOn = (basisCode: string, day: string) =>
  decideDisclosure(taxRequest({ basisCode }), catalogue, day).outcome;

describe('validity by the day', () => {
  test.each([
    ['PDL6', '2000-06-30', 'deny'],
    ['PDL6', '2000-07-01', 'allow_full'],
    ['PDL6', '2018-05-24', 'allow_full'],
    ['PDL6', '2018-05-25', 'deny'],
    ['DBL6-GDPR6E', '2018-05-24', 'deny'],
    ['DBL6-GDPR6E', '2018-05-25', 'allow_full'],
    ['DBL6-GDPR6E', '2999-12-31', 'allow_full'],
  ])('%s on %s: %s', (code, day, outcome) => {
    expect(outcomeOn(code, day)).toBe(outcome);
  });

  test.each(['', '2020-3-2', '2020-02-30', '2020-13-01', '02-03-2020', '2020-03-02T00:00:00Z', 'æøå'])(
    '%j is no day, and nothing is allowed on it',
    (day) => {
      const { outcome, refusals } = decideDisclosure(taxRequest(), catalogue, day);
      expect(outcome).toBe('deny');
      expect(refusals[0]?.code).toBe('day_invalid');
    },
  );

  test('the refusal says in both languages when the basis is in force', () => {
    const { refusals } = decideDisclosure(taxRequest({ basisCode: 'PDL6' }), catalogue, '2018-05-25');
    expect(refusals[0]?.da).toContain('gælder fra 01.07.2000 til 24.05.2018 og dermed ikke den 25.05.2018');
    expect(refusals[0]?.en).toContain('in force from 2000-07-01 to 2018-05-24 and so not on 2018-05-25');
  });
});

describe('versions of one basis', () => {
  const [sfl] = approvedRows().filter((row) => row.code === 'SFL17');
  if (sfl === undefined) throw new Error('SFL17 is not in the starting catalogue');
  const first = { ...sfl, validTo: '2019-12-31' };
  const second = { ...sfl, id: 'SFL17/2', version: 2, validFrom: '2020-01-01' };
  const draft = { ...sfl, id: 'SFL17/3', version: 3, status: 'draft' as const };
  const both = catalogueOf([second, draft, first]);

  test.each([
    ['2019-12-31', 1],
    ['2020-01-01', 2],
  ])('on %s version %i is meant, and the draft never', (day, version) => {
    const decision = decideDisclosure(taxRequest(), both, day);
    expect([decision.outcome, decision.basis?.version]).toEqual(['allow_full', version]);
  });

  test('the newest wins where two are approved and in force, and is the one told of where none is', () => {
    const overlapping = catalogueOf([sfl, second]);
    expect(decideDisclosure(taxRequest(), overlapping, '2020-01-01').basis?.version).toBe(2);
    const none = decideDisclosure(taxRequest(), catalogueOf([first, draft]), '2020-01-01');
    expect([none.outcome, none.basis?.version]).toEqual(['deny', 3]);
  });

  test('a version that is named is the one that is tried', () => {
    const old = decideDisclosure(taxRequest({ basisVersion: 1 }), both, '2020-01-01');
    expect(old.refusals.map((refusal) => refusal.code)).toEqual(['legal_basis_not_in_force']);
    const unapproved = decideDisclosure(taxRequest({ basisVersion: 3 }), both, '2020-01-01');
    expect(unapproved.refusals.map((refusal) => refusal.code)).toEqual(['legal_basis_not_approved']);
  });

  test('the version of the catalogue follows its content and not the order of its rows', () => {
    expect(catalogueOf([first, draft, second]).version).toBe(both.version);
    expect(catalogueOf([first, second]).version).not.toBe(both.version);
    expect(catalogueOf([first, { ...second, createsDuty: true }, draft]).version).not.toBe(both.version);
  });
});

describe('an own row takes the place of the common one from its first day on', () => {
  const [common] = approvedRows().filter((row) => row.code === 'SFL17');
  if (common === undefined) throw new Error('SFL17 is not in the starting catalogue');
  const own = { ...common, id: 'own', version: 2, authorityId: 'skat', validFrom: '2020-01-01' };
  const retired = { ...own, status: 'retired' as const };
  const outcomeOf = (row: typeof own, day: string) => {
    const request = taxRequest({ contributor: { agencyId: 'skat', kind: 'tax', authorityId: 'skat' } });
    const { outcome, basis } = decideDisclosure(request, catalogueOf([common, row]), day);
    return `${outcome} ${basis?.version}`;
  };

  test.each([
    ['the day before', own, '2019-12-31', 'allow_full 1'],
    ['on its first day', own, '2020-01-01', 'allow_full 2'],
    ['on its last day', { ...own, validTo: '2020-06-30' }, '2020-06-30', 'allow_full 2'],
    ['the day after its last', { ...own, validTo: '2020-06-30' }, '2020-07-01', 'deny 2'],
    ['retired', { ...retired, validTo: '2020-06-30' }, '2020-06-30', 'deny 2'],
    ['retired, before it would have begun', retired, '2019-12-31', 'allow_full 1'],
    ['retired before it began, from that day on', retired, '2020-01-01', 'deny 2'],
    ['a draft', { ...own, status: 'draft' as const, wasApproved: false }, '2020-01-01', 'allow_full 1'],
    ['a draft that was discarded', { ...retired, wasApproved: false }, '2020-01-01', 'allow_full 1'],
    ['another authority’s', { ...retired, authorityId: 'somebody-else' }, '2020-01-01', 'allow_full 1'],
  ])('%s', (_name, row, day, expected) => {
    expect(outcomeOf(row, day)).toBe(expected);
  });
});

describe('which bases are possible', () => {
  const codesOf = (options: readonly { basis: { code: string } }[]) => options.map(({ basis }) => basis.code);

  test('the usable ones are offered, and each of the others says why not', () => {
    const options = possibleBases(taxRequest(), catalogue, DAY);
    expect(codesOf(options.possible)).toEqual(['DBL6-GDPR6E', 'SFL17']);
    expect(codesOf(options.impossible)).toEqual([
      'DBL7-4',
      'DBL8-2-3',
      'FVL28-2-3',
      'PDL6',
      'RPL115-1-1',
      'RPL115-2',
      'RSL11C',
    ]);
    for (const option of options.impossible) expect(option.refusals.length).toBeGreaterThan(0);
  });

  test('what is still to be filled in does not make a basis impossible, but is listed', () => {
    const empty = policeRequest({ necessity: '', declarationNotInvestigation: false, policeFields: null });
    const { possible } = possibleBases(empty, catalogue, DAY);
    expect(codesOf(possible)).toEqual(['RPL115-1-1']);
    expect(possible[0]?.useRestriction?.code).toBe('not_for_criminal_investigation');
    expect(possible[0]?.refusals.map((refusal) => refusal.rule)).toEqual(['D3', 'D5', 'D6', 'D6', 'D6']);
  });

  test('money-laundering information and a recipient outside the review leave nothing possible', () => {
    const outside = {
      agencyId: 'kk-bk',
      kind: 'bk',
      takesPart: false,
      activeInUnit: true,
      sharing: 'in_force' as const,
    };
    for (const request of [taxRequest({ sourceClass: 'hvidvask' }), taxRequest({ recipient: outside })]) {
      expect(possibleBases(request, catalogue, DAY).possible).toEqual([]);
    }
    expect(possibleBases(taxRequest(), catalogueOf([]), DAY)).toEqual({ possible: [], impossible: [] });
  });
});
