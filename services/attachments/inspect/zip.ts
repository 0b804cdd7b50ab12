import { crc32, inflateRawSync } from 'node:zlib';
import { must } from './refuse.ts';

const mostEntries = 2_000;
const mostUnpacked = 60_000_000;

export type Entry = { name: string; content: Buffer };
type Place = { name: string; method: number; packed: number; size: number; crc: number; at: number };

/**
 * The entries of a ZIP file that is nothing but one: read by its directory, which must say the same as the entries themselves;
 * nothing before, between, over or behind them; no path that leads elsewhere; no more unpacked than there is room for.
 */
export function unzip(bytes: Buffer): Entry[] {
  must(bytes.length >= 22 && bytes.readUInt32LE(0) === 0x04034b50, 'type');
  const end = bytes.length - 22;
  must(bytes.readUInt32LE(end) === 0x06054b50 && bytes.readUInt16LE(end + 20) === 0, 'damaged');
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  must(bytes.readUInt32LE(end + 4) === 0 && bytes.readUInt16LE(end + 8) === count, 'damaged');
  must(start + bytes.readUInt32LE(end + 12) === end && count > 0, 'damaged');
  must(count <= mostEntries, 'tooLarge');
  const places = directory(bytes, start, end, count).toSorted((a, b) => a.at - b.at);
  must(places.reduce((sum, { size }) => sum + size, 0) <= mostUnpacked, 'tooLarge');
  must(new Set(places.map(({ name }) => name.toLowerCase())).size === count, 'damaged');
  let next = 0;
  return places.map((place) => {
    must(place.at === next, 'damaged');
    const data = dataOf(bytes, place);
    next = endOf(bytes, place, data + place.packed, start);
    return { name: place.name, content: contentOf(bytes.subarray(data, data + place.packed), place) };
  });
}

function directory(bytes: Buffer, start: number, end: number, count: number): Place[] {
  const places: Place[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    must(at + 46 <= end && bytes.readUInt32LE(at) === 0x02014b50, 'damaged');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('latin1', at + 46, at + 46 + (nameLength ?? 0));
    mustStayInside(name);
    // Neither encrypted nor in a way that is not read here.
    must((bytes.readUInt16LE(at + 8) & 0x2041) === 0, 'damaged');
    places.push({
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  must(at === end, 'damaged');
  return places;
}

const mustStayInside = (name: string): void =>
  must(
    /^[\x20-\x7e]{1,200}$/.test(name) && !/^\/|\\|:|(^|\/)\.\.?(\/|$)|\/\//.test(name) && !name.endsWith('/'),
    'damaged',
  );

/** Where an entry's data begins; its own head must say what the directory says. */
function dataOf(bytes: Buffer, { at, name, method }: Place): number {
  must(at + 30 <= bytes.length && bytes.readUInt32LE(at) === 0x04034b50, 'damaged');
  const nameLength = bytes.readUInt16LE(at + 26);
  must(bytes.toString('latin1', at + 30, at + 30 + nameLength) === name, 'damaged');
  must(bytes.readUInt16LE(at + 8) === method, 'damaged');
  return at + 30 + nameLength + bytes.readUInt16LE(at + 28);
}

/** Where the next entry begins: after the data, or after the sizes that are told behind it. */
function endOf(bytes: Buffer, { at }: Place, data: number, start: number): number {
  must(data <= start, 'damaged');
  if ((bytes.readUInt16LE(at + 6) & 8) === 0) return data;
  const signed = data + 16 <= start && bytes.readUInt32LE(data) === 0x08074b50;
  return data + (signed ? 16 : 12);
}

function contentOf(packed: Buffer, { method, size, crc }: Place): Buffer {
  must(method === 0 || method === 8, 'damaged');
  let content: Buffer | undefined;
  try {
    content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    must(!(error instanceof RangeError), 'tooLarge');
  }
  must(content?.length === size && crc32(content) === crc, 'damaged');
  return content;
}
