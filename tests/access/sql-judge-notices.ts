import type pg from 'pg';
import { failure, type Judged, type Seeded } from './sql-session.ts';

/**
 * What is told on `meeting_changed` of each kind of write: the meeting's id, and nothing else. Writes are kept, as nothing is
 * told of what is not: so this comes last. A session hears its own notices before its statement is answered.
 */
export async function judgeNotices({ ids }: Seeded, superuser: pg.Client): Promise<Judged> {
  const meeting = ids('meeting.koebenhavn');
  const item = ids('item.admitted');
  const action = `update app.follow_up_action set agenda_item_id = agenda_item_id where id = '${ids('action.bif')}'`;
  const writes: [text: string, told: string[]][] = [
    [`update app.meeting set capacity = capacity where id = '${meeting}'`, [meeting]],
    [
      `insert into app.agenda (meeting_id, unit_id, revision, input_sha256) values ('${meeting}', 'koebenhavn', 90, '')`,
      [meeting],
    ],
    [`update app.agenda set settled_at = null where meeting_id = '${meeting}' and revision = 90`, [meeting]],
    [`update app.agenda_item set outcome = outcome where id = '${item}'`, [meeting]],
    [action, []],
    [action.replace('= agenda_item_id', `= '${item}'`), [meeting]],
    [action, [meeting]],
    [
      `insert into app.follow_up_action (review_id, unit_id, agency_id, owner_kind, type, started_on, agenda_item_id)
       values ('${ids('review.admitted')}', 'koebenhavn', 'kk-bif', 'bif', '${ids('type.bif')}', '2026-04-01', '${item}')`,
      [meeting],
    ],
  ];
  const judged: Judged = { cells: 0, deviations: [] };
  const heard: string[] = [];
  superuser.on('notification', ({ payload = '' }) => heard.push(payload));
  await superuser.query('listen meeting_changed');
  for (const [text, told] of writes) {
    heard.length = 0;
    judged.cells += 1;
    const wrong = await superuser.query(text).then(() => null, failure);
    if (wrong !== null || heard.join() !== told.join())
      judged.deviations.push(`${text} tells ${wrong ?? heard.join()}, not ${told.join()}`);
  }
  return judged;
}
