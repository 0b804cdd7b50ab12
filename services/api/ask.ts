import { record, reviewRecorded } from '#audit/record.ts';
import type { Identities } from '#identity/sign-in.ts';
import type { Answer, AskEndpoint, Asking } from '#platform/ask.ts';
import { download } from '#platform/contract.ts';
import { toDanishDate } from '#platform/danish-time.ts';
import { type Database, IdentityChanged } from '#platform/database.ts';
import type { Floor, Served } from '#platform/deed.ts';
import { type FieldError, invalidInput, notFound, Refusal, type Rule } from '#platform/errors.ts';
import { firstAnswer, keepAnswer } from '#platform/idempotency.ts';
import type { Vault } from '#platform/vault.ts';
import { admit } from './admit.ts';
import { evenOut } from './even-out.ts';
import { fieldErrors } from './problem.ts';
import type { Known, RefusalTrail } from './refusal-trail.ts';
import { keyMissing, purposeMissing, versionMissing } from './refusals.ts';

export type AskOptions = {
  databases: { app: Database; reporter: Database };
  identities: Identities;
  vault: Vault;
  /** How a deed works as the import of registers. */
  register: Floor['register'];
  /** Remembers what was refused. */
  refusals: RefusalTrail;
  /** Milliseconds since 1970; handed in so that tests can set the clock. */
  clock: () => number;
};

/** Opens endpoints for the doors: identity, role, input, transaction with trail; the answer after COMMIT, or a Refusal. */
export function makeAsk(options: AskOptions): AskEndpoint {
  return async (served, asking) => {
    const since = performance.now();
    const known: Known = {};
    try {
      return await askAgainIfIdentityChanged(() => attempt(served, options, asking, known));
    } catch (error) {
      await options.refusals.remember(error, known, served.endpoint, asking);
      if (error instanceof Refusal && error.rule === notFound) await evenOut(since);
      throw error;
    }
  };
}

async function askAgainIfIdentityChanged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof IdentityChanged) return work();
    throw error;
  }
}

async function attempt(served: Served, options: AskOptions, asking: Asking, known: Known): Promise<Answer> {
  const { endpoint } = served;
  delete known.caller;
  const who = await asking.who();
  const now = new Date(options.clock()).toISOString();
  const floor: Floor = {
    vault: options.vault,
    now,
    today: toDanishDate(now),
    register: options.register,
  };
  const caller = await admit(options.identities, { asking, endpoint, who, today: floor.today }, known);
  const ready = readAsking(served, asking);
  try {
    return await options.databases[served.role].as(caller, async (tx) => {
      const place = { caller, endpoint: endpoint.id, key: asking.key };
      const asked = [asking.place, asking.body];
      if (endpoint.idempotent) {
        const first = await firstAnswer(tx, options.vault, place, asked);
        if (first) {
          record(tx, { verb: 'consult', deed: endpoint.id, counts: { repeated: 1 } });
          const value: unknown = first.body === '' ? undefined : JSON.parse(first.body);
          return { status: first.status, value, text: first.body };
        }
      }
      const output = await ready.run(tx, caller, floor, asking.version ?? 0);
      if (endpoint.produces)
        return { status: endpoint.status, value: undefined, file: download.parse(output) };
      const value = endpoint.status === 204 ? undefined : endpoint.output.parse(output);
      if (!endpoint.idempotent) return { status: endpoint.status, value };
      const text = value === undefined ? '' : JSON.stringify(value);
      const first = { status: endpoint.status, body: text, reviewId: reviewRecorded(tx) };
      await keepAnswer(tx, options.vault, place, asked, first);
      return { status: endpoint.status, value, text };
    });
  } catch (error) {
    if (error instanceof IdentityChanged) options.identities.forget(who.issuer, who.subject);
    throw error;
  }
}

/** The deed with its input; refuses everything that is wrong with a request at once. */
function readAsking(served: Served, asking: Asking) {
  const { endpoint } = served;
  const prepared = served.prepare(asking);
  const errors: FieldError[] =
    'faults' in prepared ? prepared.faults.flatMap(([part, error]) => fieldErrors(part, error)) : [];
  if (endpoint.purpose && !asking.purpose) errors.push(headerError('Purpose', purposeMissing));
  if (endpoint.idempotent && !/^[\x21-\x7e]{8,100}$/.test(asking.key))
    errors.push(headerError('Idempotency-Key', keyMissing));
  if (errors.length > 0 || 'faults' in prepared) throw new Refusal(invalidInput, { errors });
  if (endpoint.ifMatch && asking.version === null) throw new Refusal(versionMissing);
  return prepared;
}

const headerError = (name: string, broken: Rule): FieldError => ({
  pointer: `/headers/${name}`,
  rule: broken.id,
  ...broken.title,
});
