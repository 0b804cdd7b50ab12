import { createMeeting, createSeries, endSeries, listSeries } from '#meetings/contract.ts';
import { notFound, Refusal } from '#platform/errors.ts';
import { html } from '../html.ts';
import { form, page } from '../page.ts';
import { button, field, hidden } from '../parts.ts';
import { seriesForm, ruleIn } from './series-form.ts';
import { seriesTable, ruleInWords } from './series-table.ts';
import { dayOf } from './words.ts';

export const planMeetingPage = page({
  path: '/meetings/new',
  needs: createMeeting,
  show: async (view, { fault }) => ({
    title: view.t('Planlæg et møde', 'Plan a meeting'),
    main: html`<form method="post" action="/meetings/new">
      ${hidden(view)} ${field(view, { name: 'date', label: view.t('Dato', 'Date'), type: 'date', fault, width: 12 })}
      ${field(view, { name: 'time', label: view.t('Klokkeslæt', 'Time'), type: 'time', value: '09:00', fault, width: 8 })}
      ${field(view, {
        name: 'capacity',
        label: view.t('Plads til så mange gennemgange', 'Room for so many case reviews'),
        hint: view.t('Resten venter til næste møde.', 'The rest wait for the next meeting.'),
        type: 'number',
        min: 1,
        max: 200,
        value: 20,
        fault,
        width: 4,
      })}
      ${button(view.t('Planlæg mødet', 'Plan the meeting'))}
    </form>`,
  }),
});

export const planMeeting = form({
  path: '/meetings/new',
  of: planMeetingPage,
  needs: createMeeting,
  does: async (view, { form: sheet }) => {
    const { id, date } = await view.ask(createMeeting, {
      key: sheet.key(),
      body: {
        date: sheet.optional('date'),
        time: sheet.optional('time'),
        capacity: sheet.number('capacity'),
      },
    });
    const notice = view.t(
      `Mødet ${dayOf(view, date)} er planlagt.`,
      `The meeting on ${dayOf(view, date)} is planned.`,
    );
    return { to: `/meetings/${id}`, notice };
  },
});

export const seriesPage = page({
  path: '/meetings/series',
  needs: listSeries,
  show: async (view, { fault }) => {
    const { items } = await view.ask(listSeries);
    const main = html`${seriesTable(view, items)}
    ${view.may(createSeries.permission) ? seriesForm(view, fault) : null}`;
    return { title: view.t('Møderækker', 'Series of meetings'), main };
  },
});

export const planSeries = form({
  path: '/meetings/series',
  of: seriesPage,
  needs: createSeries,
  does: async (view, { form: sheet }) => {
    const { meetings, skipped } = await view.ask(createSeries, {
      key: sheet.key(),
      body: { rule: ruleIn(sheet), capacity: sheet.number('capacity') },
    });
    const moved = meetings.filter(({ movedFrom }) => movedFrom !== null).length;
    const notice = [
      view.t(`${meetings.length} møder er planlagt.`, `${meetings.length} meetings are planned.`),
      moved === 0
        ? ''
        : view.t(
            `${moved} er flyttet på grund af helligdage.`,
            `${moved} were moved because of public holidays.`,
          ),
      skipped.length === 0
        ? ''
        : skipped.length === 1
          ? view.t(
              '1 dag er sprunget over, fordi enheden har et møde i forvejen.',
              '1 day was skipped because the unit has a meeting already.',
            )
          : view.t(
              `${skipped.length} dage er sprunget over, fordi enheden har et møde i forvejen.`,
              `${skipped.length} days were skipped because the unit has a meeting already.`,
            ),
    ];
    return { to: '/meetings', notice: notice.filter((text) => text !== '').join(' ') };
  },
});

export const endSeriesPage = page({
  path: '/meetings/series/:seriesId',
  needs: endSeries,
  show: async (view, { params, fault }) => {
    const { items } = await view.ask(listSeries);
    const series = items.find(({ id }) => id === params['seriesId']);
    if (!series) throw new Refusal(notFound);
    const main = html`<p class="lead">${ruleInWords(view, series.rule)}</p>
      <p>
        ${view.t(
          'Møder efter datoen, som kun er planlagt, aflyses. Møder med fastlagt dagsorden bliver stående.',
          'Meetings after the date that are only planned are cancelled. Meetings with a settled agenda stay.',
        )}
      </p>
      <form method="post" action=${`/meetings/series/${series.id}`}>
        ${hidden(view, { version: series.version })}
        ${field(view, {
          name: 'endsOn',
          label: view.t('Sidste dag i rækken', 'Last day of the series'),
          type: 'date',
          value: view.today,
          fault,
          width: 12,
        })}
        ${button(view.t('Afslut rækken', 'End the series'), { kind: 'warning' })}
      </form>`;
    return { title: view.t('Afslut en møderække', 'End a series of meetings'), main };
  },
});

export const endOneSeries = form({
  path: '/meetings/series/:seriesId',
  of: endSeriesPage,
  needs: endSeries,
  does: async (view, { params, form: sheet }) => {
    const { cancelled } = await view.ask(endSeries, {
      params,
      version: sheet.version(),
      key: sheet.key(),
      body: { endsOn: sheet.optional('endsOn') },
    });
    const notice = view.t(
      `Rækken er afsluttet. ${cancelled.length} planlagte møder er aflyst.`,
      `The series is ended. ${cancelled.length} planned meetings are cancelled.`,
    );
    return { to: '/meetings/series', notice };
  },
});
