import type { z } from 'zod';
import type { limits } from '#legal-bases/contract.ts';
import { html, type Html } from './html.ts';
import { alertBox } from './parts.ts';
import type { View } from './view.ts';

export type Limits = z.output<typeof limits>;

/** Whether something is to be said of the limits beside the purpose, which stands elsewhere. */
const stands = ({ notForCriminalInvestigation, purposes, factOnly }: Limits): boolean =>
  notForCriminalInvestigation || purposes.length === 0 || factOnly;

/** What something made from findings may not be used for, so that nobody can miss it, also on paper. */
export function limitsBox(view: View, limits: Limits): Html {
  if (!stands(limits)) return limitsLine(view, limits);
  const heading = limits.notForCriminalInvestigation
    ? view.t('Må ikke bruges til efterforskning', 'Not for criminal investigation')
    : view.t('Grænser for brugen', 'Limits of use');
  return html`<div class="use-restriction">
    ${alertBox(view, 'warning', heading, html`<p>${view.say(limits.text)}</p>`)}
  </div>`;
}

/** The same in one line, where there are many. */
export const limitsLine = (view: View, limits: Limits): Html =>
  html`<p class="limits quiet">${view.t('Brugsgrænser: ', 'Limits of use: ')}${view.say(limits.text)}</p>`;
