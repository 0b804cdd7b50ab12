import { rule } from '#platform/errors.ts';

// Rules that refuse no request because nothing can be asked that breaks them; published with the others.

rule(
  'D9',
  422,
  {
    da: 'En oplysning, der er trukket tilbage eller skulle have været vurderet igen, er ikke med i dagsorden, referat, udtræk eller rapport.',
    en: 'A finding that is withdrawn, or past the day by which it was to be reviewed, is in no agenda, minutes, export or report.',
  },
  'Databeskyttelsesforordningen art. 5, stk. 1, litra d; retshåndhævelsesloven § 4, stk. 6',
);

rule(
  'D11',
  422,
  {
    da: 'Intet felt rummer et tal for, hvor stor en risiko nogen er, og intet sorteres efter personlige træk.',
    en: 'No field holds a number for how great a risk somebody is, and nothing is sorted by personal traits.',
  },
  'Databeskyttelsesforordningen art. 5 og 22; retshåndhævelsesloven § 11',
);
