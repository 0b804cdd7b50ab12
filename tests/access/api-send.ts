import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Json, World } from '../support/world.ts';
import type { Principal } from './principal.ts';

export type Sent = { body?: unknown; version?: number; headers?: Record<string, string> };
/** `bytes` is what is no text: a file. */
export type Reply = {
  status: number;
  line?: string;
  text: string;
  bytes?: string;
  headers: Record<string, unknown>;
  json: Json;
};

/** How a principal asks: its token, a purpose, and a new Idempotency-Key for each POST. */
export function sender(world: World) {
  const started = Date.now();
  const tokens = new Map<string, { token: Promise<string>; at: number }>();
  /** A token lives for five minutes: a new one for everybody every three. */
  async function tokenOf({ name, token, renew }: Principal): Promise<string | null> {
    const known = tokens.get(name);
    if (!renew || Date.now() - (known?.at ?? started) < 180_000) return (await known?.token) ?? token;
    const next = { token: renew(), at: Date.now() };
    tokens.set(name, next);
    return next.token;
  }

  return async function send(p: Principal, method: string, path: string, sent: Sent = {}): Promise<Reply> {
    const headers: Record<string, string> = { purpose: 'benefit_control', ...sent.headers };
    const token = await tokenOf(p);
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    if (method === 'POST') headers['idempotency-key'] = randomUUID();
    if (sent.version !== undefined) headers['if-match'] = `"${sent.version}"`;
    if (sent.body !== undefined) headers['content-type'] = 'application/json';
    const payload = sent.body === undefined ? {} : { payload: JSON.stringify(sent.body) };
    const once = () => world.api.server.inject({ method: methodOf(method), url: path, headers, ...payload });
    let answer = await once();
    // A machine that has too much to do says so (503), and is asked again.
    for (let again = 0; answer.statusCode === 503 && again < 3; again += 1) {
      await setTimeout(1_000);
      answer = await once();
    }
    const type = answer.headers['content-type'] ?? '';
    const json: Json = type.includes('json') && answer.body !== '' ? JSON.parse(answer.body) : undefined;
    return {
      status: answer.statusCode,
      line: `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`,
      text: answer.body,
      ...(/json|text/.test(type) ? {} : { bytes: answer.rawPayload.toString('latin1') }),
      headers: answer.headers,
      json,
    };
  };
}
export type Send = ReturnType<typeof sender>;

/** A request that has to succeed, by the one who is called so. */
export function doer(send: Send, principals: readonly Principal[]) {
  const byName = new Map(principals.map((principal) => [principal.name, principal]));
  return async function done(
    name: string,
    method: string,
    path: string,
    body?: unknown,
    version?: number,
    purpose = 'benefit_control',
  ): Promise<Json> {
    const p = byName.get(name);
    if (!p) throw new Error(`nobody is called ${name}`);
    const headers = { purpose };
    const sent = {
      headers,
      ...(body === undefined ? {} : { body }),
      ...(version === undefined ? {} : { version }),
    };
    const answer = await send(p, method, path, sent);
    if (answer.status >= 300) throw new Error(`${name} ${method} ${path}: ${answer.text}`);
    return answer.json;
  };
}
export type Done = ReturnType<typeof doer>;

const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
] as const;
function methodOf(name: string) {
  const found = methods.find((one) => one === name);
  if (!found) throw new Error(`no such method: ${name}`);
  return found;
}
