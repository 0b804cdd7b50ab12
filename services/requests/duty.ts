import type { Text } from '#platform/errors.ts';

type Basis = { readonly code: string; readonly citation: string; readonly createsDuty: boolean };
/** Whether there is a duty to answer, in words that are shown wherever the request is, and in every reminder. */
export type Duty = Text & {
  readonly creates: boolean;
  readonly provision: string;
  readonly title: Text;
};

const section115 = /^RPL115(?:-|$)/u;

/** Retsplejeloven § 115 never creates a duty, whatever its row says. */
export const createsDuty = ({ code, createsDuty: says }: Basis): boolean => says && !section115.test(code);

/** What the basis of a request means for the agency that is asked. */
export function dutyOf(basis: Basis): Duty {
  if (createsDuty(basis)) return byLaw(basis);
  return section115.test(basis.code) ? voluntary : unlessElsewhere;
}

const voluntary: Duty = {
  creates: false,
  provision: 'Retsplejeloven § 115',
  title: { da: 'Det er frivilligt at svare', en: 'To answer is voluntary' },
  da: 'Ingen har pligt til at videregive efter retsplejelovens § 115. Det er frivilligt at svare, og et nej behøver ingen grund.',
  en: 'Nobody is obliged to disclose under section 115 of the Administration of Justice Act. To answer is voluntary, and a no needs no reason.',
};

const unlessElsewhere: Duty = {
  creates: false,
  provision: 'Retsplejeloven § 115; forvaltningsloven § 31',
  title: { da: 'Anmodningen skaber ingen pligt', en: 'The request creates no duty' },
  da: 'Anmodningens hjemmel skaber ingen pligt til at videregive, og ingen har pligt til at videregive efter retsplejelovens § 115. Spørg jeres jurist, hvis I er i tvivl om forvaltningslovens § 31.',
  en: 'The legal basis of the request creates no duty to disclose, and nobody is obliged to disclose under section 115 of the Administration of Justice Act. Ask your legal officer if you are in doubt about section 31 of the Public Administration Act.',
};

const byLaw = ({ citation }: Basis): Duty => ({
  creates: true,
  provision: citation,
  title: { da: 'Der kan være pligt til at svare', en: 'There may be a duty to answer' },
  da: `${citation} skaber en pligt: Må I videregive oplysningen, skal I gøre det, når den har betydning for den myndighed, der spørger, medmindre det giver jer en merbelastning, der væsentligt overstiger dens interesse i oplysningen (forvaltningsloven § 31). Om I må, afgør I efter jeres egne regler.`,
  en: `${citation} creates a duty: if you may disclose the information, you must do so when it matters to the agency that asks, unless the burden clearly outweighs its interest (Public Administration Act s. 31). Whether you may, you decide by your own rules.`,
});
