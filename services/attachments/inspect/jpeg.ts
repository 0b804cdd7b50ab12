import { must, mustFit } from './refuse.ts';

const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** A JPEG: whole segments from its start to its end, which is the end of the file, and not too many points. */
export function checkJpeg(bytes: Buffer): null {
  must(bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8, 'type');
  let at = 2;
  let framed = false;
  for (;;) {
    must(at + 2 <= bytes.length && bytes[at] === 0xff, 'damaged');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    at += 2;
    if (marker === 0xd9) break;
    if (standsAlone(marker)) continue;
    must(marker >= 0xc0 && at + 2 <= bytes.length, 'damaged');
    const length = bytes.readUInt16BE(at);
    must(length >= 2 && at + length <= bytes.length, 'damaged');
    if (isFrame(marker)) {
      must(length >= 8, 'damaged');
      mustFit(bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 3));
      framed = true;
    }
    at += length;
    if (marker === 0xda) at = endOfScan(bytes, at);
  }
  must(framed && at === bytes.length, 'damaged');
  return null;
}

/** Where the coded points of a scan end: at the next marker that is none of theirs. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !standsAlone(next)) return at;
  }
  return bytes.length;
}
