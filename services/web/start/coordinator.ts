import { buildReport, listReports } from '#reports/contract.ts';
import { html, type Html } from '../html.ts';
import { definitionList, link, linkButton } from '../parts.ts';
import type { View } from '../view.ts';
import type { Asks } from './asks.ts';
import { nextMeeting, readinessOf } from './meeting.ts';
import { type HalfYear, halfYearBefore, halfYearOf, nameOf } from './half-year.ts';
import { deadline, section } from './words.ts';

/** Where the half-year stands, and whether the next meeting is ready. */
export async function coordinatorSections(view: View, asks: Asks, meetingShown: boolean): Promise<Html> {
  const [reports, meeting, agenda] = await Promise.all([
    view.ask(listReports, { query: { limit: 20 } }),
    asks.meeting(),
    asks.agenda(),
  ]);
  return html`${meetingShown ? null : nextMeeting(view, meeting, readinessOf(view, meeting, agenda))} ${period(view, reports.items)}`;
}

type Reports = Awaited<ReturnType<typeof askReports>>['items'];
const askReports = (view: View) => view.ask(listReports);

function period(view: View, reports: Reports): Html {
  const current = halfYearOf(view.today);
  const before = halfYearBefore(current);
  const facts = definitionList(view, [
    [nameOf(view, before), reportOf(view, before, reports)],
    [
      nameOf(view, current),
      html`${view.t(`Slutter ${view.date(current.lastDay)} (${deadline(view, current.lastDay)}).`, `Ends on ${view.date(current.lastDay)} (${deadline(view, current.lastDay)}).`)} ${reportOf(view, current, reports)}`,
    ],
  ]);
  const ways = view.may(buildReport.permission)
    ? html`<div class="actions">${linkButton('/reports', view.t('Til indberetningen', 'To the reports'), 'secondary')}</div>`
    : null;
  return section('period', view.t('Halvårets indberetning', 'The half-yearly report'), html`${facts}${ways}`);
}

function reportOf(view: View, half: HalfYear, reports: Reports): Html {
  const report = reports.find(({ period: id }) => id === half.id);
  if (report) {
    const text = report.preliminary
      ? view.t(`Foreløbig rapport, udgave ${report.version}`, `Preliminary report, version ${report.version}`)
      : view.t(`Rapport, udgave ${report.version}`, `Report, version ${report.version}`);
    return html`${link(`/reports/${report.id}`, text)}${view.t(`, lavet ${view.instant(report.builtAt)}.`, `, made ${view.instant(report.builtAt)}.`)}`;
  }
  return half.lastDay < view.today
    ? view.t(
        'Halvåret er slut, og rapporten er ikke lavet endnu.',
        'The half-year is over, and its report has not been made yet.',
      )
    : view.t('Der er ikke lavet en foreløbig rapport.', 'No preliminary report has been made.');
}
