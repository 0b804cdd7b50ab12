import { expect, test } from 'vitest';
import { type Identity, seatsOf } from '#identity/sign-in.ts';

const given = { role: 'liaison', unitId: 'koebenhavn', agencyId: 'kk-bif', agencyKind: 'bif' } as const;
const person = (assignments: Identity['assignments']): Identity => ({
  personId: '0f6f3f0e-4a52-4c7e-8a44-6a8d5f8e9b10',
  name: 'Lis Eksempelholm',
  state: 'active',
  version: 1,
  authorityId: 'koebenhavns-kommune',
  assignments,
});

test.each([
  ['2026-03-28', 0],
  ['2026-03-29', 1],
  ['2026-03-30', 1],
  ['2026-03-31', 0],
])('a role from 29 to 30 March holds on both days: %s', (today, seats) => {
  expect(seatsOf(person([{ ...given, validFrom: '2026-03-29', validTo: '2026-03-30' }]), today)).toHaveLength(
    seats,
  );
});

test('roles in one place are one seat; another agency is another', () => {
  const open = { validFrom: '2020-01-01', validTo: null };
  const seats = seatsOf(
    person([
      { ...given, ...open },
      { ...given, ...open, role: 'chair' },
      { ...given, ...open, agencyId: 'kk-sof', agencyKind: 'sof' },
    ]),
    '2026-01-01',
  );
  expect(seats.map(({ agencyId, roles }) => [agencyId, roles])).toEqual([
    ['kk-bif', ['liaison', 'chair']],
    ['kk-sof', ['liaison']],
  ]);
});
