import { listFollowUps } from '#follow-ups/contract.ts';
import { addDays } from '#platform/danish-time.ts';
import { titleOf, personOf, municipalityOf } from '../case-reviews/words.ts';
import { html, type Html } from '../html.ts';
import { dayOf, type Meeting, timeOf } from '../meetings/words.ts';
import { dueAssessmentsSection } from '../assessments/start-section.ts';
import { requestsSection } from '../requests/start-section.ts';
import { link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import type { Asks } from './asks.ts';
import { ownRecalls } from '../recalls/start-section.ts';
import { nextMeeting } from './meeting.ts';
import { due, section } from './words.ts';

/** What the own agency is to answer, and what it has promised to do. */
export async function liaisonSections(view: View, asks: Asks, meetingShown: boolean): Promise<Html> {
  const [queue, recalls, meeting, requests, assessments, followUps] = await Promise.all([
    asks.queue(),
    asks.recalls(),
    asks.meeting(),
    requestsSection(view),
    dueAssessmentsSection(view),
    view.ask(listFollowUps, { query: { mine: 'true', status: 'in_progress', limit: 20 } }),
  ]);
  return html`${toAnswer(view, queue.toAnswer, meeting)} ${ownRecalls(view, recalls)}
    ${requests} ${assessments} ${ownFollowUps(view, followUps.items, followUps.next !== null)} ${meetingShown ? null : nextMeeting(view, meeting)}`;
}

type Queue = Awaited<ReturnType<Asks['queue']>>;
type FollowUps = Awaited<ReturnType<typeof askFollowUps>>['items'];
const askFollowUps = (view: View) => view.ask(listFollowUps);

function toAnswer(view: View, rows: Queue['toAnswer'], meeting: Meeting | undefined): Html {
  const table = tableOf(view, {
    caption: view.t(
      'Gennemgange, din myndighed mangler at svare på: kollegers sager sidst, ellers nærmeste frist først',
      'Case reviews your agency has not answered: colleagues’ cases last, otherwise soonest deadline first',
    ),
    quietCaption: true,
    rows,
    columns: [
      {
        head: view.t('Gennemgang', 'Case review'),
        cell: ({ review }) =>
          link(
            `/case-reviews/${review.id}#own-answer`,
            view.t(
              `Svar på ${titleOf(view, review).toLocaleLowerCase('da')}`,
              `Answer ${titleOf(view, review).toLocaleLowerCase('en')}`,
            ),
          ),
      },
      { head: view.t('Borger', 'Citizen'), cell: ({ review }) => personOf(view, review) },
      {
        head: view.t('Kommune', 'Municipality'),
        cell: ({ review }) => municipalityOf(view, review.municipalityCode),
      },
      { head: view.t('Frist', 'Deadline'), cell: ({ dueOn }) => due(view, dueOn) },
    ],
    empty: html`<p>${`${view.t('Intet at svare på lige nu.', 'Nothing to answer right now.')} ${nextMeetingIs(view, meeting)}`}</p>`,
  });
  return section(
    'to-answer',
    view.t('Det skal din myndighed svare på', 'What your agency is to answer'),
    rows.length === 0 ? table : html`${voluntary(view)}${table}`,
  );
}

/** A reminder of a deadline says that nothing has to be disclosed. */
const voluntary = (view: View): Html =>
  html`<p class="quiet">
    ${view.t(
      'Ingen har pligt til at videregive efter retsplejelovens § 115. »Undersøgt, intet at tilføje« og »Må ikke svare« er også svar og behøver ingen grund.',
      'Nobody is obliged to disclose under section 115 of the Administration of Justice Act. “Checked, nothing to add” and “May not answer” are answers too, and need no reason.',
    )}
  </p>`;

const nextMeetingIs = (view: View, meeting: Meeting | undefined): string =>
  meeting
    ? view.t(
        `Næste møde er ${dayOf(view, meeting.date)} ${timeOf(view, meeting.time)}.`,
        `The next meeting is on ${dayOf(view, meeting.date)} ${timeOf(view, meeting.time)}.`,
      )
    : view.t('Der er ikke planlagt noget møde.', 'No meeting is planned.');

/** How far ahead the start page looks. */
const soonDays = 30;

function ownFollowUps(view: View, items: FollowUps, more: boolean): Html {
  const soon = addDays(view.today, soonDays);
  const rows = items.filter(({ dueOn }) => dueOn === null || dueOn <= soon);
  if (items.length === 0 && !more) return null;
  const table = tableOf(view, {
    caption: view.t(
      'Din myndigheds opfølgning, nærmeste frist først',
      'Your agency’s follow-up, soonest deadline first',
    ),
    quietCaption: true,
    rows,
    columns: [
      {
        head: view.t('Opfølgning', 'Follow-up'),
        cell: (row) => link(`/follow-ups/${row.id}`, view.say(row.typeName)),
      },
      {
        head: view.t('Frist', 'Deadline'),
        cell: (row) => (row.dueOn ? due(view, row.dueOn) : view.t('Ingen frist', 'No deadline')),
      },
      {
        head: view.t('Gennemgang', 'Case review'),
        cell: (row) =>
          link(`/case-reviews/${row.reviewId}`, titleOf(view, { reference: row.reviewReference })),
      },
    ],
    empty: html`<p>${view.t(`Ingen opfølgning med frist inden for ${soonDays} dage.`, `No follow-up that is due within ${soonDays} days.`)}</p>`,
  });
  const rest = more || rows.length < items.length;
  return section(
    'own-follow-ups',
    view.t('Din myndigheds opfølgning', 'Your agency’s follow-up'),
    html`${table}${rest ? html`<p>${link('/follow-ups?mine=true', view.t('Se al opfølgning', 'See all follow-up'))}</p>` : null}`,
  );
}
