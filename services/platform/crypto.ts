import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto';

/** Data keys by id (8 hex characters), each 32 bytes as hex. New values are written with `current`. */
export type DataKeys = { readonly current: string; readonly keys: Readonly<Record<string, string>> };

/** Where a value lives. It is bound to the cipher text: a value moved elsewhere does not open. */
export type ValuePlace = { readonly table: string; readonly column: string; readonly rowId: string };

/** A value that could not be protected, opened or signed. It never names the value or the key. */
export class CryptoError extends Error {
  readonly code: 'key_unknown' | 'key_malformed' | 'place_malformed' | 'value_malformed' | 'not_authentic';

  constructor(code: CryptoError['code'], message: string) {
    super(message);
    this.name = 'CryptoError';
    this.code = code;
  }
}

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const KEY_ID_END = 5;
const IV_BYTES = 12;
const IV_END = KEY_ID_END + IV_BYTES;
const TAG_BYTES = 16;

const made = new Map<string, KeyObject>();
const mostKept = 32;

/**
 * The key object of 32 bytes as hex, made once: given bytes, Node makes one at every call, which takes four times as
 * long as the encryption. Throws CryptoError for anything else.
 */
export function secretKey(hex: string): KeyObject {
  const kept = made.get(hex);
  if (kept) return kept;
  if (!/^[0-9a-f]{64}$/iu.test(hex)) throw new CryptoError('key_malformed', 'a key must be 32 bytes as hex');
  const key = createSecretKey(Buffer.from(hex, 'hex'));
  if (made.size >= mostKept) made.clear();
  made.set(hex, key);
  return key;
}

function dataKey(keys: DataKeys, keyId: string): KeyObject {
  if (!/^[0-9a-f]{8}$/u.test(keyId)) {
    throw new CryptoError('key_malformed', 'a key id must be 8 lower-case hex characters');
  }
  const hex = Object.hasOwn(keys.keys, keyId) ? keys.keys[keyId] : undefined;
  if (hex === undefined) throw new CryptoError('key_unknown', `no data key with id ${keyId}`);
  return secretKey(hex);
}

function bindingOf(place: ValuePlace, keyId: string): Buffer {
  const parts = [place.table, place.column, place.rowId];
  if (parts.some((part) => part === '' || part.includes('|'))) {
    throw new CryptoError('place_malformed', 'table, column and row id must be given and hold no "|"');
  }
  return Buffer.from([...parts, keyId, String(VERSION)].join('|'), 'utf8');
}

/**
 * AES-256-GCM with a fresh random IV: ver(1) ‖ key id(4) ‖ iv(12) ‖ cipher text ‖ tag(16), 33 bytes more than
 * the value. Throws CryptoError when the current key is missing or malformed.
 */
export function encrypt(keys: DataKeys, plaintext: string | Uint8Array, place: ValuePlace): Buffer {
  const iv = newIv();
  const key = dataKey(keys, keys.current);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(bindingOf(place, keys.current));
  const value = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
  const body = Buffer.concat([cipher.update(value), cipher.final()]);
  const head = Buffer.from([VERSION, ...Buffer.from(keys.current, 'hex')]);
  return Buffer.concat([head, iv, body, cipher.getAuthTag()]);
}

/** The id of the key that a value was encrypted with, so that rotation finds the old ones. Throws CryptoError. */
export function keyIdOf(encrypted: Uint8Array): string {
  if (encrypted.length < IV_END + TAG_BYTES)
    throw new CryptoError('value_malformed', 'the value is too short');
  if (encrypted[0] !== VERSION)
    throw new CryptoError('value_malformed', 'the version of the value is unknown');
  return Buffer.from(encrypted.subarray(1, KEY_ID_END)).toString('hex');
}

/**
 * Opens what `encrypt` made, with the key that it names. Throws CryptoError when the key is not there, the
 * place is another, or anything was changed or cut.
 */
export function decrypt(keys: DataKeys, encrypted: Uint8Array, place: ValuePlace): Buffer {
  const keyId = keyIdOf(encrypted);
  const tagStart = encrypted.length - TAG_BYTES;
  const iv = encrypted.subarray(KEY_ID_END, IV_END);
  const decipher = createDecipheriv(ALGORITHM, dataKey(keys, keyId), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(bindingOf(place, keyId));
  decipher.setAuthTag(encrypted.subarray(tagStart));
  const body = decipher.update(encrypted.subarray(IV_END, tagStart));
  try {
    return Buffer.concat([body, decipher.final()]);
  } catch {
    throw new CryptoError('not_authentic', 'the value is not authentic in this place');
  }
}

/**
 * The keyed index of a civil registration number: HMAC-SHA-256 over 'cpr:v1:' and its 10 digits, 32 bytes.
 * The key (hex) must be no data key. Throws CryptoError for anything but 10 ASCII digits.
 */
export function blindIndex(key: string, cpr: string): Buffer {
  if (!/^[0-9]{10}$/u.test(cpr)) throw new CryptoError('value_malformed', 'the number must be 10 digits');
  return createHmac('sha256', secretKey(key)).update(`cpr:v1:${cpr}`, 'utf8').digest();
}

const pool = Buffer.alloc(IV_BYTES * 1_024);
let used = pool.length;

/** A fresh random IV. Asking for a thousand at a time costs a fraction of asking for each. */
function newIv(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += IV_BYTES;
  return Buffer.from(pool.subarray(used - IV_BYTES, used));
}

function macOf(key: string, use: string, text: string): Buffer {
  if (use === '' || use.includes('\n')) throw new CryptoError('value_malformed', 'the use must be one line');
  return createHmac('sha256', secretKey(key)).update(`${use}\n${text}`, 'utf8').digest();
}

/** HMAC-SHA-256 as base64url. `use` ('cursor:v1') keeps a signature for one use from serving another. */
export function sign(key: string, use: string, text: string): string {
  return macOf(key, use, text).toString('base64url');
}

/** Whether the signature is that of `sign`, compared in constant time. False for any malformed signature. */
export function verify(key: string, use: string, text: string, signature: string): boolean {
  const expected = macOf(key, use, text);
  const given = Buffer.from(signature, 'base64url');
  const canonical = given.length === expected.length && given.toString('base64url') === signature;
  return canonical && timingSafeEqual(given, expected);
}
