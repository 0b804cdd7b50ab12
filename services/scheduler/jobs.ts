import { buildAgendas } from '#agendas/questions.ts';
import { tellOfAgreements } from '#agreements/tell-of-agreements.ts';
import { askToConfirm } from '#assessments/questions.ts';
import { record } from '#audit/record.ts';
import { lapseNominations } from '#case-reviews/lapse-nominations.ts';
import { planSeries } from '#meetings/questions.ts';
import { toDanishDate } from '#platform/danish-time.ts';
import { buildHalfYearReport, periodOf, previous } from '#reports/questions.ts';
import { expireRequests } from '#requests/expire-requests.ts';
import type { Job } from './job.ts';
import { forgetImports } from '#register/desk-store.ts';
import { forgetAnswers, forgetLookups } from './store.ts';

/**
 * What happens unasked: the twin of api/endpoints.ts. Times are Danish; nothing is due between one and four in the night,
 * where the clock may jump or repeat itself.
 */
export const jobs: readonly Job[] = [
  {
    key: 'plan-meetings',
    rule: { every: 'day', at: '05:00' },
    catchUp: 'run_latest',
    async effect({ tx, unitId, today }) {
      await planSeries(tx, unitId, today);
    },
  },
  {
    key: 'build-agendas',
    rule: { every: 'minutes', minutes: 15 },
    catchUp: 'run_latest',
    async effect({ tx, unitId, now }) {
      await buildAgendas(tx, unitId, now);
    },
  },
  {
    key: 'lapse-nominations',
    rule: { every: 'day', at: '05:15' },
    catchUp: 'run_latest',
    async effect({ tx, unitId, today }) {
      await lapseNominations(tx, unitId, today);
    },
  },
  {
    key: 'expire-requests',
    rule: { every: 'day', at: '05:20' },
    catchUp: 'run_latest',
    async effect({ tx, unitId, today }) {
      await expireRequests(tx, unitId, today);
    },
  },
  {
    key: 'tell-of-agreements',
    rule: { every: 'day', at: '05:30' },
    catchUp: 'run_latest',
    async effect({ tx, unitId, today }) {
      await tellOfAgreements(tx, unitId, today);
    },
  },
  {
    key: 'ask-to-confirm-affiliations',
    rule: { every: 'day', at: '05:30' },
    catchUp: 'run_latest',
    async effect({ tx, unitId, today }) {
      await askToConfirm(tx, unitId, today);
    },
  },
  {
    // 1 January and 1 July, for the half-year that has just ended.
    key: 'half-year-report',
    rule: { every: 'half-year', day: 1, at: '06:00' },
    catchUp: 'run_each_period',
    async effect({ tx, caller, unitId, at, today, reporter }) {
      const period = previous(periodOf(toDanishDate(at)));
      // Kept even if the slot is not: should it be run again, equal figures are the same report.
      const report = await reporter.as(caller, (reporting) =>
        buildHalfYearReport(reporting, unitId, period.id, today),
      );
      record(tx, {
        verb: 'alter',
        deed: 'halfYearReport',
        ids: { reports: [report.id], periods: [period.id] },
      });
    },
  },
  {
    key: 'forget-idempotency-keys',
    rule: { every: 'day', at: '04:30' },
    catchUp: 'run_latest',
    async effect({ tx }) {
      const rows = await forgetAnswers(tx);
      record(tx, { verb: 'erase', deed: 'forgetIdempotencyKeys', counts: { rows } });
    },
  },
  {
    key: 'forget-lookups',
    rule: { every: 'day', at: '04:45' },
    catchUp: 'run_latest',
    async effect({ tx }) {
      const rows = await forgetLookups(tx);
      record(tx, { verb: 'erase', deed: 'forgetLookups', counts: { rows } });
    },
  },
  {
    // Every hour: what somebody sent to be read in is gone within a day.
    key: 'forget-register-imports',
    rule: { every: 'minutes', minutes: 60 },
    catchUp: 'run_latest',
    async effect({ tx }) {
      const rows = await forgetImports(tx);
      record(tx, { verb: 'erase', deed: 'forgetRegisterImports', counts: { rows } });
    },
  },
];
