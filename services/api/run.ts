import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Identities, makeIdentities } from '#identity/sign-in.ts';
import { openBackground } from '#platform/background.ts';
import { type Database, openDatabase } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { type Keys, need, needPassword } from '#platform/keys.ts';
import { makeLogger } from '#platform/log.ts';
import { loginOf } from '#platform/migrate.ts';
import { listenForMeetings } from '#platform/notices.ts';
import { makeVault, type Vault } from '#platform/vault.ts';
import { makeSessions, type Sessions } from '#web/sessions.ts';
import { makeSignIn } from '#web/sign-in/make-sign-in.ts';
import { endpoints } from './endpoints.ts';
import type { CustomFetch } from 'openid-client';
import { buildServer } from './server.ts';
import { makeSignInTrail } from './sign-in-trail.ts';

/** The API's identifier: what a token's `aud` must be. */
export const audience = 'https://api.al-capone.example';

export type ApiOptions = {
  databaseUrl: string;
  keys: Keys;
  logLevel: string;
  clock?: () => number;
  /** Connections to the database of the API's main role. */
  connections?: number;
  demoIdentityProvider?: (request: IncomingMessage, response: ServerResponse) => boolean;
  fetchKeys?: typeof fetch;
  /** The pages for browsers; without it only the API is served. */
  web?: {
    /** Where people reach the service, without a path; the demo knows its port only when it listens. */
    publicUrl: () => string;
    secure: boolean;
    demoSignInPath?: string;
    /** For asking the issuers. */
    fetch?: CustomFetch;
    /** Milliseconds between signs of life to pages that follow a meeting. */
    liveHeartbeat?: number;
  };
};

export type Api = {
  server: FastifyInstance;
  databases: { app: Database; reporter: Database };
  identities: Identities;
  vault: Vault;
  register: Floor['register'];
  sessions: Sessions;
  listen(port: number, host: string): Promise<number>;
  close(): Promise<void>;
};

/** Opens the database's doors for the API and builds the server; `close` drains requests and ends the connections. */
export async function startApi(options: ApiOptions): Promise<Api> {
  const logger = makeLogger(options.logLevel);
  const open = (role: 'app' | 'reporter' | 'register', connections: number) => {
    const password = needPassword(options.keys, role);
    return openDatabase({
      url: options.databaseUrl,
      user: loginOf(role, password),
      password,
      signingKey: need(options.keys, 'callerSigning'),
      connections,
      onIdleError: (error) => logger.warn({ err: error }, 'a database connection was lost'),
    });
  };
  const databases = { app: open('app', options.connections ?? 16), reporter: open('reporter', 2) };
  const registers = open('register', 8);
  const background = openBackground((error) => logger.error({ err: error }, 'work in the background failed'));
  const register = { database: registers, begin: background.begin };
  const identities = makeIdentities(databases.app);
  const vault = makeVault({
    citizenEncryption: need(options.keys, 'citizenEncryption'),
    blindIndex: need(options.keys, 'blindIndex'),
    cursor: need(options.keys, 'cursor'),
    receiptSigning: need(options.keys, 'receiptSigning'),
  });
  const clock = options.clock ?? Date.now;
  const signInTrail = makeSignInTrail({
    database: databases.app,
    identities,
    clock,
    onFailure: (error) => logger.error({ err: error }, 'a sign-in could not be recorded'),
  });
  const sessions = makeSessions({ database: databases.app, vault, clock });
  const listen = () => {
    const password = needPassword(options.keys, 'app');
    return listenForMeetings({
      url: options.databaseUrl,
      user: loginOf('app', password),
      password,
      onError: (error) => logger.warn({ err: error }, 'listening for changed meetings failed; trying again'),
    });
  };
  const notices = options.web ? listen() : null;
  const server = await buildServer({
    endpoints,
    audience,
    logger,
    databases,
    identities,
    vault,
    register,
    clock,
    ready: async () => {
      try {
        await databases.app.issuers();
        return true;
      } catch {
        return false;
      }
    },
    ...(options.web && notices
      ? {
          web: {
            sessions,
            secure: options.web.secure,
            live: { notices, ...(options.web.liveHeartbeat ? { heartbeat: options.web.liveHeartbeat } : {}) },
            signIn: makeSignIn({
              ...options.web,
              vault,
              clock,
              trail: signInTrail,
              clientSecrets: options.keys.webClientSecrets ?? {},
              issuers: async () =>
                (await databases.app.issuers()).flatMap((row) =>
                  row.web_client_id === null
                    ? []
                    : [
                        {
                          issuer: row.issuer,
                          authorityId: row.authority_id,
                          authorityName: row.authority_name,
                          cvr: row.cvr,
                          jwksUri: row.jwks_uri,
                          clientId: row.web_client_id,
                        },
                      ],
                ),
            }),
          },
        }
      : {}),
    ...(options.demoIdentityProvider ? { demoIdentityProvider: options.demoIdentityProvider } : {}),
    ...(options.fetchKeys ? { fetchKeys: options.fetchKeys } : {}),
  });
  return {
    server,
    databases,
    identities,
    vault,
    register,
    sessions,
    async listen(port, host) {
      await server.listen({ port, host });
      return portOf(server.server.address());
    },
    async close() {
      await server.close();
      await notices?.close();
      await background.close();
      await signInTrail.settled();
      await Promise.all([databases.app.close(), databases.reporter.close(), registers.close()]);
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the API listens on no port');
  return address.port;
}
