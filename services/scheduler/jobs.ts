import { record } from '#audit/record.ts';
import type { Job } from './job.ts';
import { forgetAnswers, forgetLookups } from './store.ts';

/**
 * What happens unasked: the twin of api/endpoints.ts. Times are Danish; nothing is due between one and four in the night,
 * where the clock may jump or repeat itself.
 */
export const jobs: readonly Job[] = [
  {
    key: 'forget-idempotency-keys',
    rule: { every: 'day', at: '04:30' },
    catchUp: 'run_latest',
    async effect({ tx }) {
      const rows = await forgetAnswers(tx);
      record(tx, { verb: 'erase', deed: 'forget-idempotency-keys', counts: { rows } });
    },
  },
  {
    key: 'forget-lookups',
    rule: { every: 'day', at: '04:45' },
    catchUp: 'run_latest',
    async effect({ tx }) {
      const rows = await forgetLookups(tx);
      record(tx, { verb: 'erase', deed: 'forget-lookups', counts: { rows } });
    },
  },
];
