import type { z } from 'zod';
import type { securityConditionsTold } from '#assessments/contract.ts';
import { html, type Html } from '../html.ts';
import { alertBox, tag } from '../parts.ts';
import type { View } from '../view.ts';

export type Security = z.output<typeof securityConditionsTold>;

/** Under which conditions the citizen can be met: above everything else, for those who must act on it. */
export function securityBox(view: View, told: readonly Security[]): Html {
  if (told.length === 0) return null;
  return html`${told.map((one) =>
    alertBox(
      view,
      'warning',
      view.t('Vilkår for et sikkert møde med borgeren', 'Conditions for meeting the citizen safely'),
      html`<ul>
          ${one.conditions.map((code) => html`<li>${view.code('securityConditions', code)}</li>`)}
        </ul>
        ${one.text === null ? null : html`<p class="prose">${one.text}</p>`}
        <p>${view.t(`Ring til: ${one.contact}`, `Call: ${one.contact}`)}</p>
        <p class="quiet">
          ${view.t(
            `${view.agency(one.fromAgencyId)}, gælder fra ${view.date(one.since)} til og med ${view.date(one.until)}.`,
            `${view.agency(one.fromAgencyId)}, in force from ${view.date(one.since)} to ${view.date(one.until)}.`,
          )}${one.useRestriction === null ? null : ` ${view.say(one.useRestriction)}.`}
        </p>`,
    ),
  )}`;
}

/** A short sign in a list; the conditions themselves stand on the review. */
export const securityTag = (view: View, told: readonly Security[]): Html =>
  told.length === 0
    ? null
    : tag(view.t('Vilkår for et sikkert møde', 'Conditions for a safe meeting'), 'warning');
