import { inflateSync } from 'node:zlib';
import { must } from './refuse.ts';

const mostUnpacked = 60_000_000;

/** What runs, fetches, carries or asks. A name ends at white space or a delimiter. */
const active =
  /\/(JavaScript|OpenAction|Launch|EmbeddedFiles?|URI|RichMedia|SubmitForm|ImportData|GoToR|GoToE|GoTo3DView|Rendition|Movie|Sound|XFA|Filespec)(?![\w.-])/;
/** Too short to be looked for among compressed bytes; each of them needs one of the above to do harm. */
const activeInPlain = /\/(JS|AA|AF)(?![\w.-])/;
/** Ways to pack objects that are not undone here; pictures may use them. */
const otherFilters = /\/(LZWDecode|ASCII85Decode|ASCIIHexDecode|RunLengthDecode|Crypt|Predictor)(?![\w.-])/;

/**
 * A PDF from the first byte to the last, without encryption, and without anything active in its objects, also where they are
 * packed or their names are written with `#41` for `A`.
 */
export function checkPdf(bytes: Buffer): null {
  const raw = bytes.toString('latin1');
  must(/^%PDF-(1\.[0-7]|2\.0)[\r\n\s]/.test(raw), 'type');
  must(/%%EOF\s*$/.test(raw.slice(-64)), 'damaged');
  const names = unescaped(raw);
  must(!/\/Encrypt(?![\w.-])/.test(names), 'damaged');
  must(!active.test(names), 'active');
  let left = mostUnpacked;
  const streams = /stream\r?\n/g;
  let plain = '';
  let read = 0;
  let from = 0;
  for (let match = streams.exec(raw); match; match = streams.exec(raw)) {
    if (raw.slice(match.index - 3, match.index) === 'end') continue;
    const start = match.index + match[0].length;
    const dictionary = unescaped(
      raw.slice(Math.max(from, raw.lastIndexOf(' obj', match.index)), match.index),
    );
    const packsObjects = /\/ObjStm(?![\w.-])/.test(dictionary);
    must(!packsObjects || !otherFilters.test(dictionary), 'damaged');
    read += packsObjects ? 1 : 0;
    const unpacked = unpackedFrom(bytes.subarray(start), left);
    must(unpacked !== null || !packsObjects || !/\/FlateDecode/.test(dictionary), 'damaged');
    if (unpacked) {
      left -= unpacked.length;
      const text = unescaped(unpacked.toString('latin1'));
      must(!active.test(text), 'active');
      must(!packsObjects || !activeInPlain.test(text), 'active');
    }
    plain += raw.slice(from, match.index);
    const end = raw.indexOf('endstream', start);
    must(end !== -1, 'damaged');
    from = end;
    streams.lastIndex = end + 'endstream'.length;
  }
  // Each of them was read: none stands where this found no stream and another program would.
  must(read === (names.match(/\/ObjStm(?![\w.-])/g) ?? []).length, 'damaged');
  must(!activeInPlain.test(unescaped(plain + raw.slice(from))), 'active');
  return null;
}

/** `/J#61vaScript` is `/JavaScript`. */
const unescaped = (text: string): string =>
  text.includes('#')
    ? text.replaceAll(/#([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** What a stream unpacks to, or null when it is not packed in this way. Refuses what unpacks to more than there is room for. */
function unpackedFrom(packed: Buffer, room: number): Buffer | null {
  const first = packed[0] ?? 0;
  // The two bytes that begin what zlib packs.
  if ((first & 0x0f) !== 8 || ((first << 8) | (packed[1] ?? 0)) % 31 !== 0) return null;
  try {
    return inflateSync(packed, { maxOutputLength: room });
  } catch (error) {
    must(!(error instanceof RangeError), 'tooLarge');
    return null;
  }
}
