import { limitsShown, strictestLimits } from '#legal-bases/questions.ts';

/**
 * What limits the use of figures: they are counted from findings and follow-up with limits of their own, which a count does not
 * show, so the strictest hold for all of them. The same for every period, so that nothing can be told from it.
 */
export const figuresLimits = {
  ...limitsShown(strictestLimits),
  text: {
    da: 'Tallene bygger på oplysninger med hver deres grænser og arver de strengeste: må ikke bruges til efterforskning af straffesager (retsplejeloven § 115, stk. 2, 2. pkt.).',
    en: 'The figures rest on findings with limits of their own and inherit the strictest: may not be used for the investigation of criminal cases (Administration of Justice Act section 115(2)).',
  },
};
