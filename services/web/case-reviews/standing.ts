import type { Dossier } from './words.ts';
import { html, type Html } from '../html.ts';
import { icon } from '../parts.ts';
import type { View } from '../view.ts';

type Standing = Pick<Dossier['asked'][number], 'standing' | 'due'>;

/**
 * How far one agency is, as a shape and a word, so that no colour is needed. `answered` is one picture for every answer that
 * is not shown: nobody is to read from a page that an agency may not answer (retsplejeloven § 115, stk. 4).
 */
export function standingOf(view: View, { standing, due }: Standing): Html {
  const said = (role: string, shape: Html, text: string) =>
    html`<span class=${`answer answer-${role}`}>${shape} ${text}</span>`;
  const sign = (text: string) => html`<span aria-hidden="true">${text}</span>`;
  const word = view.code('standings', standing);
  if (standing === 'not_asked') return said('not-asked', sign('–'), word);
  if (standing === 'answered') return said('given', icon('check'), word);
  if (standing === 'finding') return said('given', sign('●'), word);
  if (standing === 'nothing_to_add') return said('given', sign('◇'), word);
  if (standing === 'may_not_answer') return said('given', sign('□'), word);
  if (due === 'past')
    return said('overdue', icon('error'), view.t('Fristen er overskredet', 'Past the due day'));
  if (due === 'soon')
    return said(
      'soon',
      icon('warning'),
      view.t('Afventer svar, fristen er nær', 'Awaiting the answer, due soon'),
    );
  return said('missing', sign('○'), word);
}
