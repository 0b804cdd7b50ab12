import type { z } from 'zod';
import type { lookUpCitizen } from '#citizens/contract.ts';
import type { Refusal } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { alertBox, field, link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { stateTag } from './words.ts';

export type LookUp = z.output<typeof lookUpCitizen.output>;

/** Asked for in a body only, and shown again in the answer to it only. */
export function cprField(view: View, fault: Fault | undefined, value?: string): Html {
  return field(view, {
    name: 'cpr',
    label: view.t('CPR-nummer', 'CPR number'),
    hint: view.t('Ti cifre, med eller uden bindestreg.', 'Ten digits, with or without the hyphen.'),
    value,
    inputmode: 'numeric',
    maxlength: 20,
    width: 12,
    fault,
  });
}

/** What the look-up tells: the same whether others review the person or nobody does. */
export function lookUpAnswer(view: View, { cprMasked, replacementNumber, modulus11, reviews }: LookUp): Html {
  return html`<p>${view.t('Opslag på', 'Looked up')} <strong class="number">${cprMasked}</strong></p>
    ${replacementNumber ? html`<p>${view.t('Det er et erstatningspersonnummer.', 'It is a replacement number.')}</p>` : null}
    ${
      modulus11 || replacementNumber
        ? null
        : alertBox(
            view,
            'info',
            view.t('Se nummeret efter', 'Look at the number again'),
            html`<p>
              ${view.t(
                'Kontrolcifferet passer ikke. Siden 2007 gives der også sådanne numre, så det kan være rigtigt.',
                'The check digit does not fit. Such numbers too have been given since 2007, so it can be right.',
              )}
            </p>`,
          )
    }
    ${tableOf(view, {
      caption: view.t(
        'Gennemgange af borgeren, som du kan se',
        'Case reviews of the citizen that you can see',
      ),
      rows: reviews,
      empty: html`<p>
          <strong>${view.t('Ingen gennemgang, som du kan se.', 'No case review that you can see.')}</strong>
        </p>
        <p>
          ${view.t(
            'Svaret er det samme, hvad enten andre myndigheder gennemgår borgeren eller ingen gør. Der er altså intet at slutte af det.',
            'The answer is the same whether other agencies review the citizen or nobody does. So there is nothing to conclude from it.',
          )}
        </p>`,
      columns: [
        {
          head: view.t('Sagsnummer', 'Reference'),
          cell: (one) =>
            link(`/case-reviews/${one.id}`, one.reference ?? view.t('Indstilling', 'Nomination')),
        },
        { head: view.t('Status', 'Status'), cell: (one) => stateTag(view, one.state) },
        {
          head: view.t('Udfald', 'Outcome'),
          cell: (one) => one.outcome && view.code('reviewOutcomes', one.outcome),
        },
        { head: view.t('Indstillet', 'Nominated'), cell: (one) => view.shortDate(one.nominatedOn) },
      ],
    })}`;
}

/** When there is room in the quota again. */
export function quotaBox(view: View, refusal: Refusal | undefined): Html {
  const seconds = secondsLeft(refusal);
  if (seconds === null) return null;
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return alertBox(
    view,
    'info',
    view.t(`Prøv igen om ${minutes} min.`, `Try again in ${minutes} min.`),
    html`<p>
      ${view.t(
        'Grænsen gælder alle og beskytter borgerne mod opslag på må og få. Nummeret er ikke slået op.',
        'The limit holds for everybody and protects citizens from look-ups at random. The number was not looked up.',
      )}
    </p>`,
  );
}

function secondsLeft(refusal: Refusal | undefined): number | null {
  const limit = refusal?.details.members?.['rateLimit'];
  if (typeof limit !== 'object' || limit === null || !('resetSeconds' in limit)) return null;
  return typeof limit.resetSeconds === 'number' ? limit.resetSeconds : null;
}
