import type { z } from 'zod';
import { type listAffiliationStatements, stateAffiliation } from '#assessments/contract.ts';
import { affiliationValues } from '#platform/codes.ts';
import { faultOf, hiddenOf } from '../case-reviews/form-of-many.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { alertBox, button, checkbox, field, radios, tableOf, tag, textArea } from '../parts.ts';
import type { View } from '../view.ts';

type Statement = z.output<typeof listAffiliationStatements.output>['items'][number];
const name = 'affiliation';

/** The police's statements, newest first, and the form that states it anew or withdraws it. */
export function affiliationSection(
  view: View,
  reviewId: string,
  statements: readonly Statement[],
  fault: Fault | undefined,
): Html {
  const [newest] = statements;
  return html`<section aria-labelledby="affiliation">
    <h2 id="affiliation">${view.t('Tilknytning', 'Affiliation')}</h2>
    ${standing(view, newest)}
    ${tableOf(view, {
      caption: view.t(
        'Hvad politiet har vurderet, nyeste først',
        'What the police have stated, newest first',
      ),
      rows: statements,
      columns: [
        { head: view.t('Vurdering', 'Statement'), cell: (one) => valueTag(view, one) },
        {
          head: view.t('Vurderet', 'Stated'),
          cell: (one) => `${view.shortDate(one.statedOn)}, ${one.author?.name ?? ''}`,
        },
        {
          head: view.t('Ses efter senest', 'To be reviewed by'),
          cell: (one) => one.reviewDueOn && view.shortDate(one.reviewDueOn),
        },
        { head: view.t('Grund', 'Ground'), cell: (one) => one.ground },
      ],
      empty: html`<p>${view.t('Politiet har ikke vurderet tilknytning på denne gennemgang.', 'The police have stated no affiliation on this case review.')}</p>`,
    })}
    ${view.may(stateAffiliation.permission) ? statementForm(view, reviewId, newest, faultOf(fault, name)) : null}
  </section>`;
}

function standing(view: View, newest: Statement | undefined): Html {
  if (!newest?.carriesReview || newest.inForce) return null;
  const text = newest.lapsed
    ? view.t(
        'Vurderingen er ikke bekræftet igen i tide. Gennemgangen hviler på den og er derfor ikke på nogen dagsorden. Bekræft den, eller træk den tilbage.',
        'The statement was not confirmed again in time. The case review is held because of it and is therefore on no agenda. Confirm it, or withdraw it.',
      )
    : view.t(
        'Gennemgangen hviler på vurderingen, som ikke er bekræftet. Den er derfor ikke på nogen dagsorden.',
        'The case review is held because of the statement, which is not confirmed. It is therefore on no agenda.',
      );
  return alertBox(view, 'warning', view.t('Ikke på dagsordener', 'On no agenda'), html`<p>${text}</p>`);
}

const valueTag = (view: View, one: Statement): Html =>
  html`${tag(view.code('affiliationValues', one.value), one.inForce ? 'success' : 'none')}
  ${one.lapsed ? html` ${tag(view.t('Ikke bekræftet igen', 'Not confirmed again'), 'warning')}` : null}
  ${one.carriesReview ? html`<br /><span class="quiet">${view.t('Gennemgangen hviler på den', 'The case review is held because of it')}</span>` : null}`;

const statementForm = (
  view: View,
  reviewId: string,
  newest: Statement | undefined,
  fault: Fault | undefined,
): Html =>
  html`<h3>${newest ? view.t('Bekræft igen, eller træk tilbage', 'Confirm anew, or withdraw') : view.t('Vurdér tilknytning', 'State an affiliation')}</h3>
    <form method="post" action=${`/case-reviews/${reviewId}/affiliation`}>
      ${hiddenOf(view, name, newest?.version ?? 0)}
      ${radios(view, {
        name: 'value',
        legend: view.t('Hvad er politiets vurdering?', 'What do the police state?'),
        hint: view.t('Skriv ingen gruppe og ingen grad.', 'Name no group and no level.'),
        options: affiliationValues
          .filter((code) => code !== 'withdrawn' || (newest !== undefined && newest.value !== 'withdrawn'))
          .map((code) => ({ value: code, label: view.code('affiliationValues', code) })),
        value: null,
        fault,
      })}
      ${field(view, {
        name: 'reviewDueOn',
        label: view.t('Ses efter senest', 'To be reviewed by'),
        hint: view.t(
          'Højst 12 måneder frem. Udelades, når vurderingen trækkes tilbage (retshåndhævelsesloven § 4, stk. 6).',
          'At most 12 months ahead. Left out when the statement is withdrawn (Law Enforcement Data Protection Act s. 4(6)).',
        ),
        type: 'date',
        min: view.today,
        width: 12,
        required: false,
        fault,
      })}
      ${checkbox(view, {
        name: 'carriesReview',
        label: view.t(
          'Gennemgangen hviler på vurderingen: uden en bekræftet vurdering kommer den ikke på dagsordener.',
          'The case review is held because of it: without a confirmed statement it is on no agenda.',
        ),
        checked: newest?.carriesReview ?? true,
        fault,
      })}
      ${textArea(view, {
        name: 'ground',
        label: view.t('Kort grund', 'Ground in short'),
        hint: view.t('Kun politiet ser den.', 'Only the police see it.'),
        rows: 2,
        maxlength: 500,
        required: false,
        scan: true,
        fault,
      })}
      ${button(view.t('Gem vurderingen', 'Save the statement'))}
    </form>`;
