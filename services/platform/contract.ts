import { z } from 'zod';
import type { Permission } from './permissions.ts';
import { isCivilDate } from './danish-time.ts';
import { fieldRule, type Rule, type Text } from './errors.ts';

type Shape = z.ZodObject;

/**
 * One endpoint, said once: validation, permission, documentation, the access matrix and the web client are all
 * made from it. Input schemas are strict (unknown members are refused); what the output schema does not
 * declare never leaves.
 */
export type Endpoint<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Output extends z.ZodType = z.ZodType,
> = {
  /** The deed's name, e.g. `attachFinding`: operationId, and `deed` in the trail. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify form: `/v1/case-reviews/:reviewId`. Never holds anything sensitive. */
  readonly path: string;
  readonly summary: Text;
  readonly description?: string;
  /** `signed_in`: every person with a role. */
  readonly permission: Permission | 'signed_in';
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly output: Output;
  readonly status: 200 | 201 | 204;
  /** The header `Purpose` must be given: the endpoint touches what is known of a citizen. */
  readonly purpose: boolean;
  /** `Idempotency-Key` must be given: repeating the request must not repeat the deed. */
  readonly idempotent: boolean;
  /** `If-Match` must be given with the version that was read; the answer carries an `ETag`. */
  readonly ifMatch: boolean;
  /** The answer's `version` is sent as ETag. */
  readonly etag: boolean;
  /** Bytes that a request's body may have, where it is more than the usual 256 kB. */
  readonly bodyLimit?: number;
  /** The answer is a file of one of these media types; `output` is then `download`. */
  readonly produces?: readonly string[];
  /** How the trail calls it when it is refused; by default `consult` for GET and `alter` for the rest. */
  readonly verb?: 'consult' | 'search' | 'disclose' | 'combine' | 'export';
  readonly refusals: readonly Rule[];
  /** A body that works in the demo, with ids to be replaced; executed by the tests. */
  readonly example?: z.input<Body>;
};

type Defaults = 'status' | 'purpose' | 'idempotent' | 'ifMatch' | 'etag' | 'refusals';
type Given<E> = Omit<E, Defaults> & Partial<Pick<E, Defaults & keyof E>>;

/** Declares an endpoint; what is left out is empty, 200 (201 for POST), and asks for no header but Idempotency-Key on POST. */
export function endpoint<
  Params extends Shape,
  Query extends Shape,
  Body extends Shape,
  Output extends z.ZodType,
>(given: Given<Endpoint<Params, Query, Body, Output>>): Endpoint<Params, Query, Body, Output> {
  const post = given.method === 'POST';
  return {
    status: post ? 201 : 200,
    purpose: false,
    idempotent: post,
    ifMatch: false,
    etag: false,
    refusals: [],
    ...given,
  };
}

/** What a deed gets: validated input, and the version from If-Match where the endpoint asks for it. */
export type InputOf<E> =
  E extends Endpoint<infer Params, infer Query, infer Body>
    ? { params: z.output<Params>; query: z.output<Query>; body: z.output<Body>; version: number }
    : never;
export type OutputOf<E> = E extends Endpoint<Shape, Shape, Shape, infer Output> ? z.input<Output> : never;

/** A random id. Never a number that counts, never one that tells when. */
export const id = z.uuid();
const yearOutOfRange = fieldRule(
  'date.year',
  'Året skal ligge mellem 1900 og 2999.',
  'The year must lie between 1900 and 2999.',
);
/** A civil date, `YYYY-MM-DD`, in Danish time: one that `danish-time.ts` can reckon with. */
export const civilDate = z.iso.date({ abort: true }).refine(isCivilDate, yearOutOfRange);
/** An instant in UTC. */
export const instant = z.iso.datetime();
export const slug = z.string().regex(/^[a-z][a-z-]{1,60}$/);

const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/u;

const textNotAllowed = fieldRule(
  'text.not-allowed',
  'Indeholder usynlige tegn eller styretegn, som ikke kan gemmes.',
  'Holds invisible or control characters that cannot be stored.',
);

/**
 * Text that people write: 1 to `max` characters after trimming, NFC. Refuses control characters, text direction marks,
 * invisible characters and broken surrogates: what a store would reject, change or hide.
 */
export function safeText(max: number, min = 1) {
  return z
    .string()
    .refine((text) => text.isWellFormed() && !forbidden.test(text), textNotAllowed)
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().min(min).max(max));
}

/** Kroner with at most two decimals, from 0 to 999,999,999.99. */
export const kroner = z.number().min(0).max(999_999_999.99).multipleOf(0.01);

/** An answer that is a file. `name` is printed in a header: ASCII, and nothing about anybody. `type`: its media type. */
export const download = z.object({
  name: z.string().regex(/^[a-zA-Z0-9._-]{1,100}$/),
  type: z.string(),
  content: z.union([z.string(), z.instanceof(Buffer)]),
});
export type Download = z.infer<typeof download>;
/** A file can do nothing where it is opened, should it be opened in a browser after all. */
export const inertFile = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** A page of a list: at most `limit` rows and a signed cursor to the next, or null at the end. No totals: they would tell. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(600).optional(),
};
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
