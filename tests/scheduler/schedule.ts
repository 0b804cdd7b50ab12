import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { record } from '#audit/record.ts';
import type { Job, Work } from '#scheduler/job.ts';
import { type Scheduler, startScheduler } from '#scheduler/run.ts';
import { cloneTemplate } from '../support/clone-template.ts';

type Run = { job_key: string; unit_id: string; at: string; attempts: number; failed_with: string | null };
export type Slots = (Run & { done: boolean; skipped: boolean })[];

/** A database of its own with a table of effects, a clock that the test sets, and schedulers on it. */
export async function aSchedule(start: string) {
  const { url, drop } = await cloneTemplate(inject('databaseUrl'));
  const superuser = new pg.Pool({ connectionString: url, max: 4 });
  superuser.on('error', () => {});
  // Jobs exist for every unit; one more than one is enough here.
  await superuser.query(`
    set session_replication_role = replica; delete from app.participation_agreement; reset session_replication_role;
    delete from app.municipality; delete from app.role_assignment; delete from app.legal_basis;
    delete from app.unit_agency; delete from app.unit where id not in ('koebenhavn', 'fyn');
    create table app.effect (job_key text, unit_id text, at timestamptz);
    grant insert on app.effect to cap_scheduler`);
  const clock = { now: start };
  const schedulers: Scheduler[] = [];

  return {
    url,
    clock,
    superuser,
    /** Schedulers that act when they are asked to. */
    async schedulers(number: number, jobs: readonly Job[]): Promise<Scheduler[]> {
      const started = await Promise.all(
        Array.from({ length: number }, () =>
          startScheduler({
            databaseUrl: url,
            keys: inject('keys'),
            logLevel: 'silent',
            tickEvery: 0,
            jobs,
            clock: () => Promise.resolve(clock.now),
          }),
        ),
      );
      schedulers.push(...started);
      return started;
    },
    /** How often each slot had its effect: `job unit at`, sorted. */
    async effects(): Promise<string[]> {
      const { rows } = await superuser.query<{ effect: string }>(
        `select job_key || ' ' || unit_id || ' ' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as effect
         from app.effect order by effect`,
      );
      return rows.map(({ effect }) => effect);
    },
    async slots(): Promise<Slots> {
      const { rows } = await superuser.query(
        `select job_key, unit_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as at, attempts, failed_with,
           done_at is not null as done, skipped from app.job_run order by job_key, unit_id, job_run.at`,
      );
      return rows;
    },
    async trail(): Promise<{ deed: string; unit_id: string; system: string }[]> {
      const { rows } = await superuser.query(
        `select convert_from(canon, 'UTF8')::json->'event'->>'deed' as deed, unit_id, system from audit.event order by id`,
      );
      return rows;
    },
    async close() {
      await Promise.all(schedulers.map((scheduler) => scheduler.close()));
      await superuser.end();
      await drop();
    },
  };
}
export type Schedule = Awaited<ReturnType<typeof aSchedule>>;

/** A job whose effect is a row in app.effect, and whatever `also` does after it. */
export function aJob(job: Omit<Job, 'effect'>, also: (work: Work) => Promise<void> = async () => {}): Job {
  return {
    ...job,
    async effect(work) {
      await sql`insert into app.effect values (${job.key}, ${work.unitId}, ${work.at})`.execute(work.tx);
      record(work.tx, { verb: 'alter', deed: job.key });
      await also(work);
    },
  };
}
