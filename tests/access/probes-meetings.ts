import { isShut, knowsReview, later } from './api-oracle.ts';
import type { ApiWorld } from './api-world.ts';
import {
  plain,
  of,
  ofReview,
  inUnit,
  ofMeeting,
  always,
  withVersion,
  assignment,
  takesFollowUp,
  knowsAction,
  ofReport,
  type Probe,
} from './probe.ts';

/** Meetings, agendas, follow-ups and figures. */
export const meetingProbes: Readonly<Record<string, Probe>> = {
  createMeetingSeries: plain('chair coordinator', 400, { body: {} }),
  listMeetingSeries: plain('liaison chair coordinator approver', 200),
  endMeetingSeries: of(
    'chair coordinator',
    'seriesId',
    (world: ApiWorld) => world.facts.series,
    inUnit,
    always(412),
    withVersion({ endsOn: later }),
  ),
  createMeeting: plain('chair coordinator', 422, {
    body: { date: '2020-01-01', time: '09:00', capacity: 5 },
  }),
  listMeetings: plain('liaison chair coordinator approver', 200),
  getMeeting: ofMeeting('liaison chair coordinator approver', always(200)),
  changeMeeting: ofMeeting('chair coordinator', always(412), withVersion({ capacity: 7 })),
  cancelMeeting: ofMeeting('chair coordinator', always(412), withVersion()),
  openMeeting: ofMeeting('chair', always(412), withVersion()),
  closeMeeting: ofMeeting('chair', always(412), withVersion()),

  proposeAgenda: of(
    'chair coordinator',
    'meetingId',
    (world: ApiWorld) => world.facts.meetings.filter(({ state }) => state === 'open'),
    inUnit,
    always(409),
  ),
  getAgenda: ofMeeting('liaison chair coordinator approver', always(200)),
  settleAgenda: ofMeeting('chair', always(412), withVersion({})),
  recordOutcome: of(
    'chair',
    'itemId',
    (world: ApiWorld) => world.facts.items,
    inUnit,
    always(412),
    withVersion({ outcome: 'postponed' }),
  ),
  assignFollowUp: ofReview('chair liaison', takesFollowUp, assignment),
  assignFollowUpAtMeeting: {
    roles: 'chair liaison',
    cells: (world, p) =>
      of(
        'chair liaison',
        'itemId',
        () => world.facts.items,
        (who, item) =>
          knowsReview(
            who,
            world.facts.reviews.find(({ name }) => name === item.review),
          ),
        (who, item) => {
          const review = world.facts.reviews.find(({ name }) => name === item.review);
          return review ? takesFollowUp(who, review) : 404;
        },
        assignment,
      ).cells(world, p),
  },
  listFollowUps: plain('liaison chair coordinator', 200),
  getFollowUp: of(
    'liaison chair coordinator',
    'actionId',
    (world: ApiWorld) => world.facts.actions,
    knowsAction,
    always(200),
  ),
  updateFollowUp: of(
    'liaison',
    'actionId',
    (world: ApiWorld) => world.facts.actions,
    knowsAction,
    (p, action) => (p.agency === action.agency && !isShut(p, action.on) ? 412 : 403),
    withVersion({ dueOn: later }),
  ),

  getFigures: {
    roles: 'coordinator chair national_reader',
    cells: (_world, p) => [
      {
        relation: 'own unit',
        query: p.unit === null ? '?period=2020-H1&unit=fyn' : '?period=2020-H1',
        expect: 200,
      },
      {
        relation: 'other unit',
        query: `?period=2020-H1&unit=${p.unit === 'fyn' ? 'koebenhavn' : 'fyn'}`,
        expect: p.unit === null ? 200 : 403,
      },
    ],
  },
  buildReport: plain('coordinator', 422, { body: { period: '2090' } }),
  listReports: plain('coordinator chair national_reader', 200),
  getReport: ofReport('coordinator chair national_reader'),
  getReportDocument: ofReport('coordinator national_reader'),
};
