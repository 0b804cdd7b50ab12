import type { z } from 'zod';
import type { Purpose } from './codes.ts';
import type { Download, Endpoint } from './contract.ts';
import type { Served } from './deed.ts';

/** Whom an issuer vouches for. */
export type Somebody = { issuer: string; subject: string; authorityId: string };

/** Where a request says that it acts; both may be left out by who has only one seat. */
export type Acting = { unitId: string | undefined; agencyId: string | undefined };

/** One request to an endpoint, whichever door it came in by. */
export type Asking = {
  trace: string;
  /** Who asks; throws when nobody vouches for them. */
  who: () => Promise<Somebody>;
  acting: Acting;
  purpose: Purpose | null;
  /** Idempotency-Key; '' when there is none. */
  key: string;
  /** If-Match; null when there is none. */
  version: number | null;
  /** The concrete address, so that one key cannot be spent on two different things. */
  place: string;
  params: unknown;
  query: unknown;
  body: unknown;
};

/** `value`: the output, `text`: its JSON where it was needed already. */
export type Answer = { status: number; value: unknown; text?: string; file?: Download };

/** Opens one endpoint: identity, role, input, transaction with trail; the answer after COMMIT, or a Refusal. */
export type AskEndpoint = (served: Served, asking: Asking) => Promise<Answer>;

/** What a page says when it asks an endpoint: the parts of a request, without its form. */
export type Given = {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  /** Where the endpoint asks for it. */
  key?: string;
  /** The version that was read, where the endpoint asks for it. */
  version?: number | undefined;
  /** Instead of the session's. */
  purpose?: Purpose;
};

/** Asks an endpoint as somebody who is signed in: its output, or the Refusal that the API would answer with. */
export type Ask = <
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
  Output extends z.ZodType,
>(
  endpoint: Endpoint<Params, Query, Body, Output>,
  given?: Given,
) => Promise<z.output<Output>>;
