import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal, rule } from '#platform/errors.ts';
import { reserved, type Sheet } from './forms.ts';
import { seatKey } from './seat-key.ts';
import type { Self } from './view.ts';

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
/** A form of another seat than the session now acts from: done from there it would be another agency's deed. */
const formOtherSeat = rule('form.other-seat', 409, {
  da: 'Du handler nu fra en anden rolle, end da siden blev vist. Intet er gemt endnu: se, hvor du handler, før du sender det igen.',
  en: 'You now act from another role than when the page was shown. Nothing was saved yet: see where you act before you send it again.',
});

/** Refuses what a page of another site has sent, as every browser of today says it. */
export function mustBeSameSite(request: FastifyRequest): void {
  // Our own pages send the origin 'null', because they send no referrer: then the other header says it.
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const other = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (other || (origin !== undefined && origin !== 'null' && hostOf(origin) !== request.headers.host))
    throw new Refusal(formForged);
}

const hostOf = (origin: string): string | null => URL.parse(origin)?.host ?? null;

/** Refuses a form that no page of this session has made. */
export function mustCarryToken(sheet: Sheet, csrf: string): void {
  const given = Buffer.from(sheet.text(reserved.csrf));
  const expected = Buffer.from(csrf);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Refusal(formStale);
}

/** Refuses a form that was shown in another seat: one chosen since in another window, or a role that was taken away. */
export function mustBeOfSeat(sheet: Sheet, person: Pick<Self, 'unitId' | 'agencyId'>): void {
  const shown = sheet.optional(reserved.seat);
  if (shown !== undefined && shown !== seatKey(person)) throw new Refusal(formOtherSeat);
}
