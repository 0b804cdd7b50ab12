import { rule } from '#platform/errors.ts';

export const otherUnit = rule('report.other-unit', 403, {
  da: 'Du kan kun se din egen enheds tal.',
  en: 'You can see the figures of your own unit only.',
});
export const periodNotBegun = rule('report.period-not-begun', 422, {
  da: 'Perioden er ikke begyndt, så der er intet at rapportere.',
  en: 'The period has not begun, so there is nothing to report.',
});
