import { rule } from '#platform/errors.ts';
import { addDays, type CivilDate } from '#platform/danish-time.ts';
import { type MeetingTime, meetingTimes, type Recurrence } from './recurrence.ts';

/** How far ahead the meetings of a series are planned. */
const PLANNED_AHEAD_DAYS = 26 * 7;

export const seriesRules = {
  ended: rule('meeting-series.ended', 409, {
    da: 'Møderækken er allerede afsluttet.',
    en: 'The series has been ended already.',
  }),
};

/** The first date on which nothing is planned yet today. */
export const planningHorizon = (today: CivilDate): CivilDate => addDays(today, PLANNED_AHEAD_DAYS);

/** The meetings of a series on dates from `from` up to but not including `until`; none after the day it was ended. */
export function planMeetings(
  series: { readonly rule: Recurrence; readonly endedOn: CivilDate | null },
  from: CivilDate,
  until: CivilDate,
): MeetingTime[] {
  const { rule: recurs, endedOn } = series;
  return meetingTimes(recurs, from, until).filter(({ date }) => endedOn === null || date <= endedOn);
}
