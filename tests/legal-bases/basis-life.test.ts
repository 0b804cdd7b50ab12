import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOlderVersions, type Version } from '#legal-bases/basis-life.ts';
import { addDays } from '#platform/danish-time.ts';

const today = '2026-03-02';
const aVersion = (version: number, validFrom: string, change: Partial<Version> = {}): Version => ({
  id: `v${version}`,
  authorityId: null,
  contributors: [],
  version,
  status: 'approved',
  validFrom,
  validTo: null,
  draftedBy: null,
  ...change,
});

test.each([
  ['begins later: the older one ends the day before', '2026-04-01', null, '2026-03-31'],
  ['begins today: what was used this morning stays in force today', '2026-03-02', null, '2026-03-02'],
  ['began long ago: what was done until today stays true', '2018-05-25', null, '2026-03-02'],
  ['begins on the first day that there is', '1900-01-01', null, '2026-03-02'],
  ['ended by itself before', '2026-04-01', '2026-03-15', undefined],
])('%s', (_name, validFrom, validTo, ends) => {
  const ended = endOlderVersions(aVersion(2, validFrom), [aVersion(1, '2010-01-01', { validTo })], today);
  expect(ended).toEqual(ends === undefined ? [] : [{ id: 'v1', status: 'approved', validTo: ends }]);
});

test('a version that would never have come into force is retired; drafts and retired ones stay as they are', () => {
  const others = [
    aVersion(1, '2026-06-01'),
    aVersion(2, '2010-01-01', { status: 'draft' }),
    aVersion(3, '2010-01-01', { status: 'retired' }),
  ];
  expect(endOlderVersions(aVersion(4, '2026-05-01'), others, today)).toEqual([
    { id: 'v1', status: 'retired', validTo: null },
  ]);
});

test('no day that has passed changes: every version that was in force before today still was', () => {
  const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days));
  const older = fc
    .tuple(day, fc.option(fc.integer({ min: 0, max: 500 })))
    .map(([from, length]) => aVersion(1, from, { validTo: length === null ? null : addDays(from, length) }));
  fc.assert(
    fc.property(older, day, day, (version, newFrom, asked) => {
      const [end] = endOlderVersions(aVersion(2, newFrom), [version], today);
      const after = { ...version, ...end };
      const inForce = ({ validFrom, validTo }: Version) =>
        validFrom <= asked && (validTo === null || asked <= validTo);
      fc.pre(asked <= today);
      expect(inForce(after)).toBe(inForce(version));
      if (after.validTo !== null) expect(after.validTo >= after.validFrom).toBe(true);
    }),
  );
});
