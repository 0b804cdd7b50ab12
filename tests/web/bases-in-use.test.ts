import { afterAll, beforeAll, expect, test } from 'vitest';
import { aReview } from '../findings/findings.ts';
import { aDraft } from '../legal-bases/fixture.ts';
import { aWebWorld, type WebWorld } from '../support/web.ts';

let web: WebWorld;
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const code = 'RSL11C';

test('of each code one version can be chosen: the own row in place of the common one, and none when it is retired', async () => {
  const { id } = await aReview(web);
  const bif = await web.signedIn('bif-liaison');
  const pages = {
    '/legal-bases/try': 'basisCode',
    [`/case-reviews/${id}/requests/new`]: 'legalBasisCode',
    [`/case-reviews/${id}/third-persons`]: 'legalBasisCode',
  };
  const offered = () =>
    Promise.all(
      Object.entries(pages).map(async ([path, name]) =>
        (await bif.get(path))
          .$$(`select[name="${name}"] option[value="${code}"]`)
          .map((option) => option.structuredText.replace(` (${code})`, '')),
      ),
    );
  expect(await offered()).toEqual([['RSL § 11 c'], ['RSL § 11 c'], ['RSL § 11 c']]);
  const draft = await web
    .as('bif-legal-officer')
    .post('/v1/legal-bases', aDraft({ citation: 'RSL § 11 c, egen' }));
  const as = (deed: string) => web.as('sof-legal-officer').post(`/v1/legal-bases/${draft.json.id}/${deed}`);
  expect((await as('approval')).status).toBe(200);
  expect(await offered()).toEqual([['RSL § 11 c, egen'], ['RSL § 11 c, egen'], ['RSL § 11 c, egen']]);
  expect((await as('retirement')).status).toBe(200);
  expect(await offered()).toEqual([[], [], []]);
});
