import type { z } from 'zod';
import type { previewDisclosure } from '#findings/contract.ts';
import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import { alertBox } from '../../parts.ts';
import type { View } from '../../view.ts';
import { reasonText } from '../bases.ts';
import { findingCard } from '../finding-card.ts';
import { keptBack } from '../kept-back.ts';

export type Preview = z.output<typeof previewDisclosure.output>['items'][number];

/** What one recipient would get, or why it cannot be given the finding; `own`: what of it stays with the own agency. */
export function pictureFor(
  view: View,
  item: Preview,
  own?: { necessity: string | null; sourceClass: string | null },
): Html {
  const { recipient, finding, refusals, sharing } = item;
  return html`<section aria-labelledby=${`for-${recipient}`}>
    <h2 id=${`for-${recipient}`}>${view.agency(recipient)}</h2>
    <p class="quiet">
      ${
        sharing === 'internal_use'
          ? view.t('Intern brug i samme myndighed', 'Internal use within one authority')
          : view.t('Videregivelse til en anden myndighed', 'Disclosure to another authority')
      }
    </p>
    ${
      finding === null
        ? alertBox(
            view,
            needsOnlyApproval(item) ? 'info' : 'error',
            needsOnlyApproval(item)
              ? view.t('Venter på en godkender', 'Waits for an approver')
              : view.t('Kan ikke få oplysningen', 'Cannot be given the finding'),
            html`<ul>
                ${refusals.map((reason) => html`<li>${reasonText(view, reason)}</li>`)}
              </ul>
              <p>${view.t('Det kan ændre svaret:', 'What would change the answer:')}</p>
              <ul>
                ${refusals.map(({ mend }) => html`<li>${view.say(mend)}</li>`)}
              </ul>`,
          )
        : html`${findingCard(view, finding, { preview: true })}${own ? keptBack(view, own) : null}${removed(view, item)}`
    }
  </section>`;
}

/** What a page shows each recipient would get, sent with its form: anything else is given to nobody. */
export const shownFields = (items: readonly Preview[]): Html =>
  html`${items.map(({ recipient, contentHash }) =>
    contentHash === null
      ? null
      : html`<input type="hidden" name="seen" value=${`${recipient} ${contentHash}`} />`,
  )}`;

/** What the page that a form was sent from showed. */
export const shownIn = (sheet: Sheet) =>
  sheet.all('seen').map((one) => {
    const [recipient = '', contentHash = ''] = one.split(' ');
    return { recipient, contentHash };
  });

/** Nothing is in the way but that somebody else has to do it. */
export const needsOnlyApproval = ({ refusals }: Preview): boolean =>
  refusals.every(({ code }) => code === 'second_approval_missing');

/** What this recipient is not given and why, and the hash that what it is given will have. */
const removed = (view: View, { removed: parts, finding, contentHash }: Preview): Html =>
  html`${
    finding?.form === 'fact_only' ? html`<p>${parts.slice(0, 1).map((part) => view.say(part))}</p>` : null
  }
    <p class="quiet">
      ${view.t('Indholdets hashværdi, som den står på kvitteringen: ', 'Hash of the content, as on the receipt: ')}<code
        >${contentHash?.slice(0, 12)}</code
      >
    </p>`;
