import { randomUUID } from 'node:crypto';
import { demoPeople } from '#demo/people.ts';
import { addDays, danishInstant, toDanishDate } from '#platform/danish-time.ts';
import { openDatabase, type Transaction } from '#platform/database.ts';
import { needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import type { Json, World } from '../support/world.ts';

export const today = () => toDanishDate(new Date().toISOString());
export const inDays = (days: number) => addDays(today(), days);

/** A meeting that the coordinator plans on a day (YYYY-MM-DD). */
export async function aMeeting(world: World, date: string, capacity = 20): Promise<Json> {
  const { json } = await world
    .as('politi-coordinator')
    .post('/v1/meetings', { date, time: '09:00', capacity });
  return json;
}

/** Builds and settles the agenda as it is proposed; answers the agenda. */
export async function settled(world: World, meetingId: string, changes: object = {}): Promise<Json> {
  const chair = world.as('politi-chair');
  const proposal = await chair.post(`/v1/meetings/${meetingId}/agenda-proposals`);
  const { version } = proposal.json.meeting;
  return (await chair.post(`/v1/meetings/${meetingId}/agenda-settlement`, changes, { version })).json;
}

let movedBack = 0;

/**
 * A meeting that has been opened, with exactly these reviews on its agenda. Each is held on an earlier day of its own, as
 * a unit meets once a day: planned ahead through the API, then moved back in the database.
 */
export async function anOpenMeeting(world: World, reviewIds: readonly string[]): Promise<Json> {
  movedBack += 1;
  const planned = await aMeeting(world, inDays(200 + movedBack));
  const chair = world.as('politi-chair');
  const { json } = await chair.post(`/v1/meetings/${planned.id}/agenda-proposals`);
  const onIt: string[] = json.items.map((item: Json) => item.reviewId);
  const add = reviewIds.filter((id) => !onIt.includes(id));
  const remove = onIt.filter((id) => !reviewIds.includes(id));
  const agenda = await settled(world, planned.id, { add, remove, order: reviewIds });
  await moveTo(world, planned.id, inDays(-movedBack));
  const opened = await chair.post(
    `/v1/meetings/${planned.id}/opening`,
    {},
    { version: agenda.meeting.version },
  );
  return { meeting: opened.json, items: agenda.items };
}

/** Moves a meeting to any day, past the rules of the API. */
export async function moveTo(world: World, meetingId: string, day: string): Promise<void> {
  await world.superuser.query('update app.meeting set held_on = $2, starts_at = $3 where id = $1', [
    meetingId,
    day,
    danishInstant(day, '09:00'),
  ]);
}

/** Does the scheduler's work for the unit under the scheduler's own role. */
export async function asScheduler<T>(world: World, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const password = needPassword(world.keys, 'scheduler');
  const database = openDatabase({
    url: world.url,
    user: loginOf('scheduler', password),
    password,
    signingKey: world.keys.callerSigning,
    connections: 1,
  });
  try {
    const caller = {
      kind: 'system',
      system: 'scheduler',
      unitId: 'koebenhavn',
      requestId: randomUUID(),
    } as const;
    return await database.as(caller, work);
  } finally {
    await database.close();
  }
}

/** Gives a person of the demo a role in another unit; the request then says `acting-unit`. */
export async function alsoIn(world: World, username: string, unitId: string, role: string): Promise<void> {
  const subject = demoPeople.find((person) => person.username === username)?.subject;
  await world.superuser.query(
    `insert into app.role_assignment (person_id, role, unit_id, agency_id, authority_id, valid_from)
     select p.id, $2, $3, a.agency_id, p.authority_id, '2020-01-01'
     from app.person p join app.role_assignment a on a.person_id = p.id where p.subject = $1 limit 1`,
    [subject, role, unitId],
  );
}

/**
 * Sends all requests while `lock` holds them back, and lets go when every one of them waits: so they truly meet, whichever
 * way the machine schedules them.
 */
export async function atOnce<T>(
  world: World,
  lock: { text: string; values?: unknown[] },
  requests: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const holder = await world.superuser.connect();
  try {
    await holder.query('begin');
    await holder.query(lock.text, lock.values ?? []);
    const answers = Promise.all(requests.map((request) => request()));
    const waiting =
      "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    for (let tries = 0; tries < 500; tries += 1) {
      // Not the holder: within a transaction the server shows what it saw first.
      const { rows } = await world.superuser.query<{ count: number }>(waiting);
      if (Number(rows[0]?.count) >= requests.length) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await holder.query('commit');
    return await answers;
  } finally {
    holder.release();
  }
}
