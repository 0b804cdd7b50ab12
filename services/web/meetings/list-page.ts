import { listMeetings, createMeeting } from '#meetings/contract.ts';
import { addDays, isCivilDate } from '#platform/danish-time.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { field, link, linkButton, pager, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { dayFirst, type Meeting, stateTag, timeOf, whyMoved } from './words.ts';

/** Half a year back, unless somebody asks for another period. */
const shownBackDays = 183;

export const meetingsPage = page({
  path: '/meetings',
  needs: listMeetings,
  show: async (view, { query }) => {
    const { from = addDays(view.today, -shownBackDays), until, cursor } = query;
    const { items, next } = await view.ask(listMeetings, {
      query: {
        limit: 100,
        from,
        ...(until ? { until: dayAfter(until) } : {}),
        ...(cursor ? { cursor } : {}),
      },
    });
    const chosen = query['from'] !== undefined || until !== undefined || cursor !== undefined;
    const main = html`${view.may(createMeeting.permission) ? planning(view) : null}
      ${chosen ? meetingTable(view, view.t('Møder i perioden', 'Meetings in the period'), items) : ahead(view, items)}
      ${pager(view, '/meetings', query, next)} ${periodForm(view, query)}`;
    return { title: view.t('Møder', 'Meetings'), main };
  },
});

/** The last day shown is one that is shown; the endpoint's `until` is the day after it. */
const dayAfter = (date: string): string => (isCivilDate(date) ? addDays(date, 1) : date);

const planning = (view: View): Html =>
  html`<div class="actions">
    ${linkButton('/meetings/new', view.t('Planlæg et møde', 'Plan a meeting'))}
    ${linkButton('/meetings/series', view.t('Møderækker', 'Series of meetings'), 'secondary')}
  </div>`;

const isAhead = (today: string, { date, state }: Meeting): boolean =>
  state === 'open' || (date >= today && state !== 'closed');

/** The open meeting, else the first that is still to be held. */
export const nextOf = (today: string, meetings: readonly Meeting[]): Meeting | undefined =>
  meetings.find(({ state }) => state === 'open') ??
  meetings.find(({ date, state }) => date >= today && (state === 'planned' || state === 'settled'));

function ahead(view: View, meetings: readonly Meeting[]): Html {
  const next = nextOf(view.today, meetings);
  const coming = meetings.filter((one) => isAhead(view.today, one));
  const past = meetings.filter((one) => !isAhead(view.today, one)).toReversed();
  return html`${next ? nextBox(view, next) : null}
    <h2>${view.t('Kommende møder', 'Coming meetings')}</h2>
    ${meetingTable(view, view.t('Kommende møder', 'Coming meetings'), coming)}
    ${
      past.length === 0
        ? null
        : html`<h2>${view.t('Afholdt det seneste halve år', 'Held in the last half-year')}</h2>
            ${meetingTable(view, view.t('Afholdte møder, seneste først', 'Past meetings, latest first'), past)}`
    }`;
}

function nextBox(view: View, next: Meeting): Html {
  const open = next.state === 'open';
  return html`<section class="box next-meeting" aria-labelledby="next-meeting">
    <h2 id="next-meeting">${open ? view.t('Mødet er i gang', 'The meeting is open') : view.t('Næste møde', 'Next meeting')}</h2>
    <p class="lead">${dayFirst(view, next.date)} ${timeOf(view, next.time)} ${stateTag(view, next.state)}</p>
    ${whyMoved(view, next.movedFrom) && html`<p>${whyMoved(view, next.movedFrom)}</p>`}
    <div class="actions">
      ${open ? linkButton(`/meetings/${next.id}/run`, goIn(view)) : null}
      ${linkButton(`/meetings/${next.id}`, view.t('Gå til mødet', 'Go to the meeting'), open ? 'secondary' : 'primary')}
    </div>
  </section>`;
}

/** Into the meeting: to lead it, or to follow it. */
export const goIn = (view: View): string =>
  view.may('meetings.run')
    ? view.t('Led mødet', 'Lead the meeting')
    : view.t('Følg mødet', 'Follow the meeting');

function meetingTable(view: View, caption: string, rows: readonly Meeting[]): Html {
  return tableOf(view, {
    caption,
    quietCaption: true,
    rows,
    columns: [
      {
        head: view.t('Dato', 'Date'),
        cell: (one) => html`${link(`/meetings/${one.id}`, dayFirst(view, one.date))}
          ${one.movedFrom ? html`<br /><span class="quiet">${whyMoved(view, one.movedFrom)}</span>` : null}`,
      },
      { head: view.t('Tid', 'Time'), cell: (one) => timeOf(view, one.time) },
      { head: view.t('Status', 'Status'), cell: (one) => stateTag(view, one.state) },
      { head: view.t('Plads til', 'Room for'), numeric: true, cell: (one) => view.number(one.capacity) },
    ],
    empty: html`<p>${view.t('Der er ingen møder her.', 'There are no meetings here.')}</p>
      <p>
        ${
          view.may(createMeeting.permission)
            ? view.t(
                'Planlæg et møde eller en møderække med knapperne øverst.',
                'Plan a meeting or a series with the buttons at the top.',
              )
            : view.t(
                'Koordinatoren eller mødelederen planlægger møderne.',
                'The coordinator or the chair plans the meetings.',
              )
        }
      </p>`,
  });
}

const periodForm = (view: View, query: Record<string, string>): Html =>
  html`<h2>${view.t('Find ældre eller senere møder', 'Find earlier or later meetings')}</h2>
    <form method="get" action="/meetings" class="filters">
      ${field(view, { name: 'from', label: view.t('Fra og med', 'From'), type: 'date', value: query['from'], width: 12 })}
      ${field(view, { name: 'until', label: view.t('Til og med', 'To'), type: 'date', value: query['until'], width: 12 })}
      <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
    </form>`;
