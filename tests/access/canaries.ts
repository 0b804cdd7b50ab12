import type { Principal } from './principal.ts';
import type { Secret } from './api-oracle.ts';
import type { Reply } from './api-send.ts';

const reversed = (text: string) => Array.from(text).toReversed().join('');
/** The middle of a text in base64 is the same at each of three places. */
function base64Of(text: string): string[] {
  return [0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + text)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
}
const forms = new Map<string, readonly string[]>();
function formsOf(text: string): readonly string[] {
  const known = forms.get(text) ?? [
    text,
    reversed(text),
    Buffer.from(text).toString('hex'),
    ...base64Of(text),
    ...base64Of(text).map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    encodeURIComponent(text),
  ];
  forms.set(text, known);
  return known;
}

/** How a canary begins, in each of its forms: without any of these there is none to look for. */
const marks = ['CNRY', 'YRNC', '434e5259', 'Q05SW', 'NOUl', 'DTlJZ'];

type Forbidden = { of: string; forms: readonly string[]; inReceipts: boolean };
const forbidden = new WeakMap<Principal, Forbidden[]>();
function forbiddenTo(reader: Principal, secrets: readonly Secret[]): Forbidden[] {
  const known =
    forbidden.get(reader) ??
    secrets
      .filter((secret) => reader.barred !== null || !secret.may(reader))
      .map(({ of, text, plain, inReceipts }) => ({
        of,
        forms: plain ? [text] : formsOf(text),
        inReceipts: reader.barred === null && (inReceipts?.(reader) ?? false),
      }));
  forbidden.set(reader, known);
  return known;
}

/** What an answer says that its reader may not know: in plain, hex, base64, URL-encoded or reversed form, anywhere in it. */
export function leaksIn(
  { line = '', text, bytes = '', headers }: Reply,
  reader: Principal,
  secrets: readonly Secret[],
  place = '',
): string[] {
  const all = [line, JSON.stringify(headers), text, bytes].join('\n');
  const marked = marks.some((mark) => all.includes(mark));
  return forbiddenTo(reader, secrets)
    .filter(({ inReceipts }) => !inReceipts || !place.includes('receipt'))
    .filter((one) => marked || !one.forms[0]?.startsWith('CNRY'))
    .filter((one) => one.forms.some((form) => all.includes(form)))
    .map(({ of }) => `tells the ${of}`);
}
