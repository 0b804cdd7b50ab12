import {
  deleteSavedFilter,
  listCaseReviews,
  listSavedFilters,
  nominateCitizen,
  saveFilter,
} from '#case-reviews/contract.ts';
import { lookUpCitizen } from '#citizens/contract.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page } from '../page.ts';
import { link, linkButton, pager, tableOf } from '../parts.ts';
import { faultOfQuery } from '../query-fault.ts';
import type { View } from '../view.ts';
import { addressOf, type Filter, filterForm, filterOf } from './list-filter.ts';
import { savedFilters } from './saved-filters.ts';
import { type CaseReview, personOf, stateTag } from './words.ts';

type Found = { items: CaseReview[]; next: string | null; fault?: Fault };

export const listPage = page({
  path: '/case-reviews',
  needs: listCaseReviews,
  show: async (view, { query, fault }) => {
    const filter = filterOf(query);
    const { cursor } = query;
    const asked = { ...filter, ...(cursor === undefined ? {} : { cursor }) };
    const [found, saved] = await Promise.all([find(view, asked), view.ask(listSavedFilters)]);
    const main = html`${waysIn(view)}
      ${savedFilters(view, saved.items, filter, fault)} ${filterForm(view, filter, found.fault)}
      ${found.fault ? null : table(view, found.items, Object.keys(filter).length > 0)}
      ${pager(view, '/case-reviews', asked, found.next)}`;
    const title = view.t('Gennemgange', 'Case reviews');
    return { title, main, ...(found.fault ? { fault: found.fault } : {}) };
  },
});

/** A filter that cannot be read is mended in the filter's own fields; the list is empty meanwhile. */
async function find(view: View, query: Filter): Promise<Found> {
  try {
    return await view.ask(listCaseReviews, { query });
  } catch (error) {
    return { items: [], next: null, fault: faultOfQuery(error, query) };
  }
}

function waysIn(view: View): Html {
  return html`<div class="actions">
    ${view.may(nominateCitizen.permission) ? linkButton('/case-reviews/new', view.t('Indstil en borger', 'Nominate a citizen')) : null}
    ${view.may(lookUpCitizen.permission) ? linkButton('/citizen-lookups', view.t('Slå en borger op', 'Look a citizen up'), 'secondary') : null}
  </div>`;
}

function table(view: View, items: readonly CaseReview[], narrowed: boolean): Html {
  return tableOf(view, {
    caption: view.t('Gennemgange, nyeste indstilling først', 'Case reviews, newest nomination first'),
    rows: items,
    empty: narrowed ? emptyWithFilter(view) : emptyAtAll(view),
    columns: [
      {
        head: view.t('Sagsnummer', 'Reference'),
        cell: (row) => link(`/case-reviews/${row.id}`, row.reference ?? view.t('Indstilling', 'Nomination')),
      },
      { head: view.t('Borger', 'Citizen'), cell: (row) => personOf(view, row) },
      { head: view.t('Status', 'Status'), cell: (row) => stateTag(view, row.state) },
      {
        head: view.t('Udfald', 'Outcome'),
        cell: (row) => row.outcome && view.code('reviewOutcomes', row.outcome),
      },
      { head: view.t('Indstillet', 'Nominated'), cell: (row) => view.shortDate(row.nominatedOn) },
      { head: view.t('Indstillet af', 'Nominated by'), cell: (row) => view.agency(row.nominatingAgencyId) },
    ],
  });
}

const emptyWithFilter = (view: View) =>
  html`<p>
    ${view.t(
      'Ingen gennemgange, som du kan se, passer til filteret.',
      'No case review that you can see fits the filter.',
    )}
    ${' '}${link('/case-reviews', view.t('Vis alle', 'Show all'))}
  </p>`;

const emptyAtAll = (view: View) =>
  html`<p>
    ${view.t(
      'Her står de gennemgange, som din myndighed er del af: dem, I selv har indstillet, og dem, I er blevet spurgt om. Der er ingen endnu.',
      'Here are the case reviews that your agency is part of: those that you have nominated, and those that you have been asked about. There are none yet.',
    )}
  </p>`;

export const keepFilter = form({
  path: '/case-reviews/saved-filters',
  of: listPage,
  needs: saveFilter,
  does: async (view, { query, form: sheet }) => {
    const filter = filterOf(query);
    await view.ask(saveFilter, { key: sheet.key(), body: { name: sheet.text('name'), filter } });
    return { to: addressOf(filter), notice: view.t('Filteret er gemt.', 'The filter is saved.') };
  },
});

export const dropFilter = form({
  path: '/case-reviews/saved-filters/:filterId/deletion',
  of: listPage,
  needs: deleteSavedFilter,
  does: async (view, { params }) => {
    await view.ask(deleteSavedFilter, { params });
    return { to: '/case-reviews', notice: view.t('Filteret er slettet.', 'The filter is deleted.') };
  },
});
