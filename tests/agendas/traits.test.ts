import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aMeeting, inDays } from '../meetings/steps.ts';
import { aCaseReview } from '../support/cases.ts';
import { aWorld, type Json, type World } from '../support/world.ts';

let worlds: World[];
beforeAll(async () => {
  worlds = [await aWorld(), await aWorld()];
});
afterAll(() => Promise.all(worlds.map((world) => world.close())));

// Old and young, women (even last digit) and men (odd), names from both ends of the alphabet, all four municipalities.
const citizens = [
  { name: 'Åse Ældst', cpr: '6101350002', municipality: '0185' },
  { name: 'Adam Alder', cpr: '9112990001', municipality: '0101' },
  { name: 'Zenia Ung', cpr: '7506034568', municipality: '0147' },
  { name: 'Bo Midt', cpr: '8803701233', municipality: '0155' },
  { name: 'Øjvind Øst', cpr: '6107887771', municipality: '0101' },
  { name: 'Cecilie Vest', cpr: '7202594444', municipality: '0147' },
];
const reviews = citizens.map((_one, index) => ({
  id: randomUUID(),
  nominatedOn: `2026-01-0${1 + (index % 3)}`,
  agencies: index === 5 ? [] : ['skat'],
  state: index === 4 ? ('nominated' as const) : ('admitted' as const),
}));

test('the agenda is the same whoever the citizens are: name, age, sex and municipality move nobody', async () => {
  const agendas = await Promise.all(
    worlds.map(async (world, turned) => {
      const people = turned === 0 ? citizens : citizens.toReversed();
      for (const [index, review] of reviews.entries())
        await aCaseReview(world, { ...review, ...people[index] });
      const meeting = await aMeeting(world, inDays(5), 3);
      const { json } = await world.as('politi-chair').post(`/v1/meetings/${meeting.id}/agenda-proposals`);
      const { rows } = await world.superuser.query(
        "select encode(input_sha256, 'hex') as hash from app.agenda",
      );
      return {
        hashes: rows,
        items: json.items.map((item: Json) => [item.reviewId, item.position, item.reasons]),
        absent: json.absent.map((one: Json) => [one.reviewId, one.reason.code]),
      };
    }),
  );
  expect(agendas[0]?.items).toHaveLength(3);
  expect(agendas[0]?.absent).toHaveLength(3);
  expect(JSON.stringify(agendas[1])).toBe(JSON.stringify(agendas[0]));
});
