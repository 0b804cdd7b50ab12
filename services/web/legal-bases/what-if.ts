import type { z } from 'zod';
import { listLegalBases, whatIf } from '#legal-bases/contract.ts';
import { orNotFound } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { alertBox, link, tableOf, tag } from '../parts.ts';
import type { View } from '../view.ts';
import { titleOf } from './words.ts';

type WhatIf = z.output<typeof whatIf.output>;
type Changed = WhatIf['items'][number];

/** What a draft would change of what stands, before it is approved: ids and codes, because jurists read no findings. */
export const whatIfPage = page({
  path: '/legal-bases/:legalBasisId/what-if',
  needs: whatIf,
  show: async (view, { params }) => {
    const { items: bases } = await view.ask(listLegalBases);
    const basis = orNotFound(bases.find(({ id }) => id === params['legalBasisId']));
    const found = await view.ask(whatIf, { params, body: {} });
    return {
      title: view.t('Hvad ville udkastet ændre?', 'What would the draft change?'),
      main: html`<p class="lead">${titleOf(view, basis)}</p>
        ${summary(view, found)} ${found.items.length === 0 ? null : changedTable(view, found)}
        <p>${link(`/legal-bases/${basis.id}`, view.t('Tilbage til udkastet', 'Back to the draft'))}</p>`,
    };
  },
});

function summary(view: View, { on, tried, changed, items }: WhatIf): Html {
  const day = view.date(on);
  const heading =
    changed === 0
      ? view.t('Intet ville blive afgjort anderledes', 'Nothing would be decided otherwise')
      : view.t(`${changed} ville blive afgjort anderledes`, `${changed} would be decided otherwise`);
  return html`${alertBox(
    view,
    changed === 0 ? 'success' : 'warning',
    heading,
    html`<p>${view.t(
      `${tried} oplysninger og videregivelser i jeres myndighed er prøvet efter kataloget, som det ville være den ${day}.`,
      `${tried} findings and disclosures of your authority were tried by the catalogue as it would be on ${day}.`,
    )}</p>`,
  )}
    <p>${view.t(
      'Intet er ændret. Det, der allerede er videregivet, bliver stående, også når udkastet godkendes; men det ville ikke kunne gives sådan igen. Du ser kun numre og koder: jurister læser ikke oplysninger.',
      'Nothing is changed. What has been disclosed stays, also when the draft is approved; but it could not be given like that again. You see only ids and codes: legal officers read no findings.',
    )}</p>
    ${items.length < changed ? html`<p>${view.t(`De første ${items.length} vises.`, `The first ${items.length} are shown.`)}</p>` : null}`;
}

const changedTable = (view: View, { items }: WhatIf): Html =>
  tableOf<Changed>(view, {
    caption: view.t('Ville blive afgjort anderledes', 'Would be decided otherwise'),
    quietCaption: true,
    rows: items,
    columns: [
      {
        head: view.t('Hvad', 'What'),
        cell: ({ kind, findingId, version }) =>
          html`${kind === 'attachment' ? view.t('Oplysning', 'Finding') : view.t('Videregivelse', 'Disclosure')}<br /><code
              >${`${findingId.slice(0, 8)}, ${view.t('version', 'version')} ${version}`}</code
            >`,
      },
      {
        head: view.t('Fra og til', 'From and to'),
        cell: ({ agencyId, recipient }) =>
          recipient === null ? view.agency(agencyId) : `${view.agency(agencyId)} → ${view.agency(recipient)}`,
      },
      { head: view.t('Nu', 'Now'), cell: ({ kind, from }) => outcome(view, kind, from) },
      { head: view.t('Med udkastet', 'With the draft'), cell: ({ kind, to }) => outcome(view, kind, to) },
    ],
    empty: null,
  });

function outcome(view: View, kind: Changed['kind'], answer: Changed['to']): Html {
  const name =
    kind === 'disclosure'
      ? view.code('decisionOutcomes', answer.outcome)
      : answer.outcome === 'deny'
        ? view.t('Kan ikke tilføjes', 'Cannot be attached')
        : view.t('Kan tilføjes', 'Can be attached');
  return html`${tag(name, answer.outcome === 'deny' ? 'error' : 'success')}
  ${answer.because.map((reason) => html`<br /><span class="quiet">${`${reason.rule}: ${view.say(reason)}`}</span>`)}
  ${answer.useRestriction === null ? null : html`<br /><span class="quiet">${view.t('Må ikke anvendes til efterforskning', 'Not for investigation')}</span>`}`;
}
