import { Temporal } from 'temporal-polyfill';
import type { Ask } from '#platform/ask.ts';
import type { AgencyKind, Purpose, Role } from '#platform/codes.ts';
import type { Endpoint } from '#platform/contract.ts';
import { DANISH_ZONE } from '#platform/danish-time.ts';
import type { Text } from '#platform/errors.ts';
import { mayDo } from '#platform/permissions.ts';
import type { ActingSeat } from './sessions.ts';

export type Language = 'da' | 'en';

/** A kind of follow-up: the one kind of agency that owns it, and the amounts that make sense for it. */
export type FollowUpType = {
  code: string;
  name: Text;
  ownerKind: string;
  amounts: readonly string[];
  legalHint: string | null;
};

/** The signed-in person, in the seat that the session acts from. */
export type Self = {
  personId: string;
  name: string;
  roles: readonly Role[];
  unitId: string | null;
  agencyId: string;
  agencyKind: AgencyKind;
  /** Whether there is another seat to choose. */
  otherSeats: boolean;
};

/** Names of what has no secrets: codes, and the agencies of the unit. */
export type Names = {
  unit: string;
  agencies: readonly { id: string; name: string; kind: AgencyKind; authority?: { id: string } }[];
  municipalities: readonly { code: string; name: string }[];
  codes: ReadonlyMap<string, ReadonlyMap<string, Text>>;
  followUpTypes: readonly FollowUpType[];
};

/** How texts, dates and numbers are said in the reader's language. */
export type Wording = ReturnType<typeof wordingOf>;

export function wordingOf(lang: Language) {
  const locale = lang === 'da' ? 'da-DK' : 'en-GB';
  const amounts = new Intl.NumberFormat('da-DK', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const civil = (date: string) => Temporal.PlainDate.from(date);
  const shortDate = (date: string) => {
    const { day, month, year } = civil(date);
    return `${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year}`;
  };
  return {
    lang,
    t: (da: string, en: string): string => (lang === 'da' ? da : en),
    say: (text: Text): string => text[lang],
    /** `22. november 2026` */
    date: (date: string): string =>
      civil(date).toLocaleString(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
    /** `22.11.2026` */
    shortDate,
    /** `22.11.2026 kl. 14.05`, Danish time. */
    instant: (instant: string): string => {
      const at = Temporal.Instant.from(instant).toZonedDateTimeISO(DANISH_ZONE);
      const [hour, minute] = [at.hour, at.minute].map((part) => String(part).padStart(2, '0'));
      const day = shortDate(at.toPlainDate().toString());
      return lang === 'da' ? `${day} kl. ${hour}.${minute}` : `${day} ${hour}:${minute}`;
    },
    number: (value: number): string => numbers.format(value),
    /** `1.234,50 kr.`, as Danes write it in both languages. */
    money: (kroner: number): string => `${amounts.format(kroner)} kr.`,
  };
}

const wordings = { da: wordingOf('da'), en: wordingOf('en') };

export type View = Wording & {
  /** Asks an endpoint as the signed-in person; every page gets its data this way and no other. */
  ask: Ask;
  person: Self;
  unitName: string;
  agencies: Names['agencies'];
  municipalities: Names['municipalities'];
  followUpTypes: Names['followUpTypes'];
  purpose: Purpose;
  /** Today's civil date in Denmark, and this instant. */
  today: string;
  now: string;
  /** The page's own address, with its query. */
  path: string;
  /** The session's token against forged forms. */
  csrf: string;
  /** Remembers where the session acts, and for what. */
  remember(chosen: { acting?: ActingSeat; purpose?: Purpose }): Promise<unknown>;
  /** A fresh Idempotency-Key for each form. */
  newKey: () => string;
  may(permission: Endpoint['permission']): boolean;
  /** The display name of an agency of the unit. */
  agency(id: string): string;
  /** The name of a code of one of the closed lists: `view.code('reviewStates', 'admitted')`. */
  code(list: string, code: string): string;
};

export type ViewParts = Pick<
  View,
  'ask' | 'person' | 'purpose' | 'today' | 'now' | 'path' | 'csrf' | 'newKey' | 'remember'
> & { language: Language; names: Names };

export function makeView({ language, names, ...parts }: ViewParts): View {
  const wording = wordings[language];
  return {
    ...wording,
    ...parts,
    unitName: names.unit,
    agencies: names.agencies,
    municipalities: names.municipalities,
    followUpTypes: names.followUpTypes,
    may: (permission) => permission === 'signed_in' || mayDo(parts.person.roles, permission),
    agency: (id) => names.agencies.find((agency) => agency.id === id)?.name ?? id,
    code: (list, code) => {
      const text = names.codes.get(list)?.get(code);
      return text ? wording.say(text) : code;
    },
  };
}
