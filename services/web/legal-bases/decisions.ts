import type { z } from 'zod';
import type { evaluateDecision } from '#legal-bases/contract.ts';
import { html, type Html } from '../html.ts';
import { details, tag } from '../parts.ts';
import type { View } from '../view.ts';

type Decision = z.output<typeof evaluateDecision.output>['decisions'][number];
type Reason = Decision['refusals'][number];

/** For each recipient whether it might be shared, and every rule that says no in its own words. */
export const decisionsOf = (view: View, decisions: readonly Decision[]): Html =>
  html`<h2 id="answer">${view.t('Svar', 'Answer')}</h2>
    ${decisions.map((decision) => decisionOf(view, decision))}`;

function decisionOf(view: View, decision: Decision): Html {
  const allowed = decision.outcome !== 'deny';
  return html`<section class="box decision" aria-labelledby=${`answer-${decision.recipient}`}>
    <h3 id=${`answer-${decision.recipient}`}>${view.agency(decision.recipient)} ${allowed ? tag(view.t('Må deles', 'May be shared'), 'success') : tag(view.t('Må ikke deles', 'May not be shared'), 'error')}</h3>
    ${allowed ? allowance(view, decision) : html`<h4>${view.t('Hvorfor ikke?', 'Why not?')}</h4>${reasons(view, decision.refusals)}`}
    ${otherBases(view, decision)}
  </section>`;
}

const allowance = (view: View, { basis, sharing, useRestriction }: Decision): Html =>
  html`<p>${
    sharing === 'internal_use'
      ? view.t(
          'Inden for samme dataansvarlige, efter de samme regler.',
          'Within the same controller, by the same rules.',
        )
      : view.t(
          'Som en videregivelse fra en dataansvarlig til en anden.',
          'As a disclosure from one controller to another.',
        )
  }</p>
    ${basis ? html`<p>${view.t(`Hjemmel: ${basis.citation}, version ${basis.version}.`, `Legal basis: ${basis.citation}, version ${basis.version}.`)}</p>` : null}
    ${useRestriction ? html`<p><strong>${view.say(useRestriction)}.</strong></p>` : null}`;

const reasons = (view: View, refusals: readonly Reason[]): Html =>
  html`<ul>
    ${refusals.map((reason) => html`<li>${view.say(reason)}${' '}<span class="quiet">${[reason.provision, view.t(`regel ${reason.rule}`, `rule ${reason.rule}`)].filter((part) => part !== undefined).join(', ')}</span></li>`)}
  </ul>`;

/** How the catalogue's other bases would fare. */
function otherBases(view: View, { basis, possible, impossible }: Decision): Html {
  const others = possible.filter((option) => option.basis.id !== basis?.id);
  const useless = impossible.filter((option) => option.basis.id !== basis?.id);
  return html`${
    others.length === 0
      ? null
      : html`<p>${view.t('Disse hjemler er også mulige', 'These legal bases are possible too')}:</p>
        <ul>
          ${others.map((option) => html`<li>${`${option.basis.citation} (${option.basis.code})`}${option.refusals.length === 0 ? null : reasons(view, option.refusals)}</li>`)}
        </ul>`
  }
  ${
    useless.length === 0
      ? null
      : details(
          view.t(
            `Hvorfor ikke de andre hjemler? (${useless.length})`,
            `Why not the other legal bases? (${useless.length})`,
          ),
          html`<ul>
          ${useless.map((option) => html`<li><strong>${option.basis.citation}</strong>${reasons(view, option.refusals)}</li>`)}
        </ul>`,
        )
  }`;
}
