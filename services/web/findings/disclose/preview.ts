import type { z } from 'zod';
import type { previewDisclosure } from '#findings/contract.ts';
import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import { alertBox, button, hidden, link } from '../../parts.ts';
import type { View } from '../../view.ts';
import { reasonText } from '../bases.ts';
import { findingCard } from '../finding-card.ts';
import type { Finding } from '../finding.ts';
import { keptBack } from '../kept-back.ts';

type Preview = z.output<typeof previewDisclosure.output>['items'][number];

const names = [
  'recipients',
  'legalBasisCode',
  'necessity',
  'declarationNotInvestigation',
  'form',
  'initiative',
  'requestId',
  'purpose',
];

/** Each recipient side by side, with exactly what the API would give it, and the button that gives it. */
export function previewOf(view: View, finding: Finding, items: readonly Preview[], sheet: Sheet): Html {
  const all = items.every(({ outcome }) => outcome !== 'deny');
  return html`<p>
      ${view.t(
        'Intet er videregivet endnu. Sådan vil hver modtager se oplysningen:',
        'Nothing is disclosed yet. This is how each recipient will see the finding:',
      )}
    </p>
    <div class="side-by-side">${items.map((item) => pictureFor(view, finding, item))}</div>
    ${
      all
        ? null
        : alertBox(
            view,
            'warning',
            view.t('Den kan ikke videregives sådan', 'It cannot be disclosed like this'),
            html`<p>
              ${view.t(
                'Alle valgte modtagere får den, eller ingen. Gå tilbage, og fjern dem, der ikke kan få den, eller ret det, der mangler.',
                'All chosen recipients are given it, or none. Go back and remove those that cannot be given it, or mend what is missing.',
              )}
            </p>`,
          )
    }
    <form method="post" action=${`/findings/${finding.id}/disclose`}>
      ${hidden(view, { version: sheet.version() ?? finding.version })}
      ${names.flatMap((name) =>
        sheet.all(name).map((value) => html`<input type="hidden" name=${name} value=${value} />`),
      )}
      <div class="actions">
        ${all ? button(view.t('Videregiv', 'Disclose'), { name: '_do', value: 'release' }) : null}
        ${button(view.t('Tilbage og ret', 'Back and change'), { kind: 'secondary', name: '_do', value: 'change' })}
        ${link(`/findings/${finding.id}`, view.t('Fortryd', 'Cancel'))}
      </div>
    </form>`;
}

function pictureFor(view: View, own: Finding, item: Preview): Html {
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
            'error',
            view.t('Kan ikke få oplysningen', 'Cannot be given the finding'),
            html`<ul>
                ${refusals.map((reason) => html`<li>${reasonText(view, reason)}</li>`)}
              </ul>
              <p>${view.t('Det kan ændre svaret:', 'What would change the answer:')}</p>
              <ul>
                ${refusals.map(({ mend }) => html`<li>${view.say(mend)}</li>`)}
              </ul>`,
          )
        : html`${findingCard(view, finding, { preview: true })}${keptBack(view, own)}${removed(view, item)}`
    }
  </section>`;
}

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
