import { listRequests } from '#requests/contract.ts';
import { html, type Html } from '../html.ts';
import { link } from '../parts.ts';
import { section } from '../start/words.ts';
import type { View } from '../view.ts';
import { requestTable, voluntaryNote } from './table.ts';

/** Open requests to and from the own agency, soonest first, with a reminder that it is voluntary; nothing where none is open. */
export async function requestsSection(view: View): Promise<Html> {
  if (!view.may(listRequests.permission)) return null;
  const { items } = await view.ask(listRequests, { query: { open: 'true', limit: 20 } });
  const [received, sent] = [
    items.filter(({ direction }) => direction === 'received'),
    items.filter(({ direction }) => direction === 'sent'),
  ];
  if (items.length === 0) return null;
  return section(
    'requests',
    view.t('Anmodninger', 'Requests'),
    html`${
      received.length > 0
        ? html`${voluntaryNote(view)}
            ${requestTable(view, received, {
              caption: view.t(
                'Anmodninger til jer, nærmeste dag først',
                'Requests to you, soonest day first',
              ),
              empty: null,
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
