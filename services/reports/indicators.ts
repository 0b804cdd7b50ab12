import type { Text } from '#platform/errors.ts';

/**
 * Changes when the meaning of any indicator does, or there is another one; every report says which version it was counted by.
 * 2: emergency accesses are counted, and of findings only those that were given to another agency.
 */
export const definitionVersion = '2';

/** The day that version 2 begins with: earlier half-years are counted as they always were, so that their figures stay comparable. */
export const secondDefinitionsSince = '2026-07-01';

/** The version that a period is counted by; `until` is the first day after it. */
export const definitionsOf = ({ until }: { until: string }): '1' | '2' =>
  until > secondDefinitionsSince ? definitionVersion : '1';

/** `share`: a part of one, with four decimals. `kroner`: with at most two decimals. */
type Unit = 'count' | 'share' | 'kroner';

export type Indicator = {
  readonly code: string;
  readonly name: Text;
  readonly definition: Text;
  readonly unit: Unit;
  /** What the figure is divided by, one number for each; null for a single number. Groups of nothing are left out. */
  readonly groupedBy: 'agency' | 'follow_up_type' | 'municipality' | null;
  /** Whether two half-years sum to their year. */
  readonly additive: boolean;
};

type Draft = Pick<Indicator, 'name' | 'definition'> & Partial<Omit<Indicator, 'code'>>;
function indicator<Code extends string>(code: Code, draft: Draft): Indicator & { readonly code: Code } {
  return { unit: 'count', groupedBy: null, additive: true, ...draft, code };
}

