import { listRequests } from '#requests/contract.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { pager, select } from '../parts.ts';
import type { View } from '../view.ts';
import { requestTable, voluntaryNote } from './table.ts';

/** What is shown unless somebody chose otherwise: all that was received. */
const chosenIn = (query: Record<string, string>) => ({
  direction: query['direction'] === 'sent' ? 'sent' : 'received',
  open: ['true', 'false'].includes(query['open'] ?? '') ? query['open'] : 'all',
  reviewId: query['reviewId'],
});
type Chosen = ReturnType<typeof chosenIn>;

export const requestsPage = page({
  path: '/requests',
  needs: listRequests,
  show: async (view, { query }) => {
    const { direction, open, reviewId } = chosenIn(query);
    const { items, next } = await view.ask(listRequests, {
      query: {
        direction,
        ...(open === 'all' ? {} : { open }),
        ...(reviewId === undefined ? {} : { reviewId }),
        ...(query['cursor'] === undefined ? {} : { cursor: query['cursor'] }),
      },
    });
    const main = html`<p class="lead">
        ${view.t(
          'En myndighed kan anmode en anden om oplysninger på en gennemgang, som de begge deltager i. Kun de to ser anmodningen. At en anmodning ikke imødekommes eller ikke besvares, siger intet om borgeren.',
          'An agency can ask another for information on a case review that both take part in. Only the two see the request. That a request is not granted or not answered says nothing about the citizen.',
        )}
      </p>
      ${voluntaryNote(view)} ${filters(view, { direction, open, reviewId })}
      ${requestTable(view, items, {
        caption: view.t('Anmodninger', 'Requests'),
        empty: html`<p>${nothing(view, direction)}</p>`,
      })}
      ${pager(view, '/requests', query, next)}`;
    return { title: view.t('Anmodninger om oplysninger', 'Requests for information'), main };
  },
});

const nothing = (view: View, direction: string): string =>
  direction === 'sent'
    ? view.t(
        'I har ikke sendt nogen anmodning, som passer til valget. Åbn en gennemgang for at sende en.',
        'You have sent no request that fits the choice. Open a case review to send one.',
      )
    : view.t(
        'I har ikke fået nogen anmodning, som passer til valget.',
        'You have received no request that fits the choice.',
      );

function filters(view: View, { direction, open, reviewId }: Chosen): Html {
  return html`<form method="get" action="/requests" class="filters" role="search">
    ${reviewId === undefined ? null : html`<input type="hidden" name="reviewId" value=${reviewId} />`}
    ${select(view, {
      name: 'direction',
      label: view.t('Hvilke', 'Which'),
      value: direction,
      options: [
        ['received', view.t('Modtaget', 'Received')],
        ['sent', view.t('Sendt', 'Sent')],
      ],
    })}
    ${select(view, {
      name: 'open',
      label: view.t('Status', 'Status'),
      value: open,
      options: [
        ['all', view.t('Alle', 'All')],
        ['true', view.t('Venter på svar', 'Waiting for an answer')],
        ['false', view.t('Afsluttede', 'Ended')],
      ],
    })}
    <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
  </form>`;
}
