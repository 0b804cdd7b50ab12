import { getMe } from '#identity/contract.ts';
import { html } from '../html.ts';
import { page } from '../page.ts';

export const startPage = page({
  path: '/',
  needs: getMe,
  show: async (view) => ({ title: view.t('Forside', 'Start'), main: html`<p>${view.person.name}</p>` }),
});
