import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Served } from '#platform/deed.ts';
import { toDanishDate } from '#platform/danish-time.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { errorCode } from '#platform/folders.ts';
import { openWeb, type WebOptions } from '#web/door.ts';
import { whoIs } from './admit.ts';
import { openDocs } from './docs.ts';
import { type AskOptions, makeAsk } from './ask.ts';
import { openDoor } from './door.ts';
import { problemOf } from './problem.ts';
import { refusalOf } from './refusal-of.ts';
import { makeRefusalTrail } from './refusal-trail.ts';
import { keepRouteTable } from './route-table.ts';
import { tokenPlugin } from './token.ts';

export type ServerOptions = Omit<AskOptions, 'refusals'> & {
  endpoints: readonly Served[];
  audience: string;
  logger: FastifyBaseLogger;
  /** The demo's identity provider, on the same port under /demo-idp/; answers false for other addresses. */
  demoIdentityProvider?: (request: IncomingMessage, response: ServerResponse) => boolean;
  ready: () => Promise<boolean>;
  /** The pages for browsers, beside the API. */
  web?: Pick<WebOptions, 'sessions' | 'secure' | 'signIn' | 'live'>;
  /** Fetches the issuers' keys; the demo and the tests answer from memory. */
  fetchKeys?: typeof fetch;
};

const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/** The API: every route, its limits and its error handler. Not yet listening. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => traceOf(request) ?? randomUUID().replaceAll('-', ''),
    bodyLimit: 256 * 1024,
    exposeHeadRoutes: false,
    requestTimeout: 10_000,
    connectionTimeout: 15_000,
    keepAliveTimeout: 5_000,
    forceCloseConnections: true,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 100, ignoreTrailingSlash: false, caseSensitive: true },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    frameworkErrors: (error, request, reply) => {
      const body = JSON.stringify(problemOf(refusalOf(error), request.id));
      reply.raw
        .writeHead(400, { ...securityHeaders, 'content-type': 'application/problem+json; charset=utf-8' })
        .end(body);
    },
    serverFactory: (handle) =>
      createServer(
        {
          requestTimeout: 10_000,
          headersTimeout: 5_000,
          connectionsCheckingInterval: 1_000,
          maxHeaderSize: 16 * 1024,
          keepAliveTimeout: 5_000,
        },
        (request, response) => {
          if (!options.demoIdentityProvider?.(request, response)) handle(request, response);
        },
      ),
  });
  keepRouteTable(app);
  app.removeContentTypeParser('text/plain');
  await app.register(tokenPlugin, {
    audience: options.audience,
    now: options.clock,
    ...(options.fetchKeys ? { fetch: options.fetchKeys } : {}),
    issuers: async () =>
      (await options.databases.app.issuers()).map((row) => ({
        issuer: row.issuer,
        cvr: row.cvr,
        jwksUri: row.jwks_uri,
        authorityId: row.authority_id,
      })),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders).header('traceparent', `00-${request.id}-${request.id.slice(0, 16)}-01`);
  });
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the address, never the address.
    const route = request.routeOptions.url ?? 'unknown';
    request.log.info({
      trace: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.rule.status >= 500) request.log.error({ err: error, trace: request.id }, 'fault');
    // To the caller it is "not found"; to us it may be a grant that is missing.
    if (errorCode(error) === '42501')
      request.log.warn({ err: error, trace: request.id }, 'the database refused');
    if (refusal.rule.status === 401) reply.header('www-authenticate', 'Bearer');
    if (refusal.rule.status === 503) reply.header('retry-after', '2');
    reply
      .code(refusal.rule.status)
      .type('application/problem+json; charset=utf-8')
      .send(problemOf(refusal, request.id));
  });
  app.setNotFoundHandler((request, reply) => {
    reply
      .code(404)
      .type('application/problem+json; charset=utf-8')
      .send(problemOf(new Refusal(notFound), request.id));
  });
  app.get('/health/live', { exposeHeadRoute: false }, async () => ({ status: 'live' }));
  app.get('/health/ready', { exposeHeadRoute: false }, async (_request, reply) => {
    const ready = await options.ready();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'unavailable' });
  });
  const refusals = makeRefusalTrail(options.databases.app, options.logger);
  app.addHook('onClose', refusals.settled);
  const ask = makeAsk({ ...options, refusals });
  for (const served of options.endpoints) openDoor(app, served, ask);
  if (options.web)
    await openWeb(app, {
      ...options.web,
      ask,
      endpoints: options.endpoints,
      whoIs: (who, acting, today) => whoIs(options.identities, who, acting, today),
      refusalOf,
      today: () => toDanishDate(new Date(options.clock()).toISOString()),
      clock: options.clock,
    });
  await openDocs(app, options.endpoints);
  return app;
}

/** The caller's W3C trace id, when it sent a proper one. */
function traceOf(request: { headers: IncomingMessage['headers'] }): string | undefined {
  const header = request.headers['traceparent'];
  const match =
    typeof header === 'string' ? /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(header) : null;
  return match?.[1] === '0'.repeat(32) ? undefined : match?.[1];
}
