import { initiatives } from '#platform/codes.ts';
import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import type { Fault } from '../../page.ts';
import { alertBox, checkbox, checkboxes, radios } from '../../parts.ts';
import type { View } from '../../view.ts';
import { type Basis, basesIn, type Decision, reasonText, tryRules } from '../bases.ts';
import { formChoice } from '../form-choice.ts';
import { drafted } from './drafted.ts';
import { cprNotice } from './basis-step.ts';
import { askedOf, mustStandNothing } from './draft.ts';
import { stepPage } from './step-page.ts';

/** Step 3: who gets it, what each of them gets, and who cannot and why. Sending it attaches and discloses. */
export async function recipientsStep(view: View, reviewId: string, sheet: Sheet, fault?: Fault) {
  const decisions = await tryRules(view, askedOf(view, reviewId, sheet));
  if (fault === undefined) mustBeAttachable(decisions);
  const basis = basesIn(decisions).find(({ code }) => code === sheet.text('legalBasisCode'));
  const second = needsSecondApprover(decisions);
  return stepPage(view, reviewId, sheet, {
    step: 'recipients',
    before: cprNotice(view, sheet),
    fields: second ? forApprover(view) : choices(view, sheet, decisions, basis, fault),
    next: second
      ? view.t('Tilføj oplysningen', 'Attach the finding')
      : view.t('Tilføj og videregiv', 'Attach and disclose'),
  });
}

/** What an author cannot give away alone (rule D4). */
export const needsSecondApprover = (decisions: readonly Decision[]): boolean =>
  decisions.some(({ refusals }) => refusals.some(({ code }) => code === 'second_approval_missing'));

/** Refuses what is in the way of attaching it at all, whoever gets it. */
export function mustBeAttachable(decisions: readonly Decision[]): void {
  const [first] = decisions;
  mustStandNothing(
    (first?.refusals ?? []).filter(
      ({ rule, code }) => rule !== 'D2' && rule !== 'D5' && code !== 'second_approval_missing',
    ),
  );
}

const inTheWay = ({ refusals }: Decision) => refusals.filter(({ rule }) => rule === 'D2');

function choices(
  view: View,
  sheet: Sheet,
  decisions: readonly Decision[],
  basis: Basis | undefined,
  fault: Fault | undefined,
): Html {
  const open = decisions.filter((decision) => inTheWay(decision).length === 0);
  return html`${
    open.length === 0
      ? alertBox(
          view,
          'info',
          view.t('Ingen af de andre kan få oplysningen', 'None of the others can be given the finding'),
          html`<p>${view.t('Du kan tilføje den til egen myndighed.', 'You can attach it for your own agency.')}</p>`,
        )
      : null
  }
  ${checkboxes(view, {
    name: 'recipients',
    legend: view.t('Hvem skal have oplysningen?', 'Who is to be given the finding?'),
    hint: view.t(
      'Vælg ingen, hvis den foreløbig kun er til egen myndighed.',
      'Choose none if it is for your own agency only for now.',
    ),
    options: decisions.map((decision) => ({
      value: decision.recipient,
      label: view.agency(decision.recipient),
      hint: whatTheyGet(view, decision, basis),
      disabled: inTheWay(decision).length > 0,
    })),
    values: sheet.all('recipients'),
    fault,
  })}
  ${formChoice(view, sheet, fault)}
  ${
    basis?.useRestriction
      ? checkbox(view, {
          name: 'declarationNotInvestigation',
          label: view.t(
            'Jeg bekræfter, at oplysningen ikke deles med henblik på efterforskning af straffesager (retsplejeloven § 115).',
            'I declare that the finding is not shared with a view to the investigation of criminal cases (Administration of Justice Act s. 115).',
          ),
          checked: sheet.checked('declarationNotInvestigation'),
          fault,
        })
      : null
  }
  ${radios(view, {
    name: 'initiative',
    legend: view.t('Hvorfor videregives den nu?', 'Why is it disclosed now?'),
    options: initiatives.map((code) => ({ value: code, label: view.code('initiatives', code) })),
    value: sheet.text('initiative') || 'own',
    fault,
  })}
  ${open.length === 0 || basis === undefined ? null : drafted(view, sheet, basis)}`;
}

function whatTheyGet(view: View, decision: Decision, basis: Basis | undefined): string {
  const no = inTheWay(decision);
  if (no.length > 0) return no.map((reason) => reasonText(view, reason)).join(' ');
  const restriction = basis?.useRestriction;
  return [
    decision.sharing === 'internal_use'
      ? view.t('Intern brug i samme myndighed.', 'Internal use within one authority.')
      : view.t('Videregivelse til en anden myndighed.', 'Disclosure to another authority.'),
    view.t('Får oplysningen, som den er vist nedenfor.', 'Gets the finding as shown below.'),
    restriction ? `${view.say(restriction)}.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function forApprover(view: View): Html {
  const heading = view.t(
    'En godkender skal videregive oplysningen',
    'An approver has to disclose the finding',
  );
  const agency = view.agency(view.person.agencyId);
  const text = view.t(
    `Du kan tilføje den nu. Bed derefter en godkender i ${agency}, som ikke selv har skrevet den, om at videregive den fra oplysningens side. Indtil da ser kun ${agency} den.`,
    `You can attach it now. Then ask an approver of ${agency} who did not write it to disclose it from the page of the finding. Until then only ${agency} sees it.`,
  );
  return alertBox(view, 'info', heading, html`<p>${text}</p>`);
}
