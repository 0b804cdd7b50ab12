import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '#platform/database.ts';
import { buildHalfYearReport } from '#reports/questions.ts';
import { aWorld, type World } from '../support/world.ts';
import { openAs } from './support.ts';

let world: World;
let reporter: Database;
beforeAll(async () => {
  world = await aWorld();
  reporter = openAs(world, 'reporter');
});
afterAll(async () => {
  await reporter.close();
  await world.close();
});

const job = (unitId: string) =>
  ({ kind: 'system', system: 'scheduler', unitId, requestId: 'a job of a test' }) as const;
const build = (today: string, unitId = 'fyn', callerUnit = unitId) =>
  reporter.as(job(callerUnit), (tx) => buildHalfYearReport(tx, unitId, '2026-H1', today));

it('is preliminary until the half-year is over, and then a new version even when no figure changed', async () => {
  await expect(build('2025-12-31')).rejects.toMatchObject({ rule: { id: 'report.period-not-begun' } });
  const early = await build('2026-01-01');
  expect(early).toMatchObject({ version: 1, preliminary: true, created: true });
  expect(await build('2026-06-30')).toMatchObject({ id: early.id, created: false });
  const final = await build('2026-07-01');
  expect(final).toMatchObject({ version: 2, preliminary: false, created: true, figures: early.figures });
  expect(await build('2026-07-02')).toEqual({ ...final, created: false });
});

it('is made by the job of the unit, for no other unit, and by no person', async () => {
  await build('2026-07-01', 'bornholm');
  await expect(build('2026-07-01', 'bornholm', 'fyn')).rejects.toMatchObject({ code: '42501' });
  await expect(build('2026-07-01', 'atlantis')).rejects.toMatchObject({ rule: { id: 'not-found' } });
  const { rows } = await world.superuser.query(
    `select unit_id, built_by from app.report where unit_id = 'bornholm'`,
  );
  expect(rows).toEqual([{ unit_id: 'bornholm', built_by: null }]);
  const trail = await world.superuser.query(
    `select distinct verb, system, convert_from(canon, 'UTF8')::json->'event'->>'deed' as deed from audit.event where unit_id = 'bornholm'`,
  );
  expect(trail.rows).toEqual([{ verb: 'export', system: 'scheduler', deed: 'buildHalfYearReport' }]);
});

it('is made once when two make it at the same time: the second waits for the first', async () => {
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = reporter.as(job('nordjylland'), async (tx) => {
    const built = await buildHalfYearReport(tx, 'nordjylland', '2026-H1', '2026-07-01');
    begun.resolve();
    await gate.promise;
    return built;
  });
  await begun.promise;
  const second = build('2026-07-01', 'nordjylland');
  const winner = await Promise.race([second.catch(() => 'refused'), setTimeout(300, 'waiting')]);
  gate.resolve();
  expect(winner).toBe('waiting');
  expect(await second).toEqual({ ...(await first), created: false });
});
