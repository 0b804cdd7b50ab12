import { partyKinds } from '#platform/codes.ts';
import type { DataClass, PartyKind, Purpose } from '#platform/codes.ts';
import type { RefusalCode } from './mend.ts';

export const ruleIds = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'] as const;
type RuleId = (typeof ruleIds)[number];

/** One reason for a no as its rule gives it: a stable code, what is missing, and the provision. */
export type Refusal = {
  readonly rule: RuleId;
  readonly code: RefusalCode;
  readonly da: string;
  readonly en: string;
  readonly provision?: string;
};

type Words = { readonly da: string; readonly en: string };

const partyWords: Readonly<Record<PartyKind, Words>> = {
  police: { da: 'politiet', en: 'the police' },
  tax: { da: 'SKAT', en: 'SKAT' },
  bif: { da: 'BIF', en: 'BIF' },
  sof: { da: 'SOF', en: 'SOF' },
  bk: { da: 'Betaling og Kontrol', en: 'Betaling og Kontrol' },
};

/** How a text speaks of an agency of this kind. */
export function wordsForParty(kind: string): Words {
  const known = partyKinds.find((party) => party === kind);
  return known !== undefined ? partyWords[known] : { da: 'denne myndighed', en: 'this agency' };
}

export const purposeWords: Readonly<Record<Purpose, Words>> = {
  prevention: { da: 'kriminalitetsforebyggelse', en: 'crime prevention' },
  benefit_control: { da: 'kontrol med ydelser', en: 'control of benefits' },
  tax_control: { da: 'skattekontrol', en: 'tax control' },
  social_protection: { da: 'social beskyttelse', en: 'social protection' },
};

export const classWords: Readonly<Record<DataClass, Words>> = {
  ordinary: { da: 'almindelige oplysninger', en: 'ordinary information' },
  confidential: { da: 'fortrolige oplysninger', en: 'confidential information' },
  criminal: { da: 'oplysninger om strafbare forhold', en: 'information on criminal offences' },
  special: { da: 'følsomme oplysninger', en: 'special categories of information' },
};

/** A civil date as Danes read it: 24.05.2018. */
export function danishDay(day: string): string {
  return day.split('-').toReversed().join('.');
}
