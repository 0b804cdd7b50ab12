import { z } from 'zod';
import { meetingStates } from '#platform/codes.ts';
import { civilDate, endpoint, id, instant, page, pageQuery } from '#platform/contract.ts';
import { notFound, staleVersion } from '#platform/errors.ts';
import { meetingRules } from './meeting.ts';
import { recurrence, wallTime } from './recurrence.ts';
import { seriesRules } from './series.ts';

export { meetingDeeds } from './meeting.ts';

const capacity = z.int().min(1).max(200);

export const meeting = z
  .object({
    id,
    seriesId: id.nullable(),
    date: civilDate,
    time: z.string().describe('Danish wall time, HH:MM.'),
    startsAt: instant,
    movedFrom: civilDate.nullable().describe('The planned date, when a holiday moved the meeting.'),
    capacity: capacity.describe('How many reviews fit on the agenda.'),
    state: z.enum(meetingStates),
    openedAt: instant.nullable(),
    closedAt: instant.nullable(),
    source: z.enum(['service', 'register']),
    allowedNext: z.array(z.string()).describe('What can be done with a meeting in this state.'),
    version: z.int(),
  })
  .meta({
    id: 'Meeting',
    description:
      'A meeting where the agencies compare their reviews (da: møde). It decides nothing about a citizen.',
  });

export const series = z
  .object({
    id,
    rule: recurrence,
    capacity,
    plannedUntil: civilDate.nullable().describe('Meetings are planned on dates before this one.'),
    endedOn: civilDate.nullable(),
    version: z.int(),
  })
  .meta({ id: 'MeetingSeries', description: 'Meetings that recur by a rule (da: møderække).' });

const plannedMeeting = z.object({
  id,
  date: civilDate,
  movedFrom: civilDate.nullable(),
});
const seriesPlan = series
  .extend({
    meetings: z.array(plannedMeeting).describe('Planned by this.'),
    skipped: z.array(civilDate).describe('Dates on which the unit has another meeting already.'),
  })
  .meta({ id: 'MeetingSeriesPlan', description: 'A series with the meetings that were planned now.' });

export const createSeries = endpoint({
  id: 'createMeetingSeries',
  method: 'POST',
  path: '/v1/meeting-series',
  summary: {
    da: 'Planlæg en møderække; møderne de næste 26 uger lægges straks',
    en: 'Plan a series of meetings; those of the next 26 weeks are planned at once',
  },
  permission: 'meetings.plan',
  body: z.strictObject({ rule: recurrence, capacity: capacity.default(20) }),
  output: seriesPlan,
  etag: true,
  example: {
    rule: { frequency: 'every_second_week', weekday: 4, at: '09:00', startsOn: '2027-01-07', exceptions: [] },
    capacity: 20,
  },
});

export const listSeries = endpoint({
  id: 'listMeetingSeries',
  method: 'GET',
  path: '/v1/meeting-series',
  summary: { da: 'Enhedens møderækker', en: "The unit's series of meetings" },
  permission: 'meetings.read',
  output: z.object({ items: z.array(series) }),
});

export const endSeries = endpoint({
  id: 'endMeetingSeries',
  method: 'POST',
  path: '/v1/meeting-series/:seriesId/ending',
  summary: {
    da: 'Afslut en møderække; senere møder, der kun er planlagt, aflyses',
    en: 'End a series; later meetings that are only planned are cancelled',
  },
  permission: 'meetings.plan',
  params: z.strictObject({ seriesId: id }),
  body: z.strictObject({ endsOn: civilDate }),
  output: series.extend({ cancelled: z.array(id) }),
  status: 200,
  ifMatch: true,
  etag: true,
  refusals: [notFound, staleVersion, seriesRules.ended, meetingRules.past],
  example: { endsOn: '2027-06-30' },
});

export const createMeeting = endpoint({
  id: 'createMeeting',
  method: 'POST',
  path: '/v1/meetings',
  summary: { da: 'Planlæg et enkelt møde', en: 'Plan a single meeting' },
  description: 'On the day of a cancelled meeting, that meeting is planned again.',
  permission: 'meetings.plan',
  body: z.strictObject({ date: civilDate, time: wallTime, capacity: capacity.default(20) }),
  output: meeting,
  etag: true,
  refusals: [meetingRules.past, meetingRules.dayTaken],
  example: { date: '2027-01-14', time: '09:00', capacity: 20 },
});

export const listMeetings = endpoint({
  id: 'listMeetings',
  method: 'GET',
  path: '/v1/meetings',
  summary: { da: 'Enhedens møder, efter tid', en: "The unit's meetings, by time" },
  permission: 'meetings.read',
  query: z.strictObject({
    ...pageQuery,
    from: civilDate.optional(),
    until: civilDate.optional().describe('The first date that is not included.'),
  }),
  output: page(meeting),
});

const params = z.strictObject({ meetingId: id });

export const getMeeting = endpoint({
  id: 'getMeeting',
  method: 'GET',
  path: '/v1/meetings/:meetingId',
  summary: { da: 'Et møde', en: 'A meeting' },
  permission: 'meetings.read',
  params,
  output: meeting,
  etag: true,
  refusals: [notFound],
});

export const changeMeeting = endpoint({
  id: 'changeMeeting',
  method: 'PATCH',
  path: '/v1/meetings/:meetingId',
  summary: { da: 'Flyt et møde, eller ret dets kapacitet', en: 'Move a meeting, or change its capacity' },
  permission: 'meetings.plan',
  params,
  body: z.strictObject({
    date: civilDate.optional(),
    time: wallTime.optional(),
    capacity: capacity.optional(),
  }),
  output: meeting,
  ifMatch: true,
  etag: true,
  refusals: [notFound, staleVersion, meetingRules.state, meetingRules.past, meetingRules.dayTaken],
  example: { date: '2027-01-21', time: '10:00' },
});

const step = { method: 'POST', params, output: meeting, status: 200, ifMatch: true, etag: true } as const;

export const cancelMeeting = endpoint({
  ...step,
  id: 'cancelMeeting',
  path: '/v1/meetings/:meetingId/cancellation',
  summary: { da: 'Aflys et møde', en: 'Cancel a meeting' },
  permission: 'meetings.plan',
  refusals: [notFound, staleVersion, meetingRules.state],
});

export const openMeeting = endpoint({
  ...step,
  id: 'openMeeting',
  path: '/v1/meetings/:meetingId/opening',
  summary: {
    da: 'Åbn mødet; dagsordenen skal være fastlagt',
    en: 'Open the meeting; its agenda must be settled',
  },
  permission: 'meetings.run',
  refusals: [notFound, staleVersion, meetingRules.state, meetingRules.notSettled, meetingRules.early],
});

export const closeMeeting = endpoint({
  ...step,
  id: 'closeMeeting',
  path: '/v1/meetings/:meetingId/closing',
  summary: {
    da: 'Luk mødet; hvert punkt skal have et udfald',
    en: 'Close the meeting; every item needs an outcome',
  },
  permission: 'meetings.run',
  refusals: [notFound, staleVersion, meetingRules.state, meetingRules.undecided],
});
