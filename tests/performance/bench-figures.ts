import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { record } from '#audit/record.ts';
import type { DB } from '#platform/database-types.ts';
import { openDatabase, type Transaction } from '#platform/database.ts';
import { type Keys, need, needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { parsePeriod } from '#reports/period.ts';
import { figureRow } from '#reports/store.ts';
import { median, secondsOf } from './load.ts';
import { sizes } from './seed-units.ts';

type Options = {
  installation: { databaseUrl: string; keys: Keys };
  superuser: pg.Pool;
  say: (line: string) => void;
};

/** Our figures as the reporter, with walls and trail, and the very same statement as the superuser, in turn. */
export async function benchFigures({ installation, superuser, say }: Options): Promise<void> {
  const password = needPassword(installation.keys, 'reporter');
  const reporter = openDatabase({
    url: installation.databaseUrl,
    user: loginOf('reporter', password),
    password,
    signingKey: need(installation.keys, 'callerSigning'),
    connections: 1,
  });
  const bare = new Kysely<DB>({ dialect: new PostgresDialect({ pool: superuser }) }).withSchema('app');
  const parsed = parsePeriod('2025-H1');
  if (!parsed.ok) throw new Error('no such period');
  let smaller: number | null = null;
  try {
    for (const { unitId, reviews } of sizes) {
      const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
      for (let round = 0; round < 7; round++) {
        times.ours.push(
          await secondsOf(() =>
            reporter.as(
              { kind: 'system', system: 'report-command', unitId, requestId: 'bench' },
              async (tx) => {
                record(tx, { verb: 'combine', deed: 'bench' });
                return figureRow(tx, unitId, parsed.period);
              },
            ),
          ),
        );
        times.bare.push(
          await secondsOf(() =>
            bare
              .transaction()
              .execute((tx) => figureRow(tx as Kysely<DB> as Transaction, unitId, parsed.period)),
          ),
        );
      }
      const ours = median(times.ours);
      const growth =
        smaller === null
          ? ''
          : `, ${(ours / smaller).toFixed(1)} times the one before for 10 times the reviews`;
      say(
        `${String(reviews).padStart(7)} reviews: ${(ours * 1000).toFixed(0)} ms, bare ${(median(times.bare) * 1000).toFixed(0)} ms, ratio ${(ours / median(times.bare)).toFixed(2)}  (aim 1.50)${growth}`,
      );
      smaller = ours;
    }
  } finally {
    await reporter.close();
  }
}
