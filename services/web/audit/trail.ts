import { readTrail } from '#audit/contract.ts';
import { addDays, danishInstant, isCivilDate } from '#platform/danish-time.ts';
import { Refusal } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import { type Fault, page } from '../page.ts';
import { field, link, pager, select } from '../parts.ts';
import { faultOfQuery } from '../query-fault.ts';
import type { View } from '../view.ts';
import { verbNames } from './deeds.ts';
import { eventTable, personName, reviewName, type Trail } from './events.ts';

const perPage = 25;
const filters = ['from', 'until', 'personId', 'reviewId', 'verb', 'outcome'] as const;

/** The auditor's page: what the own agency did in the unit. */
export const trailPage = page({
  path: '/trail',
  needs: readTrail,
  show: async (view, { query }) => {
    const chosen = filters.flatMap((name): [string, string][] => (query[name] ? [[name, query[name]]] : []));
    const filter = Object.fromEntries(chosen);
    const { trail, fault } = await find(view, filter, query['cursor']);
    const main = html`<p>${view.t(
      'Alt, hvad din myndighed har set og gjort i enheden, også det, der blev afvist. Dit eget opslag her kommer også med. Logbogen indeholder ingen navne på borgere.',
      'Everything that your agency has seen and done in the unit, also what was refused. Your own reading here is kept too. The trail holds no names of citizens.',
    )}</p>
      ${filterForm(view, filter, trail, fault)}
      ${fault ? null : eventTable(view, trail, empty(view, chosen.length > 0), (more) => addressOf({ ...filter, ...more }))}
      ${pager(view, '/trail', query, trail.next)}`;
    return { title: view.t('Logbog', 'Trail'), main, ...(fault ? { fault } : {}) };
  },
});

const addressOf = (filter: Record<string, string>): string =>
  `/trail?${new URLSearchParams(filter).toString()}`;

type Found = { trail: Trail; fault?: Fault };

async function find(view: View, filter: Record<string, string>, cursor: string | undefined): Promise<Found> {
  const { from, until, ...rest } = filter;
  const query = {
    ...rest,
    limit: perPage,
    ...(from ? { from: startOf(from) } : {}),
    ...(until ? { until: startOf(until, 1) } : {}),
    ...(cursor ? { cursor } : {}),
  };
  try {
    return { trail: await view.ask(readTrail, { query }) };
  } catch (error) {
    const fault = daysSaidAsDays(faultOfQuery(error, filter));
    return { trail: { items: [], next: null, people: [], reviews: [] }, fault };
  }
}

/** The API asks for instants; the fields here hold days, and are told of as days. */
function daysSaidAsDays(fault: Fault): Fault {
  const { rule, details } = fault.refusal;
  const errors = (details.errors ?? []).map((one) =>
    /\/(from|until)$/.test(one.pointer)
      ? { ...one, da: 'Skal være en dag i kalenderen.', en: 'Must be a day of the calendar.' }
      : one,
  );
  return { ...fault, refusal: new Refusal(rule, { ...details, errors }) };
}

/** Midnight in Denmark, that many days on; what is no date goes on as it is and is refused by name. */
const startOf = (date: string, later = 0): string =>
  isCivilDate(date) ? danishInstant(addDays(date, later), '00:00') : date;

function filterForm(
  view: View,
  filter: Record<string, string>,
  trail: Trail,
  fault: Fault | undefined,
): Html {
  const people = among(
    filter['personId'],
    trail.people.map(({ id }) => id),
  );
  const reviews = among(
    filter['reviewId'],
    trail.reviews.map(({ id }) => id),
  );
  const all = view.t('Alle', 'All');
  return html`<form method="get" action="/trail" class="filters" aria-label=${view.t('Find i logbogen', 'Search the trail')}>
    ${field(view, { name: 'from', label: view.t('Fra og med', 'From'), type: 'date', value: filter['from'], width: 12, fault })}
    ${field(view, { name: 'until', label: view.t('Til og med', 'To'), type: 'date', value: filter['until'], width: 12, fault })}
    ${select(view, { name: 'verb', label: view.t('Art', 'Kind'), options: Object.entries(verbNames).map(([verb, text]) => [verb, view.say(text)] as const), value: filter['verb'], empty: all, fault })}
    ${select(view, {
      name: 'outcome',
      label: view.t('Udfald', 'Outcome'),
      options: [
        ['done', view.t('Gennemført', 'Done')],
        ['refused', view.t('Afvist', 'Refused')],
      ],
      value: filter['outcome'],
      empty: all,
      fault,
    })}
    ${select(view, { name: 'personId', label: view.t('Medarbejder på siden', 'Person on the page'), options: people.map((id) => [id, personName(view, id, trail)] as const), value: filter['personId'], empty: all, fault })}
    ${select(view, { name: 'reviewId', label: view.t('Gennemgang på siden', 'Case review on the page'), options: reviews.map((id) => [id, reviewName(view, id, trail)] as const), value: filter['reviewId'], empty: all, fault })}
    <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
    ${Object.keys(filter).length > 0 ? link('/trail', view.t('Ryd filteret', 'Clear the filter')) : null}
  </form>`;
}

/** What the list holds, and what was chosen even if it is not in it. */
const among = (chosen: string | undefined, ids: readonly string[]): string[] =>
  chosen === undefined || ids.includes(chosen) ? [...ids] : [chosen, ...ids];

const empty = (view: View, filtered: boolean): Html =>
  filtered
    ? html`<p>${`${view.t('Ingen hændelser passer til filteret.', 'No events fit the filter.')} `}${link('/trail', view.t('Ryd filteret', 'Clear the filter'))}</p>`
    : html`<p>${view.t('Din myndighed har ikke gjort noget i enheden endnu.', 'Your agency has done nothing in the unit yet.')}</p>`;
