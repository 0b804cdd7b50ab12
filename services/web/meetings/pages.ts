import type { Form, Page } from '../page.ts';
import { meetingsPage } from './list-page.ts';
import {
  cancelForm,
  changeForm,
  closingForm,
  openingForm,
  proposalForm,
  settlementForm,
} from './meeting-forms.ts';
import { meetingPage } from './meeting-page.ts';
import {
  endOneSeries,
  endSeriesPage,
  planMeeting,
  planMeetingPage,
  planSeries,
  seriesPage,
} from './plan-pages.ts';
import { followUpOfItem, outcomeOfItem } from './run-deeds.ts';
import { runPage } from './run-page.ts';

/** Meetings: planning them, their agendas, and running them. */
export const meetingPages: readonly (Page | Form)[] = [
  meetingsPage,
  planMeetingPage,
  planMeeting,
  seriesPage,
  planSeries,
  endSeriesPage,
  endOneSeries,
  meetingPage,
  changeForm,
  cancelForm,
  proposalForm,
  settlementForm,
  openingForm,
  runPage,
  outcomeOfItem,
  followUpOfItem,
  closingForm,
];
