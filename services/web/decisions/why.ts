import type { Refusal } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import { link } from '../parts.ts';
import type { View, Wording } from '../view.ts';

/** "Hvorfor?" beside something that was decided; nothing where no decision is kept. */
export function whyLink(view: View, decisionId: string | null, about?: string): Html {
  if (decisionId === null) return null;
  return link(
    `/decisions/${decisionId}`,
    html`${view.t('Hvorfor?', 'Why?')}${about === undefined ? null : html`<span class="sr-only">${` ${about}`}</span>`}`,
  );
}

/** The decisions behind a refusal, each with its page. */
export function whyRefused(words: Wording, { details }: Refusal): Html {
  const ids = idsOf(details.members ?? {});
  if (ids.length === 0) return null;
  return html`<p class="alert-text">
    ${ids.map(
      (id, index) =>
        html`<a href=${`/decisions/${id}`}
          >${ids.length === 1 ? words.t('Hvorfor?', 'Why?') : words.t(`Hvorfor? Modtager ${index + 1}`, `Why? Recipient ${index + 1}`)}</a
        >${' '}`,
    )}
  </p>`;
}

function idsOf({ decisionIds, decisionId }: Readonly<Record<string, unknown>>): string[] {
  const all: unknown[] = Array.isArray(decisionIds) ? decisionIds : [decisionId];
  return all.filter((id): id is string => typeof id === 'string');
}
