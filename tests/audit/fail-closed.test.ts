import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWorld, type World } from '../support/world.ts';

// If the trail cannot be written, nothing is answered and nothing is done; a refusal is still the refusal.
let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const raise = (code: string) => `
  create or replace function audit.break() returns trigger language plpgsql as
    $$ begin raise exception 'broken' using errcode = '${code}'; end $$;
  create trigger broken before insert on audit.event for each row execute function audit.break()`;
const undoTrigger = 'drop trigger broken on audit.event';

const ways: [way: string, damage: string, repair: string][] = [
  [
    'the right to record is taken away',
    'revoke execute on function audit.append(text, text, uuid, text) from cap_app',
    'grant execute on function audit.append(text, text, uuid, text) to cap_app',
  ],
  ['a trigger raises', raise('P0001'), undoTrigger],
  ['the disk is full', raise('53100'), undoTrigger],
  ['the statement is cancelled', raise('57014'), undoTrigger],
  ['the server is going down', raise('57P01'), undoTrigger],
  [
    'COMMIT fails, after the event was written',
    `create or replace function audit.break() returns trigger language plpgsql as
       $$ begin raise exception 'broken' using errcode = '40001'; end $$;
     create constraint trigger broken after insert on audit.event deferrable initially deferred
       for each row execute function audit.break()`,
    undoTrigger,
  ],
  [
    'the owner of the trail may not insert',
    'drop policy event_written_by_owner on audit.event',
    'create policy event_written_by_owner on audit.event for insert to cap_audit_owner with check (true)',
  ],
  [
    'the table is gone',
    'alter table audit.event rename to event_elsewhere',
    'alter table audit.event_elsewhere rename to event',
  ],
  [
    'the function is gone',
    'alter function audit.append(text, text, uuid, text) rename to append_elsewhere',
    'alter function audit.append_elsewhere(text, text, uuid, text) rename to append',
  ],
  [
    'the schema is closed',
    'revoke usage on schema audit from cap_app',
    'grant usage on schema audit to cap_app',
  ],
  [
    'the numbers are used up',
    'alter sequence audit.event_id_seq maxvalue 100000 restart 100000; select nextval($$audit.event_id_seq$$)',
    'alter sequence audit.event_id_seq no maxvalue restart 100001',
  ],
];

const canaries = /Eksempelholm|koebenhavns-kommune|Frederiksberg|kk-bif/;

async function expectClosed(): Promise<void> {
  const began = performance.now();
  const answers = [
    await world.as('bif-liaison').get('/v1/me'),
    await world.as('bif-liaison').get('/v1/units'),
    await world.as('bif-administrator').get('/v1/people'),
    await world.as('bif-auditor').get('/v1/trail'),
    await world
      .as('bif-administrator')
      .post('/v1/people', { subject: `s-${began}`, name: 'Nobody', title: null }),
  ];
  for (const { status, json, text, headers } of answers) {
    expect([status, json.ruleId]).toEqual([503, 'trail.unavailable']);
    expect(text).not.toMatch(canaries);
    expect(headers['retry-after']).toBe('2');
  }
  const { rowCount } = await world.superuser.query("select from app.person where name = 'Nobody'");
  expect(rowCount).toBe(0);
  const denied = await world.as('bif-liaison').get('/v1/people');
  expect([denied.status, denied.json.ruleId]).toEqual([403, 'permission.missing']);
  expect((await world.as('bif-liaison').get('/v1/units/atlantis')).json.ruleId).toBe('not-found');
}

describe('with a trail that cannot be written nothing is answered', () => {
  test.each(ways)('%s', async (_way, damage, repair) => {
    expect((await world.as('bif-liaison').get('/v1/units')).status).toBe(200);
    await world.superuser.query(damage);
    try {
      await expectClosed();
    } finally {
      await world.superuser.query(repair);
    }
    expect((await world.as('bif-liaison').get('/v1/units')).text).toMatch(canaries);
  });

  test('the table is locked: 503 after two seconds, not when the lock is gone', async () => {
    const holder = new pg.Client({ connectionString: world.url });
    await holder.connect();
    await holder.query('begin; lock table audit.event in access exclusive mode');
    try {
      const began = performance.now();
      const answer = await world.as('bif-liaison').get('/v1/units');
      expect(performance.now() - began).toBeLessThan(4_000);
      expect([answer.status, answer.json.ruleId]).toEqual([503, 'trail.unavailable']);
      expect(answer.text).not.toMatch(canaries);
    } finally {
      await holder.query('rollback');
      await holder.end();
    }
    expect((await world.as('bif-liaison').get('/v1/units')).status).toBe(200);
  });

  test('without the key that proves callers nobody is anybody, and nothing is answered', async () => {
    const { rows } = await world.superuser.query('delete from app.caller_key returning inner_pad, outer_pad');
    try {
      const answers = [
        await world.as('bif-liaison').get('/v1/units'),
        await world.as('bif-administrator').get('/v1/people'),
      ];
      for (const { status, text } of answers) {
        expect(status).toBe(503);
        expect(text).not.toMatch(canaries);
      }
    } finally {
      await world.superuser.query('insert into app.caller_key (inner_pad, outer_pad) values ($1, $2)', [
        rows[0].inner_pad,
        rows[0].outer_pad,
      ]);
    }
    expect((await world.as('bif-liaison').get('/v1/units')).status).toBe(200);
  });
});
