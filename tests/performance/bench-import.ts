import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { peakMemoryOf, secondsOf } from './load.ts';
import { makeRegister } from './make-register.ts';

type Options = {
  reviews: number;
  env: Record<string, string>;
  superuser: pg.Pool;
  say: (line: string) => void;
};

const columns = { 'gennemgange.csv': 9, 'oplysninger.csv': 7, 'opfoelgning.csv': 11 };

/** The import of a register against COPY of the same files into tables without keys, checks, walls or encryption. */
export async function benchImport({ reviews, env, superuser, say }: Options): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'al-capone-register-'));
  try {
    // The database server reads the files for COPY itself, as its own user.
    await chmod(folder, 0o755);
    const made = await makeRegister(folder, reviews);
    const rows = made.reviews + made.findings + made.followUps;
    const copied = await secondsOf(async () => {
      for (const [file, count] of Object.entries(columns)) {
        const table = `bench_${file.replace('.csv', '')}`;
        const names = Array.from({ length: count }, (_, index) => `c${index} text`).join(', ');
        await superuser.query(`create table ${table} (${names})`);
        await superuser.query(
          `copy ${table} from '${join(folder, file)}' (format csv, delimiter ';', header, encoding 'UTF8')`,
        );
        await superuser.query(`drop table ${table}`);
      }
    });
    let peak = 0;
    const imported = await secondsOf(async () => {
      const child = spawn(
        process.execPath,
        ['--max-semi-space-size=8', 'services/register/import-command.ts', folder],
        {
          env: { ...process.env, ...env },
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
      const watch = setInterval(() => {
        peakMemoryOf(child.pid ?? 0).then(
          (now) => (peak = Math.max(peak, now)),
          () => {},
        );
      }, 200);
      const code = await new Promise((resolve) => child.once('exit', resolve));
      clearInterval(watch);
      if (code !== 0) throw new Error(`the import ended with ${String(code)}`);
    });
    const ours = rows / imported;
    const bare = rows / copied;
    say(
      `${rows} rows in ${imported.toFixed(0)} s: ${ours.toFixed(0)} rows/s, COPY ${bare.toFixed(0)} rows/s, ratio ${(ours / bare).toFixed(4)}  (aim: 500,000 rows in under 180 s)`,
    );
    say(`most memory of the import: ${peak.toFixed(0)} MB  (aim below 500)`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
