import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type ApiOptions, audience, startApi } from '#api/run.ts';
import { demoPeople } from '#demo/people.ts';
import type { Purpose } from '#platform/codes.ts';
import { cloneTemplate } from './clone-template.ts';
import { testIdentityProviders } from './global-setup.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Sent = {
  body?: unknown;
  purpose?: Purpose | null;
  /** Idempotency-Key; a new one by default. */
  key?: string | null;
  /** If-Match. */
  version?: number;
  headers?: Record<string, string>;
};
export type Answer = { status: number; json: Json; text: string; headers: Record<string, unknown> };
/** What a test reads from an answer: missing members are undefined, and expect() says so. */
export type Json = ReturnType<typeof JSON.parse>;

/** A database of its own, cloned from the template, and the real API on it. One for each test file: `const world = await aWorld()` in beforeAll. */
export async function aWorld(options: Pick<ApiOptions, 'clock' | 'web'> = {}) {
  const keys = inject('keys');
  const { url, drop } = await cloneTemplate(inject('databaseUrl'));
  const providers = await testIdentityProviders(inject('demoIdentityKeys'), audience, demoPeople);
  const api = await startApi({
    databaseUrl: url,
    keys,
    logLevel: 'silent',
    connections: 4,
    fetchKeys: providers.fetchKeys,
    ...options,
  });
  await api.server.ready();
  /** The superuser: for looking at what is stored, never for what the service does. */
  const superuser = new pg.Pool({ connectionString: url, max: 2 });
  superuser.on('error', () => {});

  async function send(
    username: string | null,
    method: Method,
    path: string,
    sent: Sent = {},
  ): Promise<Answer> {
    const headers: Record<string, string> = { ...sent.headers };
    if (username !== null) headers['authorization'] = `Bearer ${await providers.accessTokenFor(username)}`;
    if (sent.purpose !== null) headers['purpose'] = sent.purpose ?? 'benefit_control';
    if (method === 'POST' && sent.key !== null) headers['idempotency-key'] = sent.key ?? randomUUID();
    if (sent.version !== undefined) headers['if-match'] = `"${sent.version}"`;
    const answer = await api.server.inject({
      method,
      url: path,
      headers,
      ...(sent.body === undefined
        ? {}
        : {
            payload: JSON.stringify(sent.body),
            headers: { ...headers, 'content-type': 'application/json' },
          }),
    });
    const text = answer.body;
    const json = /json/.test(String(answer.headers['content-type'])) ? JSON.parse(text) : undefined;
    return { status: answer.statusCode, json, text, headers: answer.headers };
  }

  return {
    api,
    url,
    keys,
    superuser,
    providers,
    send,
    /** `world.as('bif-liaison').get('/v1/me')` */
    as: (username: string | null) => ({
      get: (path: string, sent?: Sent) => send(username, 'GET', path, sent),
      post: (path: string, body?: unknown, sent?: Sent) =>
        send(username, 'POST', path, { body: body ?? {}, ...sent }),
      put: (path: string, body: unknown, sent?: Sent) => send(username, 'PUT', path, { body, ...sent }),
      patch: (path: string, body: unknown, sent?: Sent) => send(username, 'PATCH', path, { body, ...sent }),
      delete: (path: string, sent?: Sent) => send(username, 'DELETE', path, sent),
    }),
    async close() {
      await api.close();
      await superuser.end();
      providers.close();
      await drop();
    },
  };
}
export type World = Awaited<ReturnType<typeof aWorld>>;
