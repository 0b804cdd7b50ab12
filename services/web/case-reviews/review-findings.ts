import { attachFinding, listFindings } from '#findings/contract.ts';
import { findingCard } from '../findings/finding-card.ts';
import { html, type Html } from '../html.ts';
import { linkButton } from '../parts.ts';
import type { View } from '../view.ts';
import type { Dossier } from './words.ts';

type Findings = Dossier['findings'];

/** The findings on cards, those of the own agency first, then those received, agency by agency. */
export function findingsOf(view: View, review: Dossier): Html {
  if (!view.may(listFindings.permission)) return null;
  const { findings } = review;
  const groups = [...Map.groupBy(findings, ({ agencyId }) => agencyId)].toSorted(([a], [b]) =>
    order(view, a, b),
  );
  return html`<section aria-labelledby="findings">
    <h2 id="findings">${view.t('Oplysninger', 'Findings')} (${findings.length})</h2>
    ${mayAttach(view, review) ? html`<p class="actions">${linkButton(`/case-reviews/${review.id}/findings/new`, view.t('Tilføj oplysning', 'Attach a finding'))}</p>` : null}
    ${
      findings.length === 0
        ? html`<div class="empty-state"><p>${nothing(view)}</p></div>`
        : html`${groups.length > 1 || findings.length > 3 ? contents(view, groups) : null}
          ${groups.map(([agencyId, list]) => group(view, agencyId, list))}`
    }
  </section>`;
}

/** Findings are attached by a party of an admitted review. */
const mayAttach = (view: View, { state, agencies }: Dossier) =>
  state === 'admitted' && agencies.includes(view.person.agencyId) && view.may(attachFinding.permission);

const nothing = (view: View) =>
  view.t(
    'Der er ingen oplysninger, som du må se: jeres egen myndighed har ingen tilføjet, og ingen er videregivet til jer.',
    'There are no findings that you may see: your own agency has attached none, and none has been disclosed to you.',
  );

/** The own agency before the others, and these by name. */
function order(view: View, a: string, b: string): number {
  const { agencyId: own } = view.person;
  if (a === own || b === own) return a === own ? -1 : 1;
  return view.agency(a).localeCompare(view.agency(b), 'da');
}

const groupTitle = (view: View, agencyId: string) =>
  agencyId === view.person.agencyId
    ? view.t(`${view.agency(agencyId)} (jeres egne)`, `${view.agency(agencyId)} (your own)`)
    : view.t(`${view.agency(agencyId)} (modtaget)`, `${view.agency(agencyId)} (received)`);

function contents(view: View, groups: readonly (readonly [string, Findings])[]): Html {
  return html`<nav aria-label=${view.t('Oplysninger efter myndighed', 'Findings by agency')}>
    <ul class="findings-contents">
      ${groups.map(
        ([agencyId, list]) =>
          html`<li><a href=${`#findings-${agencyId}`}>${groupTitle(view, agencyId)}</a>: ${list.length}</li>`,
      )}
    </ul>
  </nav>`;
}

function group(view: View, agencyId: string, list: Findings): Html {
  const newestFirst = list.toSorted((a, b) => (a.notedOn > b.notedOn ? -1 : 1));
  return html`<section aria-labelledby=${`findings-${agencyId}`}>
    <h3 id=${`findings-${agencyId}`} tabindex="-1">${groupTitle(view, agencyId)}: ${list.length}</h3>
    ${newestFirst.map((finding) => findingCard(view, finding, { heading: 4 }))}
  </section>`;
}
