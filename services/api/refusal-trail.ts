import type { FastifyBaseLogger } from 'fastify';
import { record, type TrailEntry } from '#audit/record.ts';
import type { PersonCaller, SystemCaller } from '#platform/caller.ts';
import type { Endpoint } from '#platform/contract.ts';
import { type Database, IdentityChanged } from '#platform/database.ts';
import type { Refusal, RefusalDetails } from '#platform/errors.ts';
import { refusalOf } from './refusal-of.ts';
import { TokenRefused } from './token.ts';

/** What the trail keeps of a request: the log's id of it, and the ids in its address. */
export type Asked = { trace: string; params: unknown };

/** How far a request came before it was refused. */
export type Known = { caller?: PersonCaller; personId?: string };

type Keep = NonNullable<RefusalDetails['keep']>;

/** Forged tokens cost the trail no more than this many entries under way; what is left out is counted. */
const mostUnderWay = 4;

/**
 * Remembers refusals, each in a transaction of its own; when that fails, the answer is still the refusal. A refused token
 * is remembered with the reason that its sender is not told, without keeping the answer waiting; no token at all is not.
 */
export function makeRefusalTrail(database: Database, log: FastifyBaseLogger) {
  const underWay = new Set<Promise<void>>();
  let leftOut = 0;

  const complain = (error: unknown): void => log.error({ err: error }, 'a refusal could not be recorded');

  const write = (caller: PersonCaller | SystemCaller, entry: TrailEntry, keep?: Keep): Promise<void> =>
    database.as(caller, async (tx) => {
      const kept = await keep?.(tx);
      record(tx, { ...entry, ...(kept && { ids: { ...entry.ids, ...kept } }), outcome: 'refused' });
    });

  /** What a refusal keeps besides may fail; that it was refused is remembered all the same. */
  const writeWith = async (
    caller: PersonCaller,
    entry: TrailEntry,
    keep: Keep | undefined,
  ): Promise<void> => {
    if (!keep) return write(caller, entry);
    try {
      await write(caller, entry, keep);
    } catch (error) {
      if (error instanceof IdentityChanged) throw error;
      complain(error);
      await write(caller, entry);
    }
  };

  const ours = (asked: Asked): SystemCaller => ({
    kind: 'system',
    system: 'api',
    unitId: null,
    requestId: asked.trace,
  });

  /** Somebody whose token is good and who may not act: unknown, revoked, without a role, or elsewhere. */
  function writeSignIn(asked: Asked, { personId }: Known, endpoint: Endpoint, ruleId: string) {
    const ids = personId === undefined ? {} : { persons: [personId] };
    return write(ours(asked), { verb: 'sign_in', deed: endpoint.id, ruleId, ids });
  }

  function writeToken(asked: Asked, endpoint: Endpoint, reason: string): void {
    if (underWay.size >= mostUnderWay) {
      leftOut += 1;
      return;
    }
    const counts = leftOut > 0 ? { counts: { leftOut } } : {};
    leftOut = 0;
    const writing = write(ours(asked), { verb: 'sign_in', deed: endpoint.id, reason, ...counts })
      .catch((error: unknown) => complain(error))
      .finally(() => underWay.delete(writing));
    underWay.add(writing);
  }

  async function writeRefusal(
    asked: Asked,
    known: Known,
    endpoint: Endpoint,
    refusal: Refusal,
  ): Promise<void> {
    const ruleId = refusal.rule.id;
    if (!known.caller) return writeSignIn(asked, known, endpoint, ruleId);
    const verb = endpoint.verb ?? (endpoint.method === 'GET' ? 'consult' : 'alter');
    const ids = { asked: idsIn(asked.params) };
    try {
      await writeWith(known.caller, { verb, deed: endpoint.id, ruleId, ids }, refusal.details.keep);
    } catch (error) {
      // Revoked in between: the person can no longer be announced, but what was tried is remembered.
      if (!(error instanceof IdentityChanged)) throw error;
      await writeSignIn(asked, known, endpoint, ruleId);
    }
  }

  return {
    async remember(error: unknown, known: Known, endpoint: Endpoint, asked: Asked): Promise<void> {
      if (error instanceof TokenRefused) {
        if (error.reason !== 'no_token') writeToken(asked, endpoint, error.reason);
        return;
      }
      const refusal = refusalOf(error);
      if (refusal.rule.status >= 500) return;
      await writeRefusal(asked, known, endpoint, refusal).catch((failure: unknown) => complain(failure));
    },
    /** Ends when what is under way is written. */
    settled: async (): Promise<void> => void (await Promise.all(underWay)),
  };
}
export type RefusalTrail = ReturnType<typeof makeRefusalTrail>;

function idsIn(params: unknown): string[] {
  const values: unknown[] = params && typeof params === 'object' ? Object.values(params) : [];
  return values.filter(
    (value): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value),
  );
}
