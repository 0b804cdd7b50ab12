import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, World } from '../support/world.ts';
import { aWorld } from '../support/world.ts';
import { verifyRegister } from '#receipts/verify.ts';
import { attach, aReview, aRelease, disclose, tryDisclose, withoutTrace } from '../findings/findings.ts';

let world: World;
let reviewId: string;
beforeAll(async () => {
  world = await aWorld();
  reviewId = (await aReview(world)).id;
});
afterAll(() => world.close());

const as = (username: string) => world.as(username);
const receiptOf = (disclosureId: string, username = 'bif-liaison') =>
  as(username).get(`/v1/disclosures/${disclosureId}/receipt`);
const kinds = async (disclosureId: string) => {
  const { receipt, later } = (await receiptOf(disclosureId)).json;
  return [receipt, ...later].map(({ kind }: Json) => kind);
};
const register = async (username = 'bif-auditor') => (await as(username).get('/v1/receipts?limit=100')).json;
const given = async (change = {}) => {
  const finding = await attach(world, reviewId);
  const [disclosure] = await disclose(world, finding.id, 'bif', change);
  return { finding, disclosure };
};

test('a hand-over gets a receipt that says what, under which basis, by whom, to whom, and the hash of what is read', async () => {
  const finding = await attach(world, reviewId);
  const preview = await as('bif-liaison').post(`/v1/findings/${finding.id}/disclosure-previews`, {
    ...aRelease('bif'),
    initiative: undefined,
  });
  const [disclosure] = await disclose(world, finding.id);
  const { receipt, later, people } = (await receiptOf(disclosure.id)).json;
  expect(receipt).toMatchObject({
    kind: 'issued',
    disclosureId: disclosure.id,
    findingId: finding.id,
    version: 1,
    reviewId,
    unitId: 'koebenhavn',
    fromAgencyId: 'kk-bif',
    toAgencyId: 'skat',
    legalBasis: 'RSL11C/1',
    purpose: 'benefit_control',
    form: 'full',
    useRestriction: null,
  });
  expect(later).toEqual([]);
  expect(people).toEqual([{ id: receipt.by, name: expect.any(String) }]);
  const { rows } = await world.superuser.query('select decision_id from app.disclosure where id = $1', [
    disclosure.id,
  ]);
  expect(receipt.decisionId).toBe(rows[0].decision_id);
  const read = await as('skat-liaison').get(`/v1/findings/${finding.id}`);
  expect(receipt.contentHash).toBe(read.json.contentHash);
  expect(receipt.contentHash).toBe(preview.json.items[0].finding.contentHash);
});

test('opening it first, correcting, revoking and withdrawing it follow in the same register, each once', async () => {
  const { finding, disclosure } = await given();
  for (const who of ['skat-liaison', 'skat-liaison', 'bif-liaison'])
    await as(who).get(`/v1/findings/${finding.id}`);
  await as('skat-liaison').get(`/v1/case-reviews/${reviewId}/findings`);
  expect(await kinds(disclosure.id)).toEqual(['issued', 'opened']);
  const { text, legalBasisCode, necessity, statementKind, dataClass, subject, sourceClass } = (
    await as('bif-liaison').get(`/v1/findings/${finding.id}`)
  ).json;
  const content = {
    statementKind,
    dataClass,
    subject,
    sourceClass,
    necessity,
    legalBasisCode: legalBasisCode ?? 'RSL11C',
  };
  const corrected = await as('bif-liaison').post(
    `/v1/findings/${finding.id}/corrections`,
    { ...content, text: `${text} Rettet.`, declarations: { noMoneyLaunderingSource: true }, reason: 'Fejl.' },
    { version: 1 },
  );
  expect(corrected.status).toBe(201);
  const [newer] = await disclose(world, finding.id);
  await as('bif-liaison').post(`/v1/disclosures/${disclosure.id}/revocation`, { reason: 'Fejl.' });
  expect(await kinds(disclosure.id)).toEqual(['issued', 'opened', 'superseded', 'revoked']);
  expect(await kinds(newer.id), 'all that the agency holds is revoked together').toEqual([
    'issued',
    'revoked',
  ]);
  const [anew] = await disclose(world, finding.id);
  const withdrawn = await as('bif-liaison').post(
    `/v1/findings/${finding.id}/withdrawal`,
    { reason: 'Fejl.' },
    { version: 2 },
  );
  expect(withdrawn.status).toBe(200);
  expect(await kinds(anew.id)).toEqual(['issued', 'withdrawn']);
  const { later } = (await receiptOf(disclosure.id)).json;
  expect(later[1]).toMatchObject({ kind: 'superseded', newVersion: 2, version: 1 });
  expect(later[0].by).toBeNull();
});

