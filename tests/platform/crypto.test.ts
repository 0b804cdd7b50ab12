import { createHmac, randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { CryptoError, blindIndex, decrypt, encrypt, keyIdOf, sign, verify } from '#platform/crypto.ts';

const newKey = () => randomBytes(32).toString('hex');
const keys = { current: '0a1b2c3d', keys: { '0a1b2c3d': newKey() } };
const place = { table: 'app.person', column: 'cpr_ct', rowId: '4f8c7f4e-1111-4222-8333-0123456789ab' };
const cpr = '7802642812';

/** The code of the CryptoError that the deed throws, or 'nothing thrown'. */
function refusal(deed: () => unknown): string {
  try {
    deed();
  } catch (error) {
    return error instanceof CryptoError ? error.code : 'another error';
  }
  return 'nothing thrown';
}

const changed = (value: Buffer, at: number) => {
  const copy = Buffer.from(value);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
};

describe('encrypt and decrypt', () => {
  test('a CPR number takes 43 bytes, in the form version, key id, IV, cipher text, tag', () => {
    const value = encrypt(keys, cpr, place);
    expect(value).toHaveLength(43);
    expect(value[0]).toBe(1);
    expect(value.subarray(1, 5).toString('hex')).toBe('0a1b2c3d');
    expect(value.includes(Buffer.from(cpr))).toBe(false);
    expect(decrypt(keys, value, place).toString()).toBe(cpr);
  });

  test('text, bytes and nothing come back as they were', () => {
    const bytes = randomBytes(5000);
    expect(decrypt(keys, encrypt(keys, bytes, place), place)).toEqual(bytes);
    expect(decrypt(keys, encrypt(keys, 'Blåbærgrød €', place), place).toString()).toBe('Blåbærgrød €');
    expect(decrypt(keys, encrypt(keys, '', place), place)).toHaveLength(0);
  });

  test('no IV repeats, and the same number never looks the same twice', () => {
    const values = Array.from({ length: 2000 }, () => encrypt(keys, cpr, place));
    expect(new Set(values.map((value) => value.subarray(5, 17).toString('hex'))).size).toBe(2000);
    expect(new Set(values.map((value) => value.subarray(17).toString('hex'))).size).toBe(2000);
  });

  test('another key under the same id does not open the value', () => {
    const value = encrypt(keys, cpr, place);
    const other = { current: keys.current, keys: { [keys.current]: newKey() } };
    expect(refusal(() => decrypt(other, value, place))).toBe('not_authentic');
  });

  test.each([
    ['row', { ...place, rowId: '4f8c7f4e-1111-4222-8333-0123456789ac' }],
    ['column', { ...place, column: 'name_ct' }],
    ['table', { ...place, table: 'app.finding' }],
  ])('a value moved to another %s does not open', (_, elsewhere) => {
    expect(refusal(() => decrypt(keys, encrypt(keys, cpr, place), elsewhere))).toBe('not_authentic');
  });

  test('a place whose parts could run together is refused', () => {
    for (const bad of [
      { ...place, table: 'a|b' },
      { ...place, column: '' },
      { ...place, rowId: '1|2' },
    ]) {
      expect(refusal(() => encrypt(keys, cpr, bad))).toBe('place_malformed');
      expect(refusal(() => decrypt(keys, encrypt(keys, cpr, place), bad))).toBe('place_malformed');
    }
  });

  test.each([0, 4, 15])('a tag cut to %i bytes is refused', (left) => {
    const long = encrypt(keys, 'a text that is longer than one tag', place);
    const short = encrypt(keys, cpr, place);
    for (const value of [long, short]) {
      const cut = value.subarray(0, value.length - 16 + left);
      expect(['not_authentic', 'value_malformed']).toContain(refusal(() => decrypt(keys, cut, place)));
    }
  });

  test('the truncated tag of an empty value is refused before any key is used', () => {
    const empty = encrypt(keys, '', place);
    for (const left of [0, 4, 15]) {
      expect(refusal(() => decrypt(keys, empty.subarray(0, 17 + left), place))).toBe('value_malformed');
    }
    expect(refusal(() => decrypt(keys, Buffer.alloc(0), place))).toBe('value_malformed');
  });

  test('a change of any single byte is noticed', () => {
    const value = encrypt(keys, cpr, place);
    for (let at = 0; at < value.length; at += 1) {
      const expected = at === 0 ? 'value_malformed' : at < 5 ? 'key_unknown' : 'not_authentic';
      expect(refusal(() => decrypt(keys, changed(value, at), place))).toBe(expected);
    }
  });

  test('the key id is bound: a second id with the same key does not open the value', () => {
    const [key] = Object.values(keys.keys);
    const twins = { current: keys.current, keys: { [keys.current]: key ?? '', '0a1b2c3c': key ?? '' } };
    const value = encrypt(twins, cpr, place);
    expect(refusal(() => decrypt(twins, changed(value, 4), place))).toBe('not_authentic');
  });

  test.each([0, 2, 255])('version %i is unknown', (version) => {
    const value = encrypt(keys, cpr, place);
    value.writeUInt8(version, 0);
    expect(refusal(() => decrypt(keys, value, place))).toBe('value_malformed');
  });

  test('after rotation the old key still reads, the new one writes', () => {
    const old = encrypt(keys, cpr, place);
    const rotated = { current: 'ffffffff', keys: { ...keys.keys, ffffffff: newKey() } };
    expect(decrypt(rotated, old, place).toString()).toBe(cpr);
    expect(keyIdOf(old)).toBe('0a1b2c3d');
    const fresh = encrypt(rotated, cpr, place);
    expect(keyIdOf(fresh)).toBe('ffffffff');
    expect(refusal(() => decrypt(keys, fresh, place))).toBe('key_unknown');
  });

  test('missing and malformed keys are refused, and nothing of key or value is in the message', () => {
    expect(refusal(() => encrypt({ current: '00000000', keys: {} }, cpr, place))).toBe('key_unknown');
    expect(refusal(() => encrypt({ current: 'toString', keys: {} }, cpr, place))).toBe('key_malformed');
    const short = { current: 'aaaaaaaa', keys: { aaaaaaaa: 'abcd' } };
    expect(refusal(() => encrypt(short, cpr, place))).toBe('key_malformed');
    expect(() => encrypt(short, cpr, place)).not.toThrow(/abcd|7802642812/u);
  });
});

describe('blind index', () => {
  const key = newKey();

  test('is the full HMAC-SHA-256 under its own prefix', () => {
    const expected = createHmac('sha256', Buffer.from(key, 'hex')).update(`cpr:v1:${cpr}`).digest();
    expect(blindIndex(key, cpr)).toEqual(expected);
    expect(blindIndex(key, cpr)).toHaveLength(32);
  });

  test('another number or another key gives another index', () => {
    expect(blindIndex(key, '7802642813')).not.toEqual(blindIndex(key, cpr));
    expect(blindIndex(newKey(), cpr)).not.toEqual(blindIndex(key, cpr));
  });

  test.each(['780264-2812', '780264281', '78026428123', '٧٨٠٢٦٤٢٨١٢', '7802642812\n', ''])(
    '%j is not the canonical form and has no index',
    (text) => {
      expect(refusal(() => blindIndex(key, text))).toBe('value_malformed');
    },
  );
});

describe('signatures', () => {
  const key = newKey();
  const signature = sign(key, 'cursor:v1', 'after=2016-0012');

  test('a signature of 43 characters verifies for its key, use and text', () => {
    expect(signature).toMatch(/^[A-Za-z0-9_-]{43}$/u);
    expect(verify(key, 'cursor:v1', 'after=2016-0012', signature)).toBe(true);
  });

  test('another text, use or key does not verify', () => {
    expect(verify(key, 'cursor:v1', 'after=2016-0013', signature)).toBe(false);
    expect(verify(key, 'cursor:v2', 'after=2016-0012', signature)).toBe(false);
    expect(verify(newKey(), 'cursor:v1', 'after=2016-0012', signature)).toBe(false);
  });

  test.each([
    '',
    'x',
    signature.slice(0, 42),
    `${signature}A`,
    `${signature}=`,
    ` ${signature}`,
    `${signature.slice(0, 42)}!`,
  ])('malformed signature %# does not verify and does not throw', (bad) => {
    expect(verify(key, 'cursor:v1', 'after=2016-0012', bad)).toBe(false);
  });

  test('use and text cannot run together', () => {
    expect(sign(key, 'a', 'b\nc')).not.toBe(sign(key, 'a', 'bc'));
    expect(refusal(() => sign(key, 'a\nb', 'c'))).toBe('value_malformed');
    expect(refusal(() => sign(key, '', 'c'))).toBe('value_malformed');
  });
});
