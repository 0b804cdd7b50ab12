import { settleAgenda } from '#agendas/contract.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, details, hidden, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { placeName } from './settle-order.ts';
import { type Agenda, faultIn, formName, type Item, nameOf } from './words.ts';

/** Settling the newest proposal: as it is, or in another order, with cases taken off or put on. */
export function settleForm(view: View, agenda: Agenda, given: Fault | undefined): Html {
  if (!view.may(settleAgenda.permission) || agenda.revision !== agenda.newestRevision) return null;
  const fault = faultIn(given, 'settle');
  const settled = agenda.state === 'settled';
  return html`<form method="post" action=${`/meetings/${agenda.meeting.id}/settlement`} class="settle-form">
    ${hidden(view, { version: agenda.meeting.version })} ${formName('settle')}
    <input type="hidden" name="revision" value=${agenda.revision} />
    ${details(
      view.t('Ret rækkefølgen, tag af eller sæt på', 'Change the order, take off or put on'),
      html`${placesTable(view, agenda, fault)} ${additions(view, agenda, fault)}`,
      fault !== undefined,
    )}
    ${button(
      settled
        ? view.t('Fastlæg dagsordenen igen', 'Settle the agenda again')
        : view.t('Fastlæg dagsordenen', 'Settle the agenda'),
      { kind: settled ? 'secondary' : 'primary' },
    )}
  </form>`;
}

function placesTable(view: View, { items }: Agenda, fault: Fault | undefined): Html {
  const removed = fault?.form.all('remove') ?? [];
  return tableOf(view, {
    caption: view.t('Rækkefølge', 'Order'),
    rows: items,
    columns: [
      { head: view.t('Plads', 'Place'), cell: (item) => placeField(view, item, fault) },
      { head: view.t('Gennemgang', 'Case review'), cell: (item) => nameOf(view, item) },
      {
        head: view.t('Tag af', 'Take off'),
        cell: (item) =>
          tick(
            'remove',
            item.reviewId,
            view.t(`Tag ${nameOf(view, item)} af`, `Take ${nameOf(view, item)} off`),
            removed,
          ),
      },
    ],
    empty: html`<p>${view.t('Der er ingen gennemgange på forslaget.', 'There are no case reviews on the proposal.')}</p>`,
  });
}

function placeField(view: View, item: Item, fault: Fault | undefined): Html {
  const name = placeName(item.reviewId);
  return html`<input
    class="form-input width-4"
    type="number"
    min="1"
    name=${name}
    value=${fault?.form.text(name) ?? item.position}
    aria-label=${view.t(`Plads for ${nameOf(view, item)}`, `Place of ${nameOf(view, item)}`)}
  />`;
}

function tick(name: 'add' | 'remove', reviewId: string, label: string, ticked: readonly string[]): Html {
  const id = `${name}-${reviewId}`;
  return html`<div class="form-group-checkbox">
    <input type="checkbox" class="form-checkbox" id=${id} name=${name} value=${reviewId} checked=${ticked.includes(reviewId)} />
    <label class="form-label" for=${id}>${label}</label>
  </div>`;
}

/** Only what is admitted can be put on. */
function additions(view: View, { absent }: Agenda, fault: Fault | undefined): Html {
  const possible = (absent ?? []).filter(({ reason }) => reason.code !== 'not_admitted').slice(0, 100);
  if (possible.length === 0) return null;
  const added = fault?.form.all('add') ?? [];
  return html`<fieldset>
    <legend class="form-label">${view.t('Sæt på, bagest', 'Put on, last')}</legend>
    ${possible.map(({ reviewId, reference, reason }) =>
      tick('add', reviewId, `${reference ?? view.t('Uden nummer', 'No number')}: ${view.say(reason)}`, added),
    )}
  </fieldset>`;
}
