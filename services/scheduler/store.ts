import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { DB } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';
import type { Instant } from '#platform/danish-time.ts';
import type { Job, Slot } from './job.ts';
import { divide, slotsSince } from './plan.ts';
import { mostAttempts, retryAt } from './retries.ts';
import { catchUpMode, slotRule } from './slots.ts';

/** As slots.ts writes instants, so that they can be compared as text. */
const instant = (text: string): Instant => Temporal.Instant.from(text).toString();

/** The book of slots: connections that announce nobody, and therefore see the jobs and nothing else. */
export type SlotBook = ReturnType<typeof openSlotBook>;

export function openSlotBook(
  databaseUrl: string,
  login: { user: string; password: string },
  onIdleError: (error: Error) => void,
) {
  const address = Object.assign(new URL(databaseUrl), { username: login.user, password: login.password });
  const pool = new pg.Pool({
    connectionString: address.toString(),
    max: 2,
    connectionTimeoutMillis: 2_000,
    application_name: login.user,
  });
  pool.on('error', onIdleError);
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }).withSchema('app');

  return {
    /** The database's clock, the only one that decides what is due. */
    async now(): Promise<Instant> {
      const { rows } = await sql<{ now: string }>`select now() as now`.execute(db);
      return instant(rows[0]?.now ?? '');
    },

    /** Puts each job down for each unit. A new one counts from now; a known one keeps its mark and gets today's rule. */
    async putJobs(jobs: readonly Job[], now: Instant): Promise<void> {
      const units = await db.selectFrom('unit').select('id').execute();
      const rows = jobs.flatMap((job) =>
        units.map((unit) => ({
          job_key: job.key,
          unit_id: unit.id,
          rule: JSON.stringify(job.rule),
          catch_up: job.catchUp,
          considered_through: now,
        })),
      );
      if (rows.length === 0) return;
      await db
        .insertInto('job')
        .values(rows)
        .onConflict((known) =>
          known.columns(['job_key', 'unit_id']).doUpdateSet((row) => ({
            rule: row.ref('excluded.rule'),
            catch_up: row.ref('excluded.catch_up'),
          })),
        )
        .execute();
    },

    /** Up to when the slots of each of these jobs have been written down, for each unit. */
    async marks(keys: string[]) {
      const rows = await db
        .selectFrom('job')
        .select(['job_key', 'unit_id', 'rule', 'considered_through'])
        .where(sql<boolean>`job_key = any(${keys})`)
        .execute();
      return rows.map((row) => ({
        jobKey: row.job_key,
        unitId: row.unit_id,
        rule: row.rule,
        through: instant(row.considered_through),
      }));
    },

    /**
     * Writes down the slots of one job that have come due, and those that a later one has overtaken, and moves the mark: all
     * in one transaction. Somebody else at work on the same job is left to it.
     */
    async plan(jobKey: string, unitId: string, now: Instant): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const job = await tx
          .selectFrom('job')
          .select(['rule', 'catch_up', 'considered_through'])
          .where('job_key', '=', jobKey)
          .where('unit_id', '=', unitId)
          .forNoKeyUpdate()
          .skipLocked()
          .executeTakeFirst();
        if (!job) return;
        const { slots, through } = slotsSince(slotRule.parse(job.rule), instant(job.considered_through), now);
        if (slots.length === 0) return;
        const open = await openSlots(tx, jobKey, unitId);
        const { run, overtaken } = divide(slots, open, catchUpMode.parse(job.catch_up));
        await sql`insert into app.job_run (job_key, unit_id, at)
          select ${jobKey}, ${unitId}, at from unnest(${run}::timestamptz[]) at on conflict do nothing`.execute(
          tx,
        );
        await sql`insert into app.job_run (job_key, unit_id, at, done_at, skipped)
          select ${jobKey}, ${unitId}, at, ${now}::timestamptz, true from unnest(${overtaken}::timestamptz[]) at
          on conflict (job_key, unit_id, at) do update set done_at = excluded.done_at, skipped = true
          where job_run.done_at is null`.execute(tx);
        await sql`update app.job set considered_through = greatest(considered_through, ${through}::timestamptz)
          where job_key = ${jobKey} and unit_id = ${unitId}`.execute(tx);
      });
    },

    /** What is open and may be tried now, the oldest first. */
    async due(keys: string[], now: Instant): Promise<Slot[]> {
      const rows = await db
        .selectFrom('job_run')
        .select(['job_key', 'unit_id', 'at'])
        .where(sql<boolean>`job_key = any(${keys})`)
        .where('done_at', 'is', null)
        .where('attempts', '<', mostAttempts)
        .where((where) => where.or([where('retry_at', 'is', null), where('retry_at', '<=', now)]))
        .orderBy('at')
        .orderBy('job_key')
        .orderBy('unit_id')
        .limit(1_000)
        .execute();
      return rows.map((row) => ({ jobKey: row.job_key, unitId: row.unit_id, at: instant(row.at) }));
    },

    /** Remembers a failure, in a transaction of its own; returns how many there have been. Nothing when the slot was done after all. */
    async fail(slot: Slot, failedWith: string, now: Instant): Promise<number | undefined> {
      return db.transaction().execute(async (tx) => {
        const run = await slotOf(tx, slot).select('attempts').forNoKeyUpdate().executeTakeFirst();
        if (!run) return undefined;
        const attempts = run.attempts + 1;
        await tx
          .updateTable('job_run')
          .set({ attempts, failed_with: failedWith, retry_at: retryAt(now, attempts) })
          .where('job_key', '=', slot.jobKey)
          .where('unit_id', '=', slot.unitId)
          .where('at', '=', slot.at)
          .execute();
        return attempts;
      });
    },

    /** How many slots have been given up and wait for people. */
    async givenUp(): Promise<number> {
      const row = await db
        .selectFrom('job_run')
        .select(({ fn }) => fn.countAll<number>().as('number'))
        .where('done_at', 'is', null)
        .where('attempts', '>=', mostAttempts)
        .executeTakeFirst();
      return row?.number ?? 0;
    },

    close: () => db.destroy(),
  };
}

