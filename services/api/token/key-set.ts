import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { TokenRefused } from './refused.ts';

const REFETCH_AFTER = 30_000;
const RETRY_WHEN_EMPTY = 2_000;
const FRESH_FOR = 300_000;
const KEPT_FOR = 24 * 3_600_000;
const ANSWER_WITHIN = 2_000;
const LONGEST_ANSWER = 65_536;
const MOST_KEYS = 20;

const rsaKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1).max(128),
  n: z.string(),
  e: z.string(),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
});
const answerSchema = z.object({ keys: z.array(z.unknown()).min(1) });

/** The public key (PEM) with this id; throws `TokenRefused` when there is none. */
export type KeySet = (keyId: string) => Promise<string>;

/**
 * The public keys of one issuer, from its configured address and nowhere else. An unknown key id makes
 * one new fetch at most each 30 seconds; keys older than five minutes are fetched anew, so that a key
 * taken back stops working; while the issuer is away the known keys work on, for at most a day.
 */
export function makeKeySet(options: { jwksUri: string; fetch: typeof fetch; now: () => number }): KeySet {
  let keys = new Map<string, string>();
  let fetchedAt = -Infinity;
  let triedAt = -Infinity;
  let underWay: Promise<void> | undefined;

  async function fetchKeys(): Promise<void> {
    try {
      keys = await readKeys(options.fetch, options.jwksUri);
      fetchedAt = options.now();
    } catch {
      if (options.now() - fetchedAt > KEPT_FOR) keys = new Map();
    } finally {
      underWay = undefined;
    }
  }

  function mayTry(): boolean {
    return options.now() - triedAt >= (keys.size === 0 ? RETRY_WHEN_EMPTY : REFETCH_AFTER);
  }

  return async function keyFor(keyId) {
    const wanted = !keys.has(keyId) || options.now() - fetchedAt > FRESH_FOR;
    if (wanted && underWay === undefined && mayTry()) {
      triedAt = options.now();
      underWay = fetchKeys();
    }
    if (wanted) await underWay;
    const key = keys.get(keyId);
    if (key === undefined) throw new TokenRefused(keys.size === 0 ? 'keys_unavailable' : 'unknown_key');
    return key;
  };
}

async function readKeys(fetchIt: typeof fetch, jwksUri: string): Promise<Map<string, string>> {
  const response = await fetchIt(jwksUri, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  });
  if (!response.ok) throw new Error('the issuer did not answer with its keys');
  const { keys } = answerSchema.parse(JSON.parse(await readShort(response)));
  const usable = new Map<string, string>();
  for (const candidate of keys.slice(0, MOST_KEYS)) {
    const key = rsaKey.safeParse(candidate);
    const pem = key.success ? toPem(key.data) : undefined;
    if (key.success && pem !== undefined) usable.set(key.data.kid, pem);
  }
  if (usable.size === 0) throw new Error('the issuer has no key that we accept');
  return usable;
}

function toPem(key: z.infer<typeof rsaKey>): string | undefined {
  try {
    const publicKey = createPublicKey({ key: { kty: key.kty, n: key.n, e: key.e }, format: 'jwk' });
    if ((publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return undefined;
    return publicKey.export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    return undefined;
  }
}

async function readShort(response: Response): Promise<string> {
  const pieces: AsyncIterable<Uint8Array> | null = response.body;
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of pieces ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > LONGEST_ANSWER) throw new Error('the answer with the keys is too long');
  }
  return text + decoder.decode();
}
