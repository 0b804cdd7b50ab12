import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { orNotFound, type Refusal } from '#platform/errors.ts';
import { readSent } from '../body.ts';
import type { Cookies } from '../cookies.ts';
import { mustBeSameSite, mustCarryToken } from '../forgery.ts';
import { localPath } from '../local-path.ts';
import type { Sessions } from '../sessions.ts';
import { wordingOf } from '../view.ts';
import { begin, endSessionAddress, finish } from './exchange.ts';
import type { SignIn } from './make-sign-in.ts';
import { beginAddress, choosePage, refusedPage, signedOutPage } from './pages.ts';
import { SignInRefused } from './refused.ts';

export type SignInParts = {
  signIn: SignIn;
  sessions: Sessions;
  cookies: Cookies;
  /** The refusal that answers an error. */
  refusalOf: (error: unknown) => Refusal;
};

const returnPath = '/sign-in/return';
const signedOutPath = '/signed-out';

/** Signing in and out, inside the browser door (which brings cookies, forms and the headers of its pages). */
export function openSignIn(web: FastifyInstance, parts: SignInParts): void {
  const { signIn, sessions, cookies } = parts;
  const { issuers, underWay, trail } = signIn;
  const words = (request: FastifyRequest) => wordingOf(cookies.language(request));
  const inOwnWords = {
    exposeHeadRoute: false,
    errorHandler: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      if (error instanceof SignInRefused) trail.refused(error.reason, request.id);
      const refusal = parts.refusalOf(error);
      if (refusal.rule.status >= 500) request.log.error({ err: error, trace: request.id }, 'sign-in failed');
      return page(reply.code(refusal.rule.status), refusedPage(words(request), refusal, request.id));
    },
  };

  web.get('/sign-in', inOwnWords, async (request, reply) => {
    const back = localPath(queryOf(request, 'back') ?? '/');
    if (signIn.demoSignInPath !== undefined)
      return reply.redirect(withBack(`${signIn.publicUrl()}${signIn.demoSignInPath}`, back), 303);
    const [only, ...others] = await issuers.list();
    if (only && others.length === 0) return reply.redirect(beginAddress(only.authorityId, back), 303);
    return page(reply, choosePage(words(request), await issuers.list(), back));
  });

  web.get<{ Params: { authority: string } }>('/sign-in/:authority', inOwnWords, async (request, reply) => {
    const { authority } = request.params;
    const issuer = orNotFound((await issuers.list()).find(({ authorityId }) => authorityId === authority));
    const { begun, address } = await begin(await issuers.clientOf(issuer), {
      issuer,
      returnTo: `${signIn.publicUrl()}${returnPath}`,
      back: localPath(queryOf(request, 'back') ?? '/'),
      // Only the demo is told in an address who is about to sign in: its people are invented.
      loginHint: signIn.demoSignInPath === undefined ? undefined : queryOf(request, 'login_hint'),
    });
    underWay.begin(reply, begun);
    return reply.redirect(address, 303);
  });

  web.get(returnPath, inOwnWords, async (request, reply) => {
    const begun = underWay.take(request, reply);
    if (begun === null) throw new SignInRefused('not_begun');
    const issuer = (await issuers.list()).find((one) => one.issuer === begun.issuer);
    if (issuer === undefined) throw new SignInRefused('answer');
    const answer = new URL(`${signIn.publicUrl()}${returnPath}`);
    answer.search = new URL(request.url, answer).search;
    const who = await finish(await issuers.clientOf(issuer), issuer, begun, answer);
    await trail.signedIn(who, request.id);
    // Always a new session: one that somebody else put into this browser is of no use to them.
    await sessions.end(cookies.session(request));
    const session = await sessions.open(who);
    if (session === null) throw new SignInRefused('answer');
    cookies.setSession(reply, session);
    return reply.redirect(begun.back, 303);
  });

  web.post('/sign-out', inOwnWords, async (request, reply) => {
    const cookie = cookies.session(request);
    const session = await sessions.find(cookie);
    if (session === null) {
      cookies.clearSession(reply);
      return reply.redirect(signedOutPath, 303);
    }
    mustBeSameSite(request);
    mustCarryToken(await readSent(request), session.csrf);
    await sessions.end(cookie);
    cookies.clearSession(reply);
    await trail.signedOut(session, request.id);
    return reply.redirect(await issuersSignOut(signIn, session.issuer), 303);
  });

  web.get(signedOutPath, inOwnWords, async (request, reply) => page(reply, signedOutPage(words(request))));
}

/** Where the issuer ends its session too. When it cannot be asked one is signed out here all the same. */
async function issuersSignOut({ issuers, publicUrl }: SignIn, name: string): Promise<string> {
  const issuer = (await issuers.list()).find((one) => one.issuer === name);
  if (issuer === undefined) return signedOutPath;
  try {
    return (
      endSessionAddress(await issuers.clientOf(issuer), `${publicUrl()}${signedOutPath}`) ?? signedOutPath
    );
  } catch (error) {
    if (error instanceof SignInRefused) return signedOutPath;
    throw error;
  }
}

const page = (reply: FastifyReply, text: string) => reply.type('text/html; charset=utf-8').send(text);

function withBack(address: string, back: string): string {
  return back === '/' ? address : `${address}?${new URLSearchParams({ back }).toString()}`;
}

/** A value of the address's query that was given once. */
function queryOf(request: FastifyRequest, name: string): string | undefined {
  const query: unknown = request.query;
  if (!query || typeof query !== 'object' || !(name in query)) return undefined;
  const value: unknown = Reflect.get(query, name);
  return typeof value === 'string' ? value : undefined;
}
