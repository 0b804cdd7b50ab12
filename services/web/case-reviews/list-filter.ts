import { reviewOutcomes, reviewStates } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { checkbox, details, field, link, select } from '../parts.ts';
import type { View } from '../view.ts';

/** The members of the list's filter, as they stand in its address. */
const members = [
  'state',
  'outcome',
  'awaiting',
  'reference',
  'nominatedFrom',
  'nominatedUntil',
  'nominatingAgency',
] as const;

export type Filter = Record<string, string>;

/** The filter of an address, without what else stands in it. A ticked box says that the own agency is awaited. */
export function filterOf(query: Readonly<Record<string, string>>): Filter {
  return Object.fromEntries(
    members.flatMap((name): [string, string][] => {
      const value = query[name];
      if (value === undefined) return [];
      return [[name, name === 'awaiting' ? 'my_agency' : value]];
    }),
  );
}

/** The list under a filter. */
export function addressOf(filter: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const text = new URLSearchParams(given).toString();
  return text === '' ? '/case-reviews' : `/case-reviews?${text}`;
}

/** A form that is read with GET: what it asks for stands in the address, and can be kept as a bookmark. */
export function filterForm(view: View, filter: Filter, fault: Fault | undefined): Html {
  const { state, awaiting, ...seldom } = filter;
  const used = Object.keys(seldom).length > 0;
  return html`<form method="get" action="/case-reviews" class="filter-form">
    <div class="filters" role="group" aria-label=${view.t('Filter', 'Filter')}>
      ${select(view, {
        name: 'state',
        label: view.t('Status', 'Status'),
        options: optionsOf(view, 'reviewStates', reviewStates),
        value: state ?? '',
        empty: view.t('Alle', 'All'),
        fault,
      })}
      ${checkbox(view, {
        name: 'awaiting',
        label: view.t('Mangler svar fra min myndighed', 'Awaits my agency’s answer'),
        checked: awaiting !== undefined,
        fault,
      })}
      ${details(view.t('Flere filtre', 'More filters'), seldomFields(view, filter, fault), used)}
      <div class="actions">
        <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
        ${Object.keys(filter).length === 0 ? null : link('/case-reviews', view.t('Ryd filteret', 'Clear the filter'))}
      </div>
    </div>
  </form>`;
}

const optionsOf = (view: View, list: string, codes: readonly string[]) =>
  codes.map((code) => [code, view.code(list, code)] as const);

function seldomFields(view: View, filter: Filter, fault: Fault | undefined): Html {
  const agencies = view.agencies.filter(({ kind }) => kind !== 'national');
  return html`<div class="filters">
    ${select(view, {
      name: 'outcome',
      label: view.t('Udfald', 'Outcome'),
      options: optionsOf(view, 'reviewOutcomes', reviewOutcomes),
      value: filter['outcome'] ?? '',
      empty: view.t('Alle', 'All'),
      fault,
    })}
    ${select(view, {
      name: 'nominatingAgency',
      label: view.t('Indstillet af', 'Nominated by'),
      options: agencies.map(({ id, name }) => [id, name] as const),
      value: filter['nominatingAgency'] ?? '',
      empty: view.t('Alle', 'All'),
      fault,
    })}
    ${field(view, {
      name: 'nominatedFrom',
      label: view.t('Indstillet fra', 'Nominated from'),
      type: 'date',
      value: filter['nominatedFrom'],
      fault,
    })}
    ${field(view, {
      name: 'nominatedUntil',
      label: view.t('Indstillet til og med', 'Nominated until'),
      type: 'date',
      value: filter['nominatedUntil'],
      fault,
    })}
    ${field(view, {
      name: 'reference',
      label: view.t('Sagsnummer', 'Reference'),
      value: filter['reference'],
      maxlength: 40,
      width: 12,
      pattern: { takes: noCprNumber, says: notACprNumber(view) },
      fault,
    })}
  </div>`;
}

/** A civil registration number never gets so far as to stand in an address: the browser itself does not send it. */
const noCprNumber = String.raw`(?!.*\d{6}[ \-]?\d{4}).*`;

const notACprNumber = (view: View) =>
  view.t(
    'Skriv ikke et CPR-nummer her. Slå borgeren op i stedet.',
    'Do not write a CPR number here. Look the citizen up instead.',
  );
