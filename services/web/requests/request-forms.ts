import { requestChoices } from '#platform/codes.ts';
import { respondToRequest, withdrawRequest } from '#requests/contract.ts';
import { faultOf, hiddenOf } from '../case-reviews/form-of-many.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, checkbox, radios, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import type { Request } from './words.ts';

/** The three choices of the agency that is asked, as far as they can still be made. */
export function choicesOf(view: View, request: Request, fault: Fault | undefined): Html {
  const can = requestChoices.filter((choice) => request.allowedNext.includes(choice));
  if (can.length === 0 || !view.may(respondToRequest.permission)) return null;
  const own = faultOf(fault, 'response');
  const hints: Record<(typeof requestChoices)[number], string> = {
    accept: view.t(
      'Derefter videregiver I en oplysning som svar.',
      'You then disclose a finding as the answer.',
    ),
    accept_in_part: view.t('I svarer på noget af det.', 'You answer some of it.'),
    refuse: view.t('I behøver ikke give en grund.', 'You need not give a reason.'),
  };
  return html`<section aria-labelledby="response" class="box">
    <h2 id="response">${view.t('Jeres svar', 'Your answer')}</h2>
    <form method="post" action=${`/requests/${request.id}/response`}>
      ${hiddenOf(view, 'response', request.version)}
      ${radios(view, {
        name: 'choice',
        legend: view.t('Hvad vælger I?', 'What do you choose?'),
        options: can.map((choice) => ({
          value: choice,
          label: view.code('requestChoices', choice),
          hint: hints[choice],
        })),
        ...(can.length === 1 ? { value: can[0] } : {}),
        fault: own,
      })}
      ${textArea(view, {
        name: 'reason',
        label: view.t('Grund til ikke at imødekomme', 'Reason for not accepting'),
        required: false,
        hint: view.t(
          'Kun jeres egen myndighed ser den, medmindre I sætter hak nedenfor.',
          'Only your own agency sees it, unless you tick the box below.',
        ),
        rows: 2,
        maxlength: 1000,
        scan: true,
        fault: own,
      })}
      ${checkbox(view, {
        name: 'reasonShown',
        label: view.t(
          `Vis grunden for ${view.agency(request.fromAgencyId)}`,
          `Show the reason to ${view.agency(request.fromAgencyId)}`,
        ),
        fault: own,
      })}
      ${button(view.t('Send svaret', 'Send the answer'))}
    </form>
  </section>`;
}

/** The asker takes an open request back. */
export function withdrawal(view: View, request: Request): Html {
  if (!request.allowedNext.includes('withdraw') || !view.may(withdrawRequest.permission)) return null;
  return html`<form method="post" action=${`/requests/${request.id}/withdrawal`}>
    ${hiddenOf(view, 'withdrawal', request.version)}
    <div class="actions">
      ${button(view.t('Træk anmodningen tilbage', 'Withdraw the request'), { kind: 'secondary' })}
    </div>
  </form>`;
}