test('hand-overs and openings at the same time leave no gap and no number twice', async () => {
  const findings = await Promise.all(Array.from({ length: 3 }, () => attach(world, reviewId)));
  const answers = await Promise.all([
    ...findings.map(({ id }) => tryDisclose(world, id, 'bif')),
    as('skat-liaison').get(`/v1/case-reviews/${reviewId}/findings`),
  ]);
  expect(answers.filter(({ status }) => status >= 300).map(({ text }) => text)).toEqual([]);
  const { items, head } = await register();
  expect(items.map(({ number }: Json) => number)).toEqual(
    items.map((_one: Json, place: number) => items.length - place),
  );
  expect(head).toEqual({ number: items.length, hash: items[0].hash });
});

test('the exported register is verified without the database, and shows any change', async () => {
  await given();
  const file = await as('bif-auditor').get('/v1/receipts/export');
  expect(file).toMatchObject({
    status: 200,
    headers: { 'content-disposition': expect.stringContaining('.jsonl') },
  });
  const { items: keys } = (await as('skat-liaison').get('/v1/receipt-keys')).json;
  const { head } = await register();
  const verdict = verifyRegister(Buffer.from(file.text), { keys, head });
  expect(verdict).toMatchObject({
    ok: true,
    agencyId: 'kk-bif',
    unitId: 'koebenhavn',
    head,
    keysGiven: true,
  });
  const forged = file.text.replace('"toAgencyId":"skat"', '"toAgencyId":"kk-sof"');
  expect(verifyRegister(Buffer.from(forged), { keys, head }).ok).toBe(false);
  const text = JSON.stringify(world.keys.receiptSigning);
  const dump = await world.superuser.query('select canon, signature from app.receipt_entry');
  expect(text).toContain(world.keys.receiptSigning.key);
  expect(JSON.stringify(dump.rows) + file.text).not.toContain(world.keys.receiptSigning.key);
});

describe('who reads receipts', () => {
  test('the giver and, until it is revoked, the recipient; to others it does not exist', async () => {
    const { disclosure } = await given();
    const statuses = async (people: string[]) => {
      const answers = await Promise.all(people.map((who) => receiptOf(disclosure.id, who)));
      return [...new Set(answers.map(({ status }) => status))];
    };
    expect(
      await statuses(['bif-liaison', 'bif-approver', 'bif-auditor', 'skat-liaison', 'skat-approver']),
    ).toEqual([200]);
    const missing = await receiptOf('00000000-0000-4000-8000-000000000000', 'sof-liaison');
    const hidden = await receiptOf(disclosure.id, 'sof-liaison');
    expect(withoutTrace(hidden)).toBe(withoutTrace(missing));
    expect(await statuses(['sof-auditor', 'skat-auditor'])).toEqual([404]);
    expect(await statuses(['bif-coordinator', 'bif-legal-officer', 'politi-chair'])).toEqual([403]);
    await as('bif-liaison').post(`/v1/disclosures/${disclosure.id}/revocation`, { reason: 'Fejl.' });
    expect((await receiptOf(disclosure.id, 'skat-liaison')).status).toBe(404);
    expect((await receiptOf(disclosure.id)).status).toBe(200);
  });

  test('each agency has a register of its own, read page by page and by kind', async () => {
    await given();
    expect((await register('skat-auditor')).items).toEqual([]);
    const first = (await as('bif-approver').get('/v1/receipts?limit=2&kind=issued')).json;
    const second = (
      await as('bif-approver').get(
        `/v1/receipts?limit=2&kind=issued&cursor=${encodeURIComponent(first.next)}`,
      )
    ).json;
    const numbers = [...first.items, ...second.items].map(({ number }: Json) => number);
    expect(numbers).toEqual(numbers.toSorted((a: number, b: number) => b - a));
    expect(new Set(numbers).size).toBe(4);
    expect((await as('bif-liaison').get('/v1/receipts/export')).status).toBe(403);
  });
});

