import { describe, expect, test } from 'vitest';

import { followUpTypes, remitOf, typeByDanishName } from '#follow-ups/follow-up-types.ts';

describe('follow-up types', () => {
  test('there are twelve, and no code or name occurs twice', () => {
    expect(followUpTypes).toHaveLength(12);
    for (const key of ['code', 'nameDa', 'nameEn'] as const) {
      expect(new Set(followUpTypes.map((type) => type[key])).size).toBe(12);
    }
  });

  test.each([
    ['tax', ['special_control', 'tax_reassessment', 'distraint']],
    ['bk', ['benefit_stop', 'repayment_claim', 'police_report']],
    ['bif', ['sanction', 'activation_offer', 'weekly_job_interview']],
    ['sof', ['social_action_plan', 'exit_referral']],
    ['police', ['security_assessment']],
  ])('the remit of %s', (kind, codes) => {
    expect(remitOf(kind).map((type) => type.code)).toEqual(codes);
  });

  test('a kind that owns nothing has an empty remit', () => {
    for (const kind of ['national', '', 'TAX']) expect(remitOf(kind)).toEqual([]);
  });

  test('money that was demanded is kept apart from money that is stopped per month', () => {
    const demanded = followUpTypes.filter((type) => type.amounts.some((kind) => kind === 'claimed'));
    expect(demanded.map((type) => type.code)).toEqual(['tax_reassessment', 'distraint', 'repayment_claim']);
    const stopped = followUpTypes.filter((type) => type.amounts.some((kind) => kind === 'stopped'));
    expect(stopped.map((type) => type.code)).toEqual(['benefit_stop']);
  });

  test('a police report is counted, it carries no amount and names its provision', () => {
    const report = followUpTypes.find((type) => type.code === 'police_report');
    expect(report?.amounts).toEqual([]);
    expect(report?.legalHint).toBe('Aktivloven § 91, stk. 5');
  });
});

describe('typeByDanishName', () => {
  test('every type is found by its Danish name', () => {
    for (const type of followUpTypes) expect(typeByDanishName(type.nameDa)).toEqual(type);
  });

  test.each([
    ['spaces around', '  Udlæg ', 'distraint'],
    ['capitals', 'ÆNDRET SKATTEANSÆTTELSE', 'tax_reassessment'],
  ])('%s', (_, name, code) => {
    expect(typeByDanishName(name)?.code).toBe(code);
  });

  test.each(['', 'Udlægning', 'Husbesøg', 'distraint', 'Social  handleplan'])('%j is no type', (name) => {
    expect(typeByDanishName(name)).toBeNull();
  });
});
