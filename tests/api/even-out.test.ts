import { afterAll, beforeAll, expect, test } from 'vitest';
import { evenOut } from '#api/even-out.ts';
import { aWorld, type World } from '../support/world.ts';

const stepMs = 20;
let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

test('ends with a step and never before it, whatever was spent already', async () => {
  for (const spent of [0, 3.3, 19.9, 21, 47.5]) {
    const since = performance.now() - spent;
    await evenOut(since);
    const steps = Math.max(1, Math.ceil(spent / stepMs));
    expect(performance.now() - since).toBeGreaterThanOrEqual(steps * stepMs);
  }
});

test('what does not exist is answered no sooner than a step after it was asked for', async () => {
  const missing = '/v1/findings/0f6f3f0e-4a52-4c7e-8a44-6a8d5f8e9b10';
  const times: number[] = [];
  // The first ones are slow by themselves.
  for (let turn = 0; turn < 10; turn += 1) {
    const since = performance.now();
    expect((await world.as('bif-liaison').get(missing)).status).toBe(404);
    times.push(performance.now() - since);
  }
  expect(Math.min(...times)).toBeGreaterThanOrEqual(stepMs);
});