/** The indicators of the half-yearly report, in the order in which it shows them. */
export const indicators = [
  indicator('reviews', {
    name: { da: 'Gennemgange', en: 'Reviews' },
    definition: {
      da: 'Sager, som er gennemgået på et møde i perioden. Mødets dato bestemmer perioden.',
      en: 'Cases that were reviewed at a meeting in the period. The date of the meeting decides the period.',
    },
  }),
  indicator('citizens', {
    name: { da: 'Borgere', en: 'Citizens' },
    definition: {
      da: 'Forskellige borgere blandt gennemgangene. En borger, der er gennemgået flere gange i perioden, tæller én gang.',
      en: 'Different citizens among the reviews. A citizen who was reviewed more than once in the period counts once.',
    },
    additive: false,
  }),
  indicator('meetings', {
    name: { da: 'Møder', en: 'Meetings' },
    definition: {
      da: 'Dage i perioden, hvor enheden holdt møde: et møde blev afsluttet, eller mindst én sag blev gennemgået. Et møde, hvor ingen sag blev færdig, tæller med.',
      en: 'Days in the period on which the unit met: a meeting was held and closed, or at least one case was reviewed. A meeting at which no case was finished counts.',
    },
  }),
  indicator('reviews_with_follow_up', {
    name: { da: 'Gennemgange med opfølgning', en: 'Reviews with follow-up' },
    definition: {
      da: 'Gennemgange, som mindst ét opfølgende initiativ hører til, uanset hvor mange og uanset initiativets status.',
      en: 'Reviews to which at least one follow-up action belongs, no matter how many and whatever the status of the action.',
    },
  }),
  indicator('follow_up_share', {
    name: { da: 'Andel med opfølgning', en: 'Share with follow-up' },
    definition: {
      da: 'Gennemgange med opfølgning divideret med gennemgange, afrundet til fire decimaler. Intet tal, når der ingen gennemgange er.',
      en: 'Reviews with follow-up divided by reviews, rounded to four decimals. No number when there are no reviews.',
    },
    unit: 'share',
    additive: false,
  }),
  indicator('findings', {
    name: { da: 'Oplysninger', en: 'Findings' },
    definition: {
      da: 'Oplysninger, som myndighederne har tilknyttet gennemgangene. Tilbagetrukne oplysninger tæller ikke, og fra 1. juli 2026 kun dem, som er videregivet til en anden myndighed: hvad en myndighed har for sig selv, er ikke engang et tal.',
      en: 'Findings that the agencies attached to the reviews. Withdrawn findings do not count, and from 1 July 2026 only those that were given to another agency: what an agency keeps to itself is not even a number.',
    },
  }),
  indicator('findings_by_agency', {
    name: { da: 'Oplysninger pr. myndighed', en: 'Findings by agency' },
    definition: {
      da: 'Oplysninger fordelt på den myndighed, som har tilknyttet dem.',
      en: 'Findings by the agency that attached them.',
    },
    groupedBy: 'agency',
  }),
  indicator('follow_ups', {
    name: { da: 'Opfølgende initiativer', en: 'Follow-up actions' },
    definition: {
      da: 'Opfølgende initiativer, som hører til periodens gennemgange, uanset hvornår de er sat i værk, og uanset deres status.',
      en: 'Follow-up actions that belong to the reviews of the period, whenever they were started and whatever their status.',
    },
  }),
  indicator('follow_ups_by_agency', {
    name: { da: 'Opfølgende initiativer pr. myndighed', en: 'Follow-up actions by agency' },
    definition: {
      da: 'Opfølgende initiativer fordelt på den myndighed, som ejer dem.',
      en: 'Follow-up actions by the agency that owns them.',
    },
    groupedBy: 'agency',
  }),
  indicator('follow_ups_by_type', {
    name: { da: 'Opfølgende initiativer pr. type', en: 'Follow-up actions by type' },
    definition: {
      da: 'Opfølgende initiativer fordelt på deres type.',
      en: 'Follow-up actions by their type.',
    },
    groupedBy: 'follow_up_type',
  }),
  indicator('reviews_by_municipality', {
    name: { da: 'Gennemgange pr. kommune', en: 'Reviews by municipality' },
    definition: {
      da: 'Gennemgange fordelt på borgerens kommune, som den stod i sagen.',
      en: "Reviews by the citizen's municipality, as the case states it.",
    },
    groupedBy: 'municipality',
  }),
  indicator('special_control', {
    name: { da: 'Særlig kontrol', en: 'Special control' },
    definition: {
      da: 'Opfølgende initiativer af typen særlig kontrol, som SKAT fører.',
      en: 'Follow-up actions of the type special control, which the tax authority carries out.',
    },
  }),
  indicator('claimed_dkk', {
    name: { da: 'Krævet', en: 'Claimed' },
    definition: {
      da: 'Kroner, som er krævet i de opfølgende initiativer. Et krav er ikke en afgørelse.',
      en: 'Kroner claimed in the follow-up actions. A claim is not a decision.',
    },
    unit: 'kroner',
  }),
  indicator('decided_dkk', {
    name: { da: 'Afgjort', en: 'Decided' },
    definition: {
      da: 'Kroner, som er fastsat ved afgørelse i de opfølgende initiativer.',
      en: 'Kroner set by decision in the follow-up actions.',
    },
    unit: 'kroner',
  }),
  indicator('collected_dkk', {
    name: { da: 'Opkrævet', en: 'Collected' },
    definition: {
      da: 'Kroner, som er betalt eller inddrevet i de opfølgende initiativer.',
      en: 'Kroner paid or recovered in the follow-up actions.',
    },
    unit: 'kroner',
  }),
  indicator('stopped_per_month_dkk', {
    name: { da: 'Standset pr. måned', en: 'Stopped per month' },
    definition: {
      da: 'Kroner om måneden i ydelser, som er standset i de opfølgende initiativer. Ikke ganget med et antal måneder.',
      en: 'Kroner a month in benefits stopped in the follow-up actions. Not multiplied by a number of months.',
    },
    unit: 'kroner',
  }),
  indicator('emergency_accesses', {
    name: { da: 'Nødadgange', en: 'Emergency accesses' },
    definition: {
      da: 'Nødadgange til en gennemgang, som en anden person bekræftede i perioden. Dagen for bekræftelsen bestemmer perioden. Anmodninger, der blev afvist, taget tilbage eller ikke bekræftet i tide, tæller ikke.',
      en: 'Emergency accesses to a review that a second person confirmed in the period. The day of the confirmation decides the period. Requests that were refused, taken back or not confirmed in time do not count.',
    },
  }),
] as const;
