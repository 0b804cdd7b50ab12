import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPublicKey } from '#platform/signing.ts';
import { verifyRegister } from '#receipts/verify.ts';
import { aReview, attach, disclose } from '../findings/findings.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
let finding: string;
let disclosure: string;
beforeAll(async () => {
  web = await aWebWorld();
  finding = (await attach(web, (await aReview(web)).id)).id;
  disclosure = (await disclose(web, finding))[0].id;
});
afterAll(() => web.close());

test('the giver finds the receipt at the disclosure, and who received it at the finding', async () => {
  const giver = await web.signedIn('bif-liaison');
  const address = `/disclosures/${disclosure}/receipt`;
  expect((await giver.get(`/findings/${finding}`)).$(`a[href="${address}"]`)).not.toBeNull();
  const page = await giver.get(address);
  expect(page).toMatchObject({ status: 200, h1: 'Kvittering nr. 1' });
  expect(page.text).toContain('Modtageren har ikke åbnet oplysningen endnu');
  const receiver = await web.signedIn('skat-liaison');
  expect((await receiver.get(`/findings/${finding}`)).$(`a[href="${address}"]`)).not.toBeNull();
  const opened = await receiver.get(address);
  expect(opened.text).toContain('Åbnet af modtageren');
  expect(opened.text).toContain('RSL11C, version 1');
  const file = await receiver.get(opened.$('a[download]')?.getAttribute('href') ?? '');
  const keys = [readPublicKey((await web.as('skat-liaison').get('/v1/receipt-keys')).json.items[0].pem)!];
  expect(verifyRegister(Buffer.from(file.text), { keys, head: null })).toMatchObject({
    ok: true,
    entries: 2,
  });
});

test('the register is read by its agency, and fetched as a file by the auditor', async () => {
  const auditor = await web.signedIn('bif-auditor');
  const page = await auditor.get('/receipts');
  expect(page).toMatchObject({ status: 200, h1: 'Kvitteringer' });
  expect(page.$$('tbody tr')).toHaveLength(2);
  expect((await auditor.get('/receipts?kind=issued')).$$('tbody tr')).toHaveLength(1);
  const file = await auditor.get('/receipts/export');
  expect(verifyRegister(Buffer.from(file.text), { keys: [], head: null })).toMatchObject({
    ok: true,
    entries: 2,
  });
  expect((await auditor.get('/receipt-keys')).text).toContain('BEGIN PUBLIC KEY');
});

test('an empty register says so; a liaison is told who fetches it; others have no such page', async () => {
  const sof = await web.signedIn('sof-auditor');
  expect((await sof.get('/receipts')).text).toContain('Den første videregivelse får kvittering nr. 1');
  const liaison = await web.signedIn('bif-liaison');
  expect((await liaison.get('/receipts')).text).toContain('godkender eller revisor kan hente registret');
  expect((await liaison.get('/receipts/export')).status).toBe(403);
  const coordinator = await web.signedIn('bif-coordinator');
  expect((await coordinator.get('/receipts')).status).toBe(403);
  expect((await sof.get(`/disclosures/${disclosure}/receipt`)).status).toBe(404);
});
