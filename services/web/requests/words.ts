import type { z } from 'zod';
import type { informationRequest } from '#requests/contract.ts';
import { html, type Html } from '../html.ts';
import { alertBox, link, tag, type TagKind } from '../parts.ts';
import { titleOf } from '../case-reviews/words.ts';
import type { View } from '../view.ts';

export type Request = z.output<typeof informationRequest>;

/** Quiet colours throughout: that a request is refused or not answered is no warning about anybody. */
const kinds: Partial<Record<Request['state'], TagKind>> = { asked: 'info', answered: 'success' };

/** Where the request stands. */
export const requestTag = (view: View, state: Request['state']): Html =>
  tag(view.code('requestStates', state), kinds[state] ?? 'none');

/** What a request is called: who asks whom. */
export const requestTitle = (view: View, { direction, fromAgencyId, toAgencyId }: Request): string =>
  direction === 'received'
    ? view.t(`Anmodning fra ${view.agency(fromAgencyId)}`, `Request from ${view.agency(fromAgencyId)}`)
    : view.t(`Anmodning til ${view.agency(toAgencyId)}`, `Request to ${view.agency(toAgencyId)}`);

/** The review that it belongs to. */
export const reviewOf = (view: View, { reviewId, reviewReference }: Request): Html =>
  link(`/case-reviews/${reviewId}`, titleOf(view, { reference: reviewReference }));

/** Whether anybody has to answer, wherever a request is shown: said before anything is asked of the reader. */
export function dutyBox(view: View, { duty }: Request): Html {
  return alertBox(
    view,
    'info',
    view.say(duty.title),
    html`<p>${view.say(duty)}</p>
      <p class="quiet">${view.t('Bestemmelse', 'Provision')}: ${duty.provision}</p>`,
  );
}
