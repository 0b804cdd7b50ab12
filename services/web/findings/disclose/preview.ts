import { proposeRelease } from '#release-proposals/contract.ts';
import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import { alertBox, button, hidden, link } from '../../parts.ts';
import type { View } from '../../view.ts';
import type { Finding } from '../finding.ts';
import { needsOnlyApproval, pictureFor, type Preview, shownFields } from './picture.ts';

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
  const propose = !all && items.every(needsOnlyApproval) && view.may(proposeRelease.permission);
  return html`<p>
      ${view.t(
        'Intet er videregivet endnu. Sådan vil hver modtager se oplysningen:',
        'Nothing is disclosed yet. This is how each recipient will see the finding:',
      )}
    </p>
    <div class="side-by-side">${items.map((item) => pictureFor(view, item, finding))}</div>
    ${
      all || propose
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
      ${shownFields(items)}
      ${names.flatMap((name) =>
        sheet.all(name).map((value) => html`<input type="hidden" name=${name} value=${value} />`),
      )}
      <div class="actions">
        ${all ? button(view.t('Videregiv', 'Disclose'), { name: '_do', value: 'release' }) : null}
        ${propose ? button(view.t('Foreslå det for en godkender', 'Propose it to an approver'), { name: '_do', value: 'propose' }) : null}
        ${button(view.t('Tilbage og ret', 'Back and change'), { kind: 'secondary', name: '_do', value: 'change' })}
        ${link(`/findings/${finding.id}`, view.t('Ikke nu', 'Not now'))}
      </div>
    </form>`;
}
