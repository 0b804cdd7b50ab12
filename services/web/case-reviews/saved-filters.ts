import type { z } from 'zod';
import type { listSavedFilters } from '#case-reviews/contract.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, details, field } from '../parts.ts';
import type { View } from '../view.ts';
import { faultOf, hiddenOf } from './form-of-many.ts';
import { addressOf, type Filter } from './list-filter.ts';

type SavedFilter = z.output<typeof listSavedFilters.output>['items'][number];

const savingForm = 'save-filter';

/** The person's own filters to choose from, and a way to keep the filter that is shown or to delete one. */
export function savedFilters(
  view: View,
  saved: readonly SavedFilter[],
  filter: Filter,
  fault: Fault | undefined,
): Html {
  const shown = addressOf(filter);
  const isShown = (one: SavedFilter) => new Set([shown, addressOf(one.filter)]).size === 1;
  return html`${
    saved.length === 0
      ? null
      : html`<nav aria-label=${view.t('Gemte filtre', 'Saved filters')}>
          <ul class="saved-filters">
            <li class="quiet">${view.t('Gemte filtre:', 'Saved filters:')}</li>
            ${saved.map(
              (one) =>
                html`<li>
                  <a href=${addressOf(one.filter)} aria-current=${isShown(one) ? 'page' : undefined}
                    >${one.name}</a
                  >
                </li>`,
            )}
          </ul>
        </nav>`
  }
  ${keeping(view, saved, filter, fault)}`;
}

function keeping(view: View, saved: readonly SavedFilter[], filter: Filter, fault: Fault | undefined): Html {
  const narrowed = Object.keys(filter).length > 0;
  if (!narrowed && saved.length === 0) return null;
  const refused = faultOf(fault, savingForm);
  return details(
    !narrowed
      ? view.t('Slet gemte filtre', 'Delete saved filters')
      : saved.length === 0
        ? view.t('Gem filteret til en anden gang', 'Save the filter for another time')
        : view.t('Gem eller slet filtre', 'Save or delete filters'),
    html`${narrowed ? saveForm(view, filter, refused) : null}
    ${
      saved.length === 0
        ? null
        : html`<ul class="nobullet-list">
            ${saved.map(
              (one) =>
                html`<li>
                  <form method="post" action=${`/case-reviews/saved-filters/${one.id}/deletion`}>
                    ${hiddenOf(view, 'delete-filter')}
                    ${button(view.t(`Slet »${one.name}«`, `Delete “${one.name}”`), { kind: 'tertiary' })}
                  </form>
                </li>`,
            )}
          </ul>`
    }`,
    refused !== undefined,
  );
}

/** What the filter is stands in the form's address, as it does in the list's own. */
function saveForm(view: View, filter: Filter, fault: Fault | undefined): Html {
  const query = new URLSearchParams(filter).toString();
  return html`<form method="post" action=${`/case-reviews/saved-filters?${query}`}>
    ${hiddenOf(view, savingForm)}
    ${field(view, {
      name: 'name',
      label: view.t('Navn på det filter, du ser nu', 'Name of the filter that you see now'),
      hint: view.t(
        'Kun du ser det. Skriv ikke navne eller CPR-numre.',
        'Only you see it. Write no names of people and no CPR numbers.',
      ),
      maxlength: 60,
      fault,
    })}
    ${button(view.t('Gem filteret', 'Save the filter'), { kind: 'secondary' })}
  </form>`;
}
