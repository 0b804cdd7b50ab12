import type { FastifyInstance, FastifyRequest } from 'fastify';
import { record } from '#audit/record.ts';
import type { Identities } from '#identity/sign-in.ts';
import type { Purpose } from '#platform/codes.ts';
import { download, type Download } from '#platform/contract.ts';
import { toDanishDate } from '#platform/danish-time.ts';
import { type Database, IdentityChanged } from '#platform/database.ts';
import type { Floor, Served } from '#platform/deed.ts';
import { type FieldError, invalidInput, Refusal, type Rule } from '#platform/errors.ts';
import { firstAnswer, keepAnswer } from '#platform/idempotency.ts';
import type { Vault } from '#platform/vault.ts';
import { admit } from './admit.ts';
import { header, purposeOf } from './headers.ts';
import { fieldErrors } from './problem.ts';
import type { Known, RefusalTrail } from './refusal-trail.ts';
import { keyMissing, purposeMissing, versionMissing } from './refusals.ts';

export type DoorOptions = {
  databases: { app: Database; reporter: Database };
  identities: Identities;
  vault: Vault;
  /** Remembers what was refused. */
  refusals: RefusalTrail;
  /** Milliseconds since 1970; handed in so that tests can set the clock. */
  clock: () => number;
};

type Answer = { status: number; body: string; version?: number; file?: Download };
type Headers = { purpose: Purpose | null; key: string; version: number };

/** Opens one endpoint: token, role, input, transaction with trail, and the answer after COMMIT. */
export function openDoor(app: FastifyInstance, served: Served, options: DoorOptions): void {
  const { endpoint } = served;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const known: Known = {};
      try {
        const answer = await askAgainIfIdentityChanged(() => attempt(app, served, options, request, known));
        if (endpoint.etag && answer.version !== undefined) reply.header('etag', `"${answer.version}"`);
        reply.code(answer.status);
        if (answer.status === 204) return await reply.send();
        const { file } = answer;
        if (file) reply.header('content-disposition', `attachment; filename="${file.name}"`);
        return await reply
          .type(file?.type ?? 'application/json; charset=utf-8')
          .send(file?.content ?? answer.body);
      } catch (error) {
        await options.refusals.remember(error, known, served.endpoint, request);
        throw error;
      }
    },
  });
}

async function askAgainIfIdentityChanged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof IdentityChanged) return work();
    throw error;
  }
}

async function attempt(
  app: FastifyInstance,
  served: Served,
  options: DoorOptions,
  request: FastifyRequest,
  known: Known,
): Promise<Answer> {
  const { endpoint } = served;
  delete known.caller;
  const token = await app.verifyAccessToken(request);
  const now = options.clock();
  const floor: Floor = {
    vault: options.vault,
    now: new Date(now).toISOString(),
    today: toDanishDate(new Date(now).toISOString()),
  };
  const caller = await admit(options.identities, { request, endpoint, token, today: floor.today }, known);
  const { ready, headers } = readRequest(served, request);
  try {
    return await options.databases[served.role].as(caller, async (tx) => {
      const place = { caller, endpoint: endpoint.id, key: headers.key };
      // The concrete address, so that one key cannot be spent on two different things.
      const asked = [request.url, request.body];
      if (endpoint.idempotent) {
        const first = await firstAnswer(tx, options.vault, place, asked);
        if (first) {
          record(tx, { verb: 'consult', deed: endpoint.id, counts: { repeated: 1 } });
          return first;
        }
      }
      const output = await ready.run(tx, caller, floor, headers.version);
      if (endpoint.produces) return { status: endpoint.status, body: '', file: download.parse(output) };
      const body = endpoint.status === 204 ? '' : JSON.stringify(endpoint.output.parse(output));
      const answer = { status: endpoint.status, body };
      if (endpoint.idempotent) await keepAnswer(tx, options.vault, place, asked, answer);
      return { ...answer, ...versionOf(output) };
    });
  } catch (error) {
    if (error instanceof IdentityChanged) options.identities.forget(token.issuer, token.subject);
    throw error;
  }
}

/** Everything that is wrong with a request, at once; or the deed with its input. */
function readRequest(served: Served, request: FastifyRequest) {
  const { endpoint } = served;
  const prepared = served.prepare({ params: request.params, query: request.query, body: request.body });
  const errors: FieldError[] =
    'faults' in prepared ? prepared.faults.flatMap(([part, error]) => fieldErrors(part, error)) : [];
  const purpose = purposeOf(request);
  if (endpoint.purpose && !purpose) errors.push(headerError('Purpose', purposeMissing));
  const key = header(request, 'idempotency-key') ?? '';
  if (endpoint.idempotent && !/^[\x21-\x7e]{8,100}$/.test(key))
    errors.push(headerError('Idempotency-Key', keyMissing));
  if (errors.length > 0 || 'faults' in prepared) throw new Refusal(invalidInput, { errors });
  const match = /^"(\d{1,9})"$/.exec(header(request, 'if-match') ?? '');
  if (endpoint.ifMatch && !match) throw new Refusal(versionMissing);
  const headers: Headers = { purpose, key, version: Number(match?.[1] ?? 0) };
  return { ready: prepared, headers };
}

const headerError = (name: string, broken: Rule): FieldError => ({
  pointer: `/headers/${name}`,
  rule: broken.id,
  ...broken.title,
});

function versionOf(output: unknown): { version?: number } {
  return output && typeof output === 'object' && 'version' in output && typeof output.version === 'number'
    ? { version: output.version }
    : {};
}
