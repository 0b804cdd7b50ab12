import { draftLegalBasis, evaluateDecision, listLegalBases } from '#legal-bases/contract.ts';
import { basisStates, regimes } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import { type Fault, page } from '../page.ts';
import { field, link, linkButton, select, tableOf } from '../parts.ts';
import { faultOfQuery } from '../query-fault.ts';
import type { View } from '../view.ts';
import { type Basis, period, purposesOf, sentence, stateTag } from './words.ts';

const filters = ['status', 'on', 'regime'] as const;
type Filter = Record<string, string>;

/** The unit's catalogue: who may give what to whom. */
export const legalBasesPage = page({
  path: '/legal-bases',
  needs: listLegalBases,
  show: async (view, { query }) => {
    const filter: Filter = Object.fromEntries(
      filters.flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
    );
    const { items, catalogueVersion, fault } = await find(view, filter);
    const main = html`<p>${view.t(
      'En hjemmel er den regel i loven, der tillader at dele noget. Kun godkendte hjemler kan bruges, og kun på de dage, de gælder.',
      'A legal basis is the rule of law that allows sharing something. Only approved ones can be used, and only on the days that they are valid.',
    )}</p>
      ${ways(view)} ${filterForm(view, filter, fault)}
      ${fault ? null : basisTable(view, items, Object.keys(filter).length > 0)}
      ${catalogueVersion === null ? null : html`<p class="quiet">${view.t(`Katalogets udgave: ${catalogueVersion}`, `Version of the catalogue: ${catalogueVersion}`)}</p>`}`;
    return { title: view.t('Hjemler', 'Legal bases'), main, ...(fault ? { fault } : {}) };
  },
});

type Found = { items: Basis[]; catalogueVersion: string | null; fault?: Fault };

async function find(view: View, { regime, ...query }: Filter): Promise<Found> {
  try {
    const { items, catalogueVersion } = await view.ask(listLegalBases, { query });
    return {
      items: items.filter((basis) => regime === undefined || basis.regime === regime),
      catalogueVersion,
    };
  } catch (error) {
    return {
      items: [],
      catalogueVersion: null,
      fault: faultOfQuery(error, { ...query, ...(regime ? { regime } : {}) }),
    };
  }
}

const ways = (view: View): Html =>
  html`<div class="actions">
    ${view.may(draftLegalBasis.permission) ? linkButton('/legal-bases/new', view.t('Skriv et udkast', 'Write a draft')) : null}
    ${view.may(evaluateDecision.permission) ? linkButton('/legal-bases/try', view.t('Prøv en videregivelse', 'Try a disclosure'), 'secondary') : null}
  </div>`;

function filterForm(view: View, filter: Filter, fault: Fault | undefined): Html {
  const all = view.t('Alle', 'All');
  const options = (list: string, codes: readonly string[]) =>
    codes.map((code) => [code, view.code(list, code)] as const);
  return html`<form method="get" action="/legal-bases" class="filters" aria-label=${view.t('Find hjemler', 'Find legal bases')}>
    ${select(view, { name: 'regime', label: view.t('Regelsæt', 'Regime'), options: options('regimes', regimes), value: filter['regime'], empty: all, fault })}
    ${select(view, { name: 'status', label: view.t('Status', 'Status'), options: options('basisStates', basisStates), value: filter['status'], empty: all, fault })}
    ${field(view, { name: 'on', label: view.t('I kraft den', 'In force on'), type: 'date', value: filter['on'], width: 12, fault })}
    <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
    ${Object.keys(filter).length > 0 ? link('/legal-bases', view.t('Ryd filteret', 'Clear the filter')) : null}
  </form>`;
}

const basisTable = (view: View, rows: readonly Basis[], filtered: boolean): Html =>
  tableOf(view, {
    caption: view.t('Hjemler efter kode, nyeste version først', 'Legal bases by code, newest version first'),
    quietCaption: true,
    rows,
    columns: [
      {
        head: view.t('Hjemmel', 'Legal basis'),
        cell: (row) =>
          html`${link(`/legal-bases/${row.id}`, row.citation)}<br /><span class="quiet">${`${row.code}, ${view.t('version', 'version')} ${row.version}`}</span>`,
      },
      {
        head: view.t('Hvad den tillader', 'What it allows'),
        cell: (row) =>
          html`${sentence(view, row)}<br /><span class="quiet">${`${view.t('Formål', 'Purposes')}: ${purposesOf(view, row)}`}</span>`,
      },
      { head: view.t('Status', 'Status'), cell: (row) => stateTag(view, row) },
      { head: view.t('Gælder', 'Valid'), cell: (row) => period(view, row) },
    ],
    empty: filtered
      ? html`<p>${`${view.t('Ingen hjemler passer til filteret.', 'No legal bases fit the filter.')} `}${link('/legal-bases', view.t('Vis alle', 'Show all'))}</p>`
      : html`<p>${view.t('Kataloget er tomt, så intet kan deles. En jurist skriver det første udkast.', 'The catalogue is empty, so nothing can be shared. A legal officer writes the first draft.')}</p>`,
  });
