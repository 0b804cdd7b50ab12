import { html, type Html } from '../html.ts';
import type { View } from '../view.ts';
import { outcomeTag } from './outcomes.ts';
import { answeredOf } from './readiness.ts';
import { undecidedOf } from './run-focus.ts';
import { type Agenda, type Item, nameOf } from './words.ts';

/** All cases with their outcomes; the one in focus is marked. */
export function itemList(view: View, agenda: Agenda, focused: Item | undefined): Html {
  const left = undecidedOf(agenda).length;
  const { items } = agenda;
  return html`<h2 id="items-heading" tabindex="-1">${view.t('Punkter', 'Items')}</h2>
    <p id="items-left">
      ${view.t(
        `${items.length - left} af ${items.length} har et udfald`,
        `${items.length - left} of ${items.length} have an outcome`,
      )}
    </p>
    <ol class="run-items">
      ${items.map(
        (item) =>
          html`<li class=${item.id === focused?.id ? 'run-item run-item-focused' : 'run-item'}>
            <a
              id=${`goto-${item.id}`}
              href=${`/meetings/${agenda.meeting.id}/run?item=${item.id}`}
              data-goto
              aria-current=${item.id === focused?.id ? 'true' : undefined}
              >${nameOf(view, item)}</a
            >
            <span class="run-item-state"
              >${item.outcome === null ? answeredOf(view, item) : outcomeTag(view, item.outcome)}</span
            >
          </li>`,
      )}
    </ol>`;
}

/** From the case in focus to those beside it. */
export function neighbours(view: View, agenda: Agenda, focused: Item): Html {
  const at = agenda.items.indexOf(focused);
  const to = (item: Item | undefined, key: string, id: string, text: string) =>
    item === undefined
      ? null
      : html`<a id=${id} class="button button-secondary" data-goto data-key=${key} href=${`/meetings/${agenda.meeting.id}/run?item=${item.id}`}
          >${text}</a
        >`;
  return html`<nav class="actions d-print-none" aria-label=${view.t('Forrige og næste punkt', 'Previous and next item')}>
    ${to(agenda.items[at - 1], 'previous', 'goto-previous', view.t('Forrige', 'Previous'))}
    ${to(agenda.items[at + 1], 'next', 'goto-next', view.t('Næste', 'Next'))}
  </nav>`;
}
