import { must } from './refuse.ts';

/** A tag, or a text with the name of the element right around it. Names are without prefix, in small letters. */
export type Piece =
  { kind: 'open' | 'close'; name: string; attributes: string } | { kind: 'text'; name: string; text: string };

/** No document nests this deep. */
const deepest = 1_000;

/** Goes through XML from the first sign to the last, as a program that reads it would; what is not closed by its end is refused. */
export function* piecesOf(xml: string): Generator<Piece> {
  const around: string[] = [];
  let at = 0;
  while (at < xml.length) {
    const start = xml.indexOf('<', at);
    const text = xml.slice(at, start === -1 ? xml.length : start);
    if (text !== '') yield { kind: 'text', name: around.at(-1) ?? '', text: decoded(text) };
    if (start === -1) return;
    const aside = asides.find(({ begins }) => xml.startsWith(begins, start));
    if (aside) {
      const end = xml.indexOf(aside.ends, start + aside.begins.length);
      must(end !== -1, 'damaged');
      const content = xml.slice(start + aside.begins.length, end);
      if (aside.isText) yield { kind: 'text', name: around.at(-1) ?? '', text: content };
      at = end + aside.ends.length;
      continue;
    }
    const end = endOfTag(xml, start);
    must(end !== -1, 'damaged');
    const tag = xml.slice(start + 1, end);
    const name = /^\/?(?:[^\s:/]*:)?([^\s/]*)/.exec(tag)?.[1]?.toLowerCase() ?? '';
    const kind = tag.startsWith('/') ? 'close' : 'open';
    // The line break of a drawing's text is not always closed.
    if (kind === 'open' && !tag.endsWith('/') && name !== 'br') must(around.push(name) < deepest, 'damaged');
    if (kind === 'close' && around.at(-1) === name) around.pop();
    yield { kind, name, attributes: kind === 'open' ? tag : '' };
    at = end + 1;
  }
}

const asides = [
  { begins: '<!--', ends: '-->', isText: false },
  { begins: '<![CDATA[', ends: ']]>', isText: true },
  { begins: '<?', ends: '?>', isText: false },
];

/** Where the tag ends that begins here, -1 where it does not: an attribute may hold the sign that ends one. */
function endOfTag(xml: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < xml.length; at += 1) {
    const sign = xml.charAt(at);
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  return -1;
}

const named = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };

/** The text that stands there, with every letter that is written as a number or a name. */
export function decoded(text: string): string {
  if (!text.includes('&')) return text;
  const plain = text
    .replaceAll(/&#(\d{1,7});/g, (_all, code: string) => letterOf(code, 10))
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_all, code: string) => letterOf(code, 16));
  return Object.entries(named).reduce((done, [name, sign]) => done.replaceAll(name, sign), plain);
}

const letterOf = (code: string, base: number): string => {
  const number = parseInt(code, base);
  return number < 0x110000 ? String.fromCodePoint(number) : '';
};
