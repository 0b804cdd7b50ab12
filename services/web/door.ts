import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound, Refusal } from '#platform/errors.ts';
import { openAssets } from './assets.ts';
import { type Cookies, cookiesOf } from './cookies.ts';
import { type LiveOptions, openLive } from './meetings/live.ts';
import { openOpenPages } from './open-pages.ts';
import { pages } from './pages.ts';
import { refusalPage, sessionOverPage } from './refusal-page.ts';
import { openForm, openPage } from './serve-pages.ts';
import type { SignIn } from './sign-in/make-sign-in.ts';
import { openSignIn } from './sign-in/open-sign-in.ts';
import { makeVisits, type Visit, type VisitOptions } from './visit.ts';

export type WebOptions = VisitOptions & {
  /** The refusal that answers an error, as the API would. */
  refusalOf: (error: unknown) => Refusal;
  /** Whether people reach the service by https. */
  secure: boolean;
  signIn: SignIn;
  /** How pages of a meeting hear that it has changed. */
  live: LiveOptions;
};

/** The browser door: pages and forms for who is signed in, and what everybody may see. */
export async function openWeb(app: FastifyInstance, options: WebOptions): Promise<void> {
  const cookies = cookiesOf(options.secure);
  const visit = makeVisits(options, cookies);
  const parts = { cookies, visit, refusalOf: options.refusalOf };
  await app.register(async (web) => {
    await web.register(fastifyCookie);
    await web.register(fastifyFormbody, { bodyLimit: 256 * 1024 });
    await web.register(fastifyMultipart, { limits: { files: 3, fields: 30, parts: 40 } });
    web.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', await policyOf(options));
    });
    web.setErrorHandler((error, request, reply) =>
      showRefusal(options, cookies, visit, error, request, reply),
    );
    openAssets(web);
    openOpenPages(web, cookies);
    openSignIn(web, { ...options, cookies });
    for (const opened of pages) {
      if (opened.kind === 'page') openPage(web, opened, parts);
      else openForm(web, opened, parts);
    }
    openLive(web, {
      ...options.live,
      visit,
      stands: (request) => options.sessions.stands(cookies.session(request)),
    });
    // A browser that asks for what is nowhere gets the page of what it may not see; programs get the API's answer.
    web.get('/*', { exposeHeadRoute: false }, async (request, reply) => {
      if (!request.headers.accept?.includes('text/html')) return reply.callNotFound();
      throw new Refusal(notFound);
    });
  });
}

async function policyOf({ signIn }: WebOptions): Promise<string> {
  const targets = await signIn.formTargets();
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    ["form-action 'self'", ...targets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The page that says why not. Who is signed in no longer is led to the sign-in. */
async function showRefusal(
  options: WebOptions,
  cookies: Cookies,
  visit: Visit,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const refusal = options.refusalOf(error);
  if (refusal.rule.status >= 500) request.log.error({ err: error, trace: request.id }, 'fault');
  if (refusal.rule.status === 401) {
    await options.sessions.end(cookies.session(request));
    cookies.clearSession(reply);
    return sessionOverPage(reply, cookies.language(request));
  }
  const visitor = await visit(request).catch(() => null);
  return refusalPage(reply, visitor?.view ?? cookies.language(request), refusal, request.id);
}
