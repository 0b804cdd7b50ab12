import { crc32 } from 'node:zlib';
import { must, mustFit } from './refuse.ts';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** A PNG: whole chunks with the right checksums from the first byte to the last, and not too many points. */
export function checkPng(bytes: Buffer): null {
  must(bytes.subarray(0, 8).equals(signature), 'type');
  let at = 8;
  let type = '';
  while (type !== 'IEND') {
    must(at + 12 <= bytes.length, 'damaged');
    const length = bytes.readUInt32BE(at);
    type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    must(/^[A-Za-z]{4}$/.test(type) && end <= bytes.length, 'damaged');
    must((type === 'IHDR') === (at === 8), 'damaged');
    must(crc32(bytes.subarray(at + 4, end - 4)) === bytes.readUInt32BE(end - 4), 'damaged');
    if (type === 'IHDR') {
      must(length === 13, 'damaged');
      mustFit(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12));
    }
    at = end;
  }
  must(at === bytes.length, 'damaged');
  return null;
}
