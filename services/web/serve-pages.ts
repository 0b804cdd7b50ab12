import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inertFile } from '#platform/contract.ts';
import type { Refusal } from '#platform/errors.ts';
import { readSent } from './body.ts';
import type { Cookies } from './cookies.ts';
import { mustBeOfSeat, mustBeSameSite, mustCarryToken } from './forgery.ts';
import { toText } from './html.ts';
import { pageOf } from './layout.ts';
import type { Fault, Form, Page, Result, Shown } from './page.ts';
import { sessionOverPage } from './refusal-page.ts';
import { seatPage } from './seat.ts';
import type { View } from './view.ts';
import type { Visit } from './visit.ts';

export type PageParts = {
  cookies: Cookies;
  visit: Visit;
  /** The refusal that answers an error, as the API would. */
  refusalOf: (error: unknown) => Refusal;
};

/** A page, for who is signed in and may open it. */
export function openPage(web: FastifyInstance, page: Page, { cookies, visit }: PageParts): void {
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

/** Refusals after which the form is shown again, with what was written: all that the person can do something about. */
const mendable: readonly number[] = [400, 403, 409, 412, 413, 422, 428, 429];

/** A form: does what it is for and leads on, or shows its page again with what was refused. */
export function openForm(web: FastifyInstance, form: Form, { cookies, visit, refusalOf }: PageParts): void {
  const limit = form.upload === undefined ? {} : { bodyLimit: form.upload };
  web.post(form.path, limit, async (request, reply) => {
    const visitor = await visit(request);
    if (!visitor) return sessionOverPage(reply, cookies.language(request));
    const { view, session } = visitor;
    const shown = shownOf(request);
    const sheet = await readSent(request, form.upload);
    mustBeSameSite(request);
    await mustBeAllowed(form, view, request);
    try {
      mustCarryToken(sheet, session.csrf);
      if (form.of !== seatPage) mustBeOfSeat(sheet, view.person);
      const result = await form.does(view, { ...shown, form: sheet });
      return await answer(view, result, cookies, request, reply);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!mendable.includes(refusal.rule.status)) throw error;
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
    .send(pageOf(again, { ...result, fault, posted: true }));
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
    return reply
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('content-security-policy', inertFile)
      .type(type)
      .send(content);
  }
  if ('fragment' in result) return reply.type(htmlType).send(toText(result.fragment));
  const notice = cookies.notice(request, reply);
  return reply
    .code(result.fault?.refusal.rule.status ?? 200)
    .type(htmlType)
    .send(pageOf(view, { ...result, notice, posted: request.method === 'POST' }));
}

const backTo = (request: FastifyRequest): string => new URLSearchParams({ back: request.url }).toString();

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
