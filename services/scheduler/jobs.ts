import { buildAgendas } from '#agendas/questions.ts';
import { record } from '#audit/record.ts';
import { lapseNominations } from '#case-reviews/lapse-nominations.ts';
import { planSeries } from '#meetings/questions.ts';
import type { Job } from './job.ts';
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
];
