import { createHmac } from 'node:crypto';
import type { AgencyKind, Purpose, Role } from './codes.ts';
import { secretKey } from './crypto.ts';

/** A person who acts for one agency in one unit; `unitId` is null for Rigspolitiet's national readers. */
export type PersonCaller = {
  readonly kind: 'person';
  readonly personId: string;
  /** The version of the identity that the request was admitted under; re-read in the deed's transaction. */
  readonly identityVersion: number;
  readonly unitId: string | null;
  readonly agencyId: string;
  readonly agencyKind: AgencyKind;
  readonly authorityId: string;
  readonly roles: readonly Role[];
  readonly purpose: Purpose | null;
  readonly requestId: string;
};

/** A job or a command: named, bound to one unit where it works for one, and never a person. */
export type SystemCaller = {
  readonly kind: 'system';
  readonly system: 'scheduler' | 'register-import' | 'report-command' | 'api';
  readonly unitId: string | null;
  readonly requestId: string;
};

export type Caller = PersonCaller | SystemCaller;

/** Chair and coordinator see that the unit's reviews exist and where they stand. */
const overseeing: readonly Role[] = ['chair', 'coordinator'];

/**
 * The setting `app.caller` for one transaction on one connection: fields joined by `|` and an HMAC-SHA-256 in hex.
 * app.verified_caller() (migration 0001) checks it; SQL that sets it without the key is nobody.
 */
export function signCaller(caller: Caller, key: string, backendPid: number, now: number): string {
  const person = caller.kind === 'person' ? caller : undefined;
  const unit = caller.unitId ?? '';
  const oversees = person?.roles.some((role) => overseeing.includes(role)) ? unit : '';
  const fields = [
    'v1',
    person ? `${unit}/${person.agencyId}` : '',
    unit,
    person?.agencyId ?? '',
    person?.personId ?? '',
    person?.roles.join(',') ?? '',
    oversees,
    person?.purpose ?? '',
    caller.kind === 'system' ? caller.system : '',
    String(now),
    String(backendPid),
    caller.requestId,
  ];
  if (fields.some((field) => field.includes('|'))) throw new Error('a field of the caller holds a separator');
  const payload = fields.join('|');
  return payload + createHmac('sha256', secretKey(key)).update(payload).digest('hex');
}

/** HMAC's two padded keys (RFC 2104), which the database needs to check the signature with plain SHA-256. */
export function paddedKeys(key: string): { inner: Buffer; outer: Buffer } {
  const block = Buffer.alloc(64);
  Buffer.from(key, 'hex').copy(block);
  return {
    inner: Buffer.from(block.map((byte) => byte ^ 0x36)),
    outer: Buffer.from(block.map((byte) => byte ^ 0x5c)),
  };
}
