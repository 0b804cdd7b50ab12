import { afterAll, beforeAll, test } from 'vitest';
import { anApiWorld, type ApiWorld } from '../api-world.ts';
import { askPages } from '../matrix-pages.ts';
import { everything } from '../matrix-routes.ts';
import { keep } from './keep.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await anApiWorld({
    standings: true,
    web: { publicUrl: () => 'http://localhost', secure: false, demoSignInPath: '/demo-idp/' },
  });
});
afterAll(() => api.close());

test('no page tells anybody what they may not know, whatever address they try', async () => {
  await keep(await askPages(api, everything));
});
