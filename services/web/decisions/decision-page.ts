import type { z } from 'zod';
import { getDecision } from '#decisions/contract.ts';
import { useRestrictionBox } from '../findings/finding-card.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { definitionList, link, tag } from '../parts.ts';
import type { View } from '../view.ts';

type Decision = z.output<typeof getDecision.output>;

/** Why something was allowed or refused: the rule, the provision, who decides, and what would change it. */
export const decisionPage = page({
  path: '/decisions/:decisionId',
  needs: getDecision,
  show: async (view, { params }) => {
    const decision = await view.ask(getDecision, { params });
    return {
      title: titleOf(view, decision),
      main: html`<p class="lead">${view.say(decision.sentence)}</p>
        <p class="tags">${outcomeTag(view, decision)}</p>
        ${useRestrictionBox(view, decision.useRestriction)}
        ${decision.refusals.length === 0 ? null : reasons(view, decision)}
        <h2>${view.t('Hvad kan ændre det?', 'What would change it?')}</h2>
        <ul>
          ${decision.wouldChange.map((text) => html`<li>${view.say(text)}</li>`)}
        </ul>
        <h2>${view.t('Hvem afgør det?', 'Who decides?')}</h2>
        <p>${view.say(decision.whoDecides)}</p>
        <h2>${view.t('Hvad reglernes svar hviler på', 'What the rules’ answer rests on')}</h2>
        ${definitionList(view, groundsOf(view, decision))} ${factsOf(view, decision)} ${back(view, decision)}`,
    };
  },
});

function titleOf(view: View, { kind, outcome, recipient }: Decision): string {
  const to = recipient === null ? '' : view.agency(recipient);
  if (kind === 'attachment')
    return outcome === 'deny'
      ? view.t('Hvorfor kunne oplysningen ikke tilføjes?', 'Why could the finding not be attached?')
      : view.t('Hvorfor måtte oplysningen tilføjes?', 'Why could the finding be attached?');
  return outcome === 'deny'
    ? view.t(`Hvorfor kunne ${to} ikke få oplysningen?`, `Why could ${to} not be given the finding?`)
    : view.t(`Hvorfor har ${to} fået oplysningen?`, `Why was ${to} given the finding?`);
}

function outcomeTag(view: View, { kind, outcome }: Decision): Html {
  if (kind === 'attachment')
    return outcome === 'deny'
      ? tag(view.t('Kunne ikke tilføjes', 'Could not be attached'), 'error')
      : tag(view.t('Måtte tilføjes', 'Could be attached'), 'success');
  return tag(view.code('decisionOutcomes', outcome), outcome === 'deny' ? 'error' : 'success');
}

const reasons = (view: View, { refusals }: Decision): Html =>
  html`<h2>${view.t('Hvorfor ikke?', 'Why not?')}</h2>
    <ul>
      ${refusals.map(
        (reason) =>
          html`<li>
            ${view.say(reason)}${' '}<span class="quiet"
              >${[reason.provision, view.t(`regel ${reason.rule}`, `rule ${reason.rule}`)].filter((part) => part !== undefined).join(', ')}</span
            >
          </li>`,
      )}
    </ul>`;

function groundsOf(view: View, decision: Decision): (readonly [string, Html])[] {
  const { basis, law, rules, provision, sharing, catalogueVersion, kind, wished } = decision;
  return [
    [view.t('Bestemmelse', 'Provision'), provision],
    [
      view.t('Hjemmel', 'Legal basis'),
      basis && link(`/legal-bases/${basis.id}`, `${basis.citation} (version ${basis.version})`),
    ],
    [view.t('Lov', 'Act'), law],
    [view.t('Formål', 'Purpose'), view.code('purposes', decision.purpose)],
    [
      view.t('Ønsket', 'Wished'),
      kind === 'disclosure' && decision.own && wished === 'fact_only'
        ? view.code('disclosureForms', wished)
        : null,
    ],
    [
      view.t('Deling', 'Sharing'),
      sharing &&
        (sharing === 'internal_use'
          ? view.t('Intern brug i samme myndighed', 'Internal use within one authority')
          : view.t('Videregivelse til en anden myndighed', 'Disclosure to another authority')),
    ],
    [
      decision.outcome === 'deny'
        ? view.t('Regler, der siger nej', 'Rules that say no')
        : view.t('Regler, der er prøvet', 'Rules that were tried'),
      rules.join(', '),
    ],
    [
      view.t('Katalogets udgave', 'Version of the catalogue'),
      catalogueVersion === 'carried-over'
        ? view.t('Fra før reglernes svar blev gemt', 'From before the rules’ answers were kept')
        : html`<code>${catalogueVersion}</code>`,
    ],
    [view.t('Besvaret', 'Answered'), view.date(decision.decidedOn)],
  ];
}

/** What the rules were asked, for the agency that asked them. */
function factsOf(view: View, { facts }: Decision): Html {
  if (facts === null) return null;
  const code = (list: string, name: string) => {
    const value = facts[name];
    return typeof value === 'string' ? view.code(list, value) : null;
  };
  return html`<h3>${view.t('Oplysningen, som reglerne så den', 'The finding as the rules saw it')}</h3>
    ${definitionList(view, [
      [view.t('Type', 'Class'), code('dataClasses', 'dataClass')],
      [view.t('Handler om', 'About'), code('subjects', 'subject')],
      [view.t('Art', 'Kind'), code('statementKinds', 'statementKind')],
      [view.t('Kategori', 'Category'), code('subjectCategories', 'subjectCategory')],
      [
        view.t('Begrundelse for nødvendigheden', 'Statement of necessity'),
        facts['necessityGiven'] === true ? view.t('Givet', 'Given') : view.t('Mangler', 'Missing'),
      ],
    ])}`;
}

const back = (view: View, { findingId, reviewId }: Decision): Html =>
  html`<p>
    ${
      findingId === null
        ? link(`/case-reviews/${reviewId}`, view.t('Til gennemgangen', 'To the case review'))
        : link(`/findings/${findingId}`, view.t('Til oplysningen', 'To the finding'))
    }
  </p>`;
