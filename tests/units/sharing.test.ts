import { describe, expect, test } from 'vitest';
import { sharingOn, type SignedAgreement } from '#units/sharing.ts';

const version = (number: number, validFrom: string, validTo: string): SignedAgreement => ({
  id: `v${number}`,
  version: number,
  validFrom,
  validTo,
});

describe('until when an agency shares', () => {
  test.each([
    [
      'one follows the other',
      [version(1, '2020-01-01', '2026-06-30'), version(2, '2026-07-01', '2027-06-30')],
      '2027-06-30',
    ],
    [
      'a day lies between them',
      [version(1, '2020-01-01', '2026-06-30'), version(2, '2026-07-02', '2027-06-30')],
      '2026-06-30',
    ],
    [
      'the later one ends sooner',
      [version(1, '2020-01-01', '2030-06-30'), version(2, '2026-07-01', '2026-12-31')],
      '2026-12-31',
    ],
    [
      'the last day that there is',
      [version(1, '2020-01-01', '2999-12-31'), version(2, '2027-01-01', '2999-12-31')],
      '2999-12-31',
    ],
  ])('%s', (_name, agreements, until) => {
    expect(sharingOn(agreements, '2026-05-01')).toMatchObject({ sharing: 'in_force', sharesUntil: until });
  });
});