const slotOf = (tx: Kysely<DB>, { jobKey, unitId, at }: Slot) =>
  tx
    .selectFrom('job_run')
    .where('job_key', '=', jobKey)
    .where('unit_id', '=', unitId)
    .where('at', '=', at)
    .where('done_at', 'is', null);

async function openSlots(tx: Kysely<DB>, jobKey: string, unitId: string): Promise<Instant[]> {
  const rows = await tx
    .selectFrom('job_run')
    .select('at')
    .where('job_key', '=', jobKey)
    .where('unit_id', '=', unitId)
    .where('done_at', 'is', null)
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ at }) => instant(at));
}

/**
 * Takes a slot for the length of the transaction, and its job and unit with it, so that no two runs of one job meet in a unit.
 * False when somebody else has it or has done it. A crash gives it back, because it is nothing but a lock.
 */
export async function claim(tx: Transaction, slot: Slot, now: Instant): Promise<boolean> {
  const { rows } = await sql`select from app.job_run r join app.job j using (job_key, unit_id)
    where job_key = ${slot.jobKey} and unit_id = ${slot.unitId} and r.at = ${slot.at}
      and r.done_at is null and r.attempts < ${mostAttempts} and coalesce(r.retry_at <= ${now}, true)
    for no key update of r, j skip locked`.execute(tx);
  if (rows.length === 0) return false;
  // A run may take longer than a request: figures are made by another login while this transaction waits.
  await sql`select set_config(name, '60s', true) from pg_settings
    where name in ('idle_in_transaction_session_timeout', 'transaction_timeout')`.execute(tx);
  return true;
}

/** Marks a claimed slot as done; it counts when the transaction commits. */
export async function markDone(tx: Transaction, slot: Slot, now: Instant): Promise<void> {
  await tx
    .updateTable('job_run')
    .set({ done_at: now })
    .where('job_key', '=', slot.jobKey)
    .where('unit_id', '=', slot.unitId)
    .where('at', '=', slot.at)
    .execute();
}

/** Deletes first answers that are older than a week; the age is the database's policy. Returns how many. */
export async function forgetAnswers(tx: Transaction): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('idempotency_key').executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Deletes the counts of look-ups that are older than a day; the age is the database's policy. Returns how many. */
export async function forgetLookups(tx: Transaction): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('citizen_lookup').executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
