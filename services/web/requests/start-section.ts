import { listRequests } from '#requests/contract.ts';
import { html, type Html } from '../html.ts';
import { link } from '../parts.ts';
import { section } from '../start/words.ts';
import type { View } from '../view.ts';
import { requestTable, voluntaryNote } from './table.ts';

/** Open requests to and from the own agency, soonest first; a reminder that says that it is voluntary. */
export async function requestsSection(view: View): Promise<Html> {
  if (!view.may(listRequests.permission)) return null;
  const { items } = await view.ask(listRequests, { query: { open: 'true', limit: 20 } });
  const [received, sent] = [
    items.filter(({ direction }) => direction === 'received'),
    items.filter(({ direction }) => direction === 'sent'),
  ];
  const nothing = html`<p>
    ${view.t(
      'Ingen anmodninger venter. Fra en gennemgang kan I anmode en anden myndighed om oplysninger.',
      'No requests are waiting. From a case review you can ask another agency for information.',
    )}
  </p>`;
  return section(
    'requests',
    view.t('Anmodninger', 'Requests'),
    html`${
      received.length > 0 || sent.length === 0
        ? html`${received.length > 0 ? voluntaryNote(view) : null}
            ${requestTable(view, received, {
              caption: view.t(
                'Anmodninger til jer, nærmeste dag først',
                'Requests to you, soonest day first',
              ),
              empty: nothing,
            })}`
        : null
    }
      ${
        sent.length > 0
          ? html`<h3>${view.t('I venter på', 'You are waiting for')}</h3>
              ${requestTable(view, sent, {
                caption: view.t(
                  'Anmodninger fra jer, nærmeste dag først',
                  'Requests by you, soonest day first',
                ),
                empty: null,
              })}`
          : null
      }
      <p>${link('/requests', view.t('Se alle anmodninger', 'See all requests'))}</p>`,
  );
}
