import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AskEndpoint, Somebody } from '#platform/ask.ts';
import type { AgencyKind, Purpose, Role } from '#platform/codes.ts';
import type { Served } from '#platform/deed.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { openAssets } from './assets.ts';
import { type AskAs, makeAskAs } from './asking.ts';
import { readSent } from './body.ts';
import { type Cookies, cookiesOf } from './cookies.ts';
import { forgedBy } from './forgery.ts';
import { toText } from './html.ts';
import { pageOf } from './layout.ts';
import { type LiveOptions, openLive } from './meetings/live.ts';
import { keepNames } from './names.ts';
import { openOpenPages } from './open-pages.ts';
import type { Fault, Form, Page, Result, Shown } from './page.ts';
import { pages } from './pages.ts';
import { refusalPage, sessionOverPage } from './refusal-page.ts';
import { purposeOf, seatPage } from './seat.ts';
import type { ActingSeat, Session, Sessions } from './sessions.ts';
import type { SignIn } from './sign-in/make-sign-in.ts';
import { openSignIn } from './sign-in/open-sign-in.ts';
import { makeView, type Self, type View } from './view.ts';

type Seat = { unitId: string | null; agencyId: string; agencyKind: AgencyKind; roles: readonly Role[] };
/** Who somebody is and where they may act; `seat` is null while they have to choose. */
export type Present = { personId: string; name: string; seats: readonly Seat[]; seat: Seat | null };

export type WebOptions = {
  endpoints: readonly Served[];
  ask: AskEndpoint;
  sessions: Sessions;
  whoIs: (who: Somebody, acting: ActingSeat | null, today: string) => Promise<Present>;
  /** The refusal that answers an error, as the API would. */
  refusalOf: (error: unknown) => Refusal;
  /** Today's civil date in Denmark. */
  today: () => string;
  clock: () => number;
  /** Whether people reach the service by https. */
  secure: boolean;
  signIn: SignIn;
  /** How pages of a meeting hear that it has changed. */
  live: LiveOptions;
};

/** What a handler of the browser door knows of the one who asks. */
export type Visitor = {
  session: Session;
  view: View;
  /** With several seats and none chosen: everything but the choice has to wait. */
  choosing: boolean;
};

/** The browser door: pages and forms for who is signed in, and what everybody may see. */
export async function openWeb(app: FastifyInstance, options: WebOptions): Promise<void> {
  const cookies = cookiesOf(options.secure);
  const visit = makeVisits(options, cookies);
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
      if (opened.kind === 'page') openPage(web, opened, cookies, visit);
      else openForm(web, opened, cookies, visit, options);
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

/** Finds out who asks; null when nobody is signed in, or no longer. */
export type Visit = (request: FastifyRequest) => Promise<Visitor | null>;

function makeVisits(options: WebOptions, cookies: Cookies): Visit {
  const askAs: AskAs = makeAskAs(options.endpoints, options.ask);
  const namesFor = keepNames(options.clock);
  return async (request) => {
    const session = await options.sessions.find(cookies.session(request));
    if (!session) return null;
    const today = options.today();
    const present = await options.whoIs(session, session.acting, today);
    const [first] = present.seats;
    const seat = present.seat ?? first;
    if (!seat) return null;
    const person: Self = {
      personId: present.personId,
      name: present.name,
      ...seat,
      otherSeats: present.seats.length > 1,
    };
    const purpose: Purpose = session.purpose ?? purposeOf(person.agencyKind);
    const ask = askAs(session, seat, purpose, request.id);
    const view = makeView({
      ask,
      person,
      purpose,
      today,
      now: new Date(options.clock()).toISOString(),
      path: request.url,
      csrf: session.csrf,
      remember: (chosen) => options.sessions.change(cookies.session(request), chosen),
      newKey: randomUUID,
      language: cookies.language(request),
      names: await namesFor(person, ask),
    });
    return { session, view, choosing: present.seat === null };
  };
}

function openPage(web: FastifyInstance, page: Page, cookies: Cookies, visit: Visit): void {
  web.get(page.path, { exposeHeadRoute: false }, async (request, reply) => {
    const visitor = await visit(request);
    if (!visitor) return reply.redirect(`/sign-in?${backTo(request)}`, 303);
    const { view } = visitor;
    if (visitor.choosing && page !== seatPage) return reply.redirect(`/seat?${backTo(request)}`, 303);
    await mustBeAllowed(page, view, request);
    const result = await page.show(view, shownOf(request));
    return answer(view, result, cookies, request, reply);
  });
}

function openForm(
  web: FastifyInstance,
  form: Form,
  cookies: Cookies,
  visit: Visit,
  options: WebOptions,
): void {
  const limit = form.upload === undefined ? {} : { bodyLimit: form.upload };
  web.post(form.path, limit, async (request, reply) => {
    const visitor = await visit(request);
    if (!visitor) return sessionOverPage(reply, cookies.language(request));
    const { view, session } = visitor;
    const shown = shownOf(request);
    const sheet = await readSent(request, form.upload);
    try {
      forgedBy(request, sheet, session.csrf);
      await mustBeAllowed(form, view, request);
      return await answer(view, await form.does(view, { ...shown, form: sheet }), cookies, request, reply);
    } catch (error) {
      const refusal = options.refusalOf(error);
      if (![400, 409, 412, 413, 422, 428].includes(refusal.rule.status)) throw error;
      return showAgain(view, form, shown, { refusal, form: sheet, labels: new Map() }, reply);
    }
  });
}

/** The form's page once more, with what was written and what is wrong with it. */
async function showAgain(view: View, form: Form, shown: Shown, fault: Fault, reply: FastifyReply) {
  const again = { ...view, path: pathOf(form.of.path, shown.params) };
  const result = await form.of.show(again, { ...shown, fault });
  if (!('main' in result)) throw fault.refusal;
  return reply
    .code(fault.refusal.rule.status)
    .type(htmlType)
    .send(pageOf(again, { ...result, fault }));
}

/** Somebody whose role does not open the page is refused as the API would, and the trail remembers it. */
async function mustBeAllowed({ needs }: Page | Form, view: View, request: FastifyRequest): Promise<void> {
  if (!view.may(needs.permission)) await view.ask(needs, { params: request.params });
}

const htmlType = 'text/html; charset=utf-8';

async function answer(
  view: View,
  result: Result,
  cookies: Cookies,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if ('to' in result) {
    if (result.notice !== undefined) cookies.setNotice(reply, result.notice);
    return reply.redirect(result.to, 303);
  }
  if ('file' in result) {
    const { name, type, content } = result.file;
    return reply.header('content-disposition', `attachment; filename="${name}"`).type(type).send(content);
  }
  if ('fragment' in result) return reply.type(htmlType).send(toText(result.fragment));
  const notice = cookies.notice(request, reply);
  return reply
    .code(result.fault?.refusal.rule.status ?? 200)
    .type(htmlType)
    .send(pageOf(view, { ...result, notice }));
}

const backTo = (request: FastifyRequest): string => new URLSearchParams({ back: request.url }).toString();

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

function shownOf(request: FastifyRequest): Shown {
  return { params: texts(request.params), query: texts(request.query) };
}

/** Texts by name; the last of several, and none that is empty. */
function texts(given: unknown): Record<string, string> {
  if (!given || typeof given !== 'object') return {};
  const pairs = Object.entries(given).flatMap(([name, value]): [string, string][] => {
    const last: unknown = [value].flat().at(-1);
    return typeof last === 'string' && last !== '' ? [[name, last]] : [];
  });
  return Object.fromEntries(pairs);
}

const pathOf = (path: string, params: Record<string, string>): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
