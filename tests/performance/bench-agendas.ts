import type pg from 'pg';
import { buildAgendas } from '#agendas/questions.ts';
import { openDatabase } from '#platform/database.ts';
import { type Keys, need, needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { median, secondsOf } from './load.ts';
import { sizes } from './seed-units.ts';

type Options = {
  installation: { databaseUrl: string; keys: Keys };
  superuser: pg.Pool;
  say: (line: string) => void;
};

/** The scheduler's own deed: reading the candidates, building, and writing the proposal, in its transaction. */
export async function benchAgendas({ installation, superuser, say }: Options): Promise<void> {
  const password = needPassword(installation.keys, 'scheduler');
  const scheduler = openDatabase({
    url: installation.databaseUrl,
    user: loginOf('scheduler', password),
    password,
    signingKey: need(installation.keys, 'callerSigning'),
    connections: 1,
  });
  let smaller: number | null = null;
  try {
    for (const { unitId, reviews } of sizes) {
      const times: number[] = [];
      for (let round = 0; round < 5; round++) {
        await superuser.query('delete from app.agenda where unit_id = $1', [unitId]);
        times.push(
          await secondsOf(async () => {
            const built = await scheduler.as(
              { kind: 'system', system: 'scheduler', unitId, requestId: 'bench' },
              (tx) => buildAgendas(tx, unitId, new Date().toISOString()),
            );
            if (built.length !== 1) throw new Error(`${built.length} agendas were built`);
          }),
        );
      }
      const ours = median(times);
      const growth =
        smaller === null
          ? ''
          : `, ${(ours / smaller).toFixed(1)} times the one before for 10 times the candidates`;
      say(
        `${String(reviews).padStart(7)} candidates: ${(ours * 1000).toFixed(0)} ms${reviews === 10_000 ? '  (aim below 500)' : ''}${growth}`,
      );
      smaller = ours;
    }
  } finally {
    await scheduler.close();
  }
}
