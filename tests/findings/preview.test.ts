import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWorld, type Json, type World } from '../support/world.ts';
import { allowed, aRelease, aReview, attach, disclose, type Kind, liaisons, reasons } from './findings.ts';

let world: World;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aReview(world)).id;
});
afterAll(() => world.close());

async function preview(
  id: string,
  kind: Kind,
  change: Record<string, unknown> = {},
  who: string = allowed[kind].who,
) {
  const { initiative: _not, ...body } = aRelease(kind, change);
  return world
    .as(who)
    .post(`/v1/findings/${id}/disclosure-previews`, body, { purpose: allowed[kind].purpose, key: null });
}

/** What is known only when it happens: the id and the day of the disclosure. */
const withoutReceipt = ({ received: _receipt, decisionId: _decision, ...finding }: Json) => finding;

const previewed: [Kind, keyof typeof liaisons][] = [
  ['bif', 'skat'],
  ['bif', 'koebenhavns-politi'],
  ['politi', 'kk-sof'],
  ['skatCriminal', 'kk-bk'],
  ['skatCompany', 'kk-bk'],
];
test.each(previewed)('what %s is shown is, byte for byte, what %s then reads', async (kind, recipient) => {
  const { id } = await attach(world, reviewId, kind);
  const before = await preview(id, kind, { recipients: [recipient] });
  expect(before).toMatchObject({ status: 200 });
  const [shown] = before.json.items;
  expect(shown).toMatchObject({ recipient, outcome: 'allow_full', refusals: [] });
  await disclose(world, id, kind, { recipients: [recipient] });
  const as = world.as(liaisons[recipient]);
  const { versions: _all, ...read } = (await as.get(`/v1/findings/${id}`)).json;
  expect(JSON.stringify(withoutReceipt(shown.finding))).toBe(JSON.stringify(withoutReceipt(read)));
  expect(shown.finding.received.disclosedOn).toBe(read.received.disclosedOn);
  const listed = await as.get(`/v1/case-reviews/${reviewId}/findings`);
  expect(listed.json.items.find((one: Json) => one.id === id)).toEqual(read);
});

test('each recipient is decided by itself; a no says why and shows nothing; nothing is disclosed', async () => {
  const { id } = await attach(world, reviewId, 'politi');
  const asked = await preview(id, 'politi', {
    recipients: ['kk-sof', 'koebenhavns-politi'],
  });
  expect(asked.json.items).toMatchObject([
    { recipient: 'kk-sof', outcome: 'allow_full', sharing: 'disclosure', finding: { own: false } },
    { recipient: 'koebenhavns-politi', outcome: 'deny', finding: null },
  ]);
  expect(reasons(asked.json.items[1])).toEqual(['D2 recipient_is_contributor']);
  const undeclared = await preview(id, 'politi', { declarationNotInvestigation: false });
  expect(reasons(undeclared.json.items[0])).toEqual(['D5 declaration_missing']);
  const { rows } = await world.superuser.query('select from app.disclosure where finding_id = $1', [id]);
  expect(rows).toEqual([]);
  const inside = await attach(world, reviewId);
  const internal = await preview(inside.id, 'bif', { recipients: ['kk-bk'] });
  expect(internal.json.items[0].sharing).toBe('internal_use');
});

test('a preview is for the agency whose finding it is', async () => {
  const { id } = await attach(world, reviewId);
  await disclose(world, id);
  expect((await preview(id, 'bif', {}, 'skat-liaison')).status).toBe(404);
  expect((await preview(id, 'bif', {}, 'sof-liaison')).status).toBe(404);
  expect((await preview(id, 'bif', {}, 'bif-chair')).status).toBe(403);
});
