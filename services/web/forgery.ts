import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal, rule } from '#platform/errors.ts';
import { reserved, type Sheet } from './forms.ts';

/** A form that another site sent: refused outright. */
const formForged = rule('form.other-site', 403, {
  da: 'Formularen blev sendt fra et andet websted og er afvist. Intet er gemt.',
  en: 'The form was sent from another site and is refused. Nothing was saved.',
});
/** A form of an earlier session, sent again after a new sign-in: shown again, so that nothing written is lost. */
const formStale = rule('form.stale', 409, {
  da: 'Du er logget ind igen, siden siden blev vist. Intet er gemt endnu: se det igennem, og send det igen.',
  en: 'You have signed in again since the page was shown. Nothing was saved yet: look it through and send it again.',
});

/** Refuses what a page of another site has sent, as every browser of today says it. */
export function mustBeSameSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const other = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (other || (origin !== undefined && origin !== 'null' && new URL(origin).host !== request.headers.host))
    throw new Refusal(formForged);
}

/** Refuses a form that no page of this session has made. */
export function mustCarryToken(sheet: Sheet, csrf: string): void {
  const given = Buffer.from(sheet.text(reserved.csrf));
  const expected = Buffer.from(csrf);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Refusal(formStale);
}
