import { listRecallNotices, listRecalls } from '#recalls/contract.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { link, pager, select } from '../parts.ts';
import type { View } from '../view.ts';
import { noticeTable, recallTable } from './tables.ts';

const asked = (query: Record<string, string>) => ({
  ...(query['open'] === 'true' || query['open'] === 'false' ? { open: query['open'] } : {}),
  ...(query['cursor'] === undefined ? {} : { cursor: query['cursor'] }),
});

/** What was received and has been corrected, withdrawn or revoked since. */
export const noticesPage = page({
  path: '/recall-notices',
  needs: listRecallNotices,
  show: async (view, { query }) => {
    const { items, next } = await view.ask(listRecallNotices, { query: asked(query) });
    const main = html`<p class="lead">
        ${view.t(
          'Når en myndighed retter eller trækker en oplysning tilbage, som I har fået, får I besked her. Ret eller slet jeres kopier, og svar inden fristen.',
          'When an agency corrects or withdraws a finding that you were given, you are told here. Correct or delete your copies, and answer by the deadline.',
        )}
      </p>
      <p>${link('/recalls', view.t('Se jeres egne tilbagekaldte oplysninger', 'See what your own agency has recalled'))}</p>
      ${filters(view, '/recall-notices', query)}
      ${noticeTable(view, items, {
        caption: view.t('Meddelelser, nyeste først', 'Notices, newest first'),
        quietCaption: true,
        empty: html`<p>${view.t('I har ingen meddelelser, som passer til valget.', 'You have no notices that fit the choice.')}</p>`,
      })}
      ${pager(view, '/recall-notices', query, next)}`;
    return { title: view.t('Rettede og tilbagekaldte oplysninger', 'Corrected and recalled findings'), main };
  },
});

/** What the own agency has recalled. */
export const recallsPage = page({
  path: '/recalls',
  needs: listRecalls,
  show: async (view, { query }) => {
    const { items, next } = await view.ask(listRecalls, { query: asked(query) });
    const main = html`<p class="lead">
        ${view.t(
          'Når I retter en oplysning, trækker den tilbage eller kalder en videregivelse tilbage, får alle, den er nået til, besked. Her ser I, hvem der har svaret.',
          'When you correct or withdraw a finding or revoke a disclosure, everybody it has reached is told. Here you see who has answered.',
        )}
      </p>
      <p>${link('/recall-notices', view.t('Se meddelelser til jer', 'See the notices to your agency'))}</p>
      ${filters(view, '/recalls', query)}
      ${recallTable(view, items, {
        caption: view.t('Jeres tilbagekaldelser, nyeste først', 'Your recalls, newest first'),
        quietCaption: true,
        empty: html`<p>${view.t('I har ingen tilbagekaldelser, som passer til valget. De opstår af sig selv, når I retter eller trækker noget tilbage.', 'You have no recalls that fit the choice. They arise by themselves when you correct or withdraw something.')}</p>`,
      })}
      ${pager(view, '/recalls', query, next)}`;
    return { title: view.t('Jeres tilbagekaldte oplysninger', 'What your agency has recalled'), main };
  },
});

function filters(view: View, path: string, query: Record<string, string>): Html {
  return html`<form method="get" action=${path} class="filters" role="search">
    ${select(view, {
      name: 'open',
      label: view.t('Status', 'Status'),
      value: query['open'] ?? 'all',
      options: [
        ['all', view.t('Alle', 'All')],
        ['true', view.t('Venter på svar', 'Waiting for an answer')],
        ['false', view.t('Besvaret', 'Answered')],
      ],
    })}
    <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
  </form>`;
}
