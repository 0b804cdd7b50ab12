import { type DataClass, dataClasses, type DisclosureForm, type Purpose, purposes } from '#platform/codes.ts';
import type { Text } from '#platform/errors.ts';
import { purposeWords } from './rules/refusal.ts';

/** What limits the use of one finding for the agency that has it before it. */
export type LimitInput = {
  readonly useRestriction: 'not_for_criminal_investigation' | null;
  readonly purpose: Purpose;
  readonly form: DisclosureForm;
  /** Null where the reader was given no more than the fact. */
  readonly dataClass: DataClass | null;
};

/** What limits the use of something made from findings: never less than any of them does. */
export type Limits = {
  readonly notForCriminalInvestigation: boolean;
  /** What all of it may be used for together; none where the findings were shared for different purposes. */
  readonly purposes: readonly Purpose[];
  /** Of some of it only the fact is known that there is something. */
  readonly factOnly: boolean;
  /** The highest class of data; null where there is none. */
  readonly dataClass: DataClass | null;
  /** False where the reader may not know what it was made from: then the strictest limits hold. */
  readonly known: boolean;
};

/** Of what rests on nothing. */
export const noLimits: Limits = {
  notForCriminalInvestigation: false,
  purposes,
  factOnly: false,
  dataClass: null,
  known: true,
};

/** No limits are stricter: for whoever may not know what something was made from, so that nothing can be told from them. */
export const strictestLimits: Limits = {
  notForCriminalInvestigation: true,
  purposes: [],
  factOnly: true,
  dataClass: 'special',
  known: false,
};

const rank = (dataClass: DataClass | null): number =>
  dataClass === null ? -1 : dataClasses.indexOf(dataClass);

/** The strictest of all: every restriction, the purposes that all allow, the highest class of data. */
export const strictestOf = (all: readonly Limits[]): Limits =>
  all.reduce(
    (one, other) => ({
      notForCriminalInvestigation: one.notForCriminalInvestigation || other.notForCriminalInvestigation,
      purposes: one.purposes.filter((purpose) => other.purposes.includes(purpose)),
      factOnly: one.factOnly || other.factOnly,
      dataClass: rank(one.dataClass) >= rank(other.dataClass) ? one.dataClass : other.dataClass,
      known: one.known && other.known,
    }),
    noLimits,
  );

/**
 * The limits of what is made from these findings. What was noted or shared for prevention serves no criminal investigation,
 * whatever its basis says of it (retsplejeloven § 115, stk. 2, 2. pkt.).
 */
export const limitsOf = (inputs: readonly LimitInput[]): Limits =>
  strictestOf(
    inputs.map(({ useRestriction, purpose, form, dataClass }) => ({
      notForCriminalInvestigation: useRestriction !== null || purpose === 'prevention',
      purposes: [purpose],
      factOnly: form === 'fact_only',
      dataClass,
      known: true,
    })),
  );

/** Whether `limits` limit at least as much as `other`. */
export const limitsAtLeast = (limits: Limits, other: Limits): boolean =>
  (limits.notForCriminalInvestigation || !other.notForCriminalInvestigation) &&
  limits.purposes.every((purpose) => other.purposes.includes(purpose)) &&
  (limits.factOnly || !other.factOnly) &&
  rank(limits.dataClass) >= rank(other.dataClass);

const notForInvestigation: Text = {
  da: 'Må ikke bruges til efterforskning af straffesager (retsplejeloven § 115, stk. 2, 2. pkt.).',
  en: 'May not be used for the investigation of criminal cases (Administration of Justice Act section 115(2)).',
};
const notTogether: Text = {
  da: 'Oplysningerne er delt til forskellige formål og må ikke bruges samlet.',
  en: 'The findings were shared for different purposes and may not be used together.',
};
const hidden: Text = {
  da: 'Du kan ikke se, hvilke oplysninger det bygger på. Regn derfor med de strengeste grænser.',
  en: 'You cannot see which findings it rests on. So take the strictest limits to hold.',
};
const factKnown: Text = {
  da: 'Noget af det er kun kendt som det, at der findes en relevant oplysning.',
  en: 'Of some of it only the fact is known that a relevant finding exists.',
};
const without: Text = {
  da: 'Bygger ikke på oplysninger med særlige grænser.',
  en: 'Rests on no findings with limits of their own.',
};
const classes: Partial<Record<DataClass, Text>> = {
  criminal: {
    da: 'Bygger på oplysninger om strafbare forhold.',
    en: 'Rests on data about criminal offences.',
  },
  special: { da: 'Bygger på følsomme oplysninger.', en: 'Rests on special categories of data.' },
};

/** The limits in plain words, as they follow into every view, file and print. */
export function limitsText({ known, ...limits }: Limits): Text {
  const said: Text[] = known ? [] : [hidden];
  if (limits.notForCriminalInvestigation) said.push(notForInvestigation);
  if (known && limits.purposes.length === 0) said.push(notTogether);
  if (limits.purposes.length > 0 && limits.purposes.length < purposes.length) {
    const names = limits.purposes.map((purpose) => purposeWords[purpose]);
    const [da, en] = [names.map((name) => name.da).join(', '), names.map((name) => name.en).join(', ')];
    said.push({ da: `Må kun bruges til ${da}.`, en: `May be used only for ${en}.` });
  }
  if (known && limits.factOnly) said.push(factKnown);
  const aboutClass = known && limits.dataClass !== null ? classes[limits.dataClass] : undefined;
  if (aboutClass) said.push(aboutClass);
  if (said.length === 0) said.push(without);
  return { da: said.map((one) => one.da).join(' '), en: said.map((one) => one.en).join(' ') };
}

/** The limits with their text, as they are sent. */
export const limitsShown = (limits: Limits) => ({
  ...limits,
  purposes: [...limits.purposes],
  text: limitsText(limits),
});