describe('the database', () => {
  const last = async () =>
    (
      await world.superuser.query(
        'select * from app.receipt_entry order by unit_id, agency_id, number desc limit 1',
      )
    ).rows[0];
  const refused = (statement: string, values: unknown[] = []) =>
    world.superuser.query(statement, values).then(
      () => 'done',
      (error: Error) => error.message,
    );
  /** A copy of the newest entry further on in the register, saying in its text what its columns say. */
  const copy = `insert into app.receipt_entry (unit_id, agency_id, number, kind, disclosure_id, review_id, to_agency_id, canon, previous_hash, key_id, signature)
    select unit_id, agency_id, $2, 'withdrawn', disclosure_id, review_id, to_agency_id, convert_to((convert_from(canon, 'UTF8')::jsonb
      || jsonb_build_object('number', $2::int, 'kind', 'withdrawn', 'previous', encode($3::bytea, 'hex')))::text, 'UTF8'), $3, key_id, signature
    from app.receipt_entry where agency_id = 'kk-bif' and number = $1`;

  test('keeps no gap, nobody else’s number, no other order and no other text', async () => {
    await given();
    const { number, hash } = await last();
    expect(await refused(copy, [number, number + 2, hash])).toMatch(/no gaps|foreign key/);
    expect(await refused(copy, [number, number, hash])).toMatch(/receipt_entry_pkey|no gaps/);
    expect(await refused(copy, [number, number + 1, Buffer.alloc(32)])).toMatch(/no gaps|foreign key/);
    const otherwise = copy.replace("'withdrawn', disclosure_id", "'revoked', disclosure_id");
    expect(await refused(otherwise, [number, number + 1, hash])).toMatch(/says_what_its_columns_say/);
  });

  test('changes and deletes no entry, also for its owner', async () => {
    for (const statement of [
      `update app.receipt_entry set signature = signature`,
      `delete from app.receipt_entry`,
      `truncate app.receipt_entry cascade`,
    ])
      expect(await refused(statement)).toMatch(/append-only/);
  });

  test('commits no hand-over without its receipt', async () => {
    const { disclosure } = await given();
    await as('bif-liaison').post(`/v1/disclosures/${disclosure.id}/revocation`, { reason: 'Fejl.' });
    const client = await world.superuser.connect();
    await client.query('begin');
    // Else the decision would stand in the way, which carries one hand-over.
    await client.query('drop index app.disclosure_by_decision');
    const { rows } = await client.query(
      `select string_agg(attname, ',') as names from pg_attribute where attrelid = 'app.disclosure'::regclass and attnum > 0
        and not attisdropped and attgenerated = '' and attname not in ('id', 'revoked_at')`,
    );
    const { names } = rows[0];
    await client.query(
      `insert into app.disclosure (${names}) select ${names} from app.disclosure where id = $1`,
      [disclosure.id],
    );
    const committed = await client.query('commit').catch((error: Error) => error.message);
    client.release(true);
    expect(committed).toMatch(/a hand-over has a receipt/);
  });
});

test('who is excluded from a review sees nothing of it in the register, and fetches no file with gaps', async () => {
  const { disclosure } = await given();
  expect((await as('bif-approver').get('/v1/receipts/export')).status).toBe(200);
  const recused = await as('bif-approver').post(`/v1/case-reviews/${reviewId}/recusal`, {});
  expect(recused.status).toBeLessThan(300);
  expect((await receiptOf(disclosure.id, 'bif-approver')).status).toBe(404);
  expect((await register('bif-approver')).items).toEqual([]);
  const file = await as('bif-approver').get('/v1/receipts/export');
  expect([file.status, file.json.ruleId]).toEqual([403, 'receipts.not-whole']);
  expect((await as('bif-auditor').get('/v1/receipts/export')).status).toBe(200);
});
