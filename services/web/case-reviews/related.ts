import { assignFollowUp, listFollowUps } from '#follow-ups/contract.ts';
import { dueDate, statusTag } from '../follow-ups/words.ts';
import { html, type Html } from '../html.ts';
import { link, linkButton, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { type Dossier, stateTag } from './words.ts';

/** What the agencies do after the review. */
export function followUpsOf(view: View, { id, state, followUps }: Dossier): Html {
  if (!view.may(listFollowUps.permission)) return null;
  const begun = state === 'admitted' || state === 'concluded';
  return html`<section aria-labelledby="follow-ups">
    <h2 id="follow-ups">${view.t('Opfølgning', 'Follow-up')}</h2>
    ${
      begun && view.may(assignFollowUp.permission)
        ? html`<p class="actions">
            ${linkButton(`/case-reviews/${id}/follow-ups/new`, view.t('Sæt opfølgning i gang', 'Set follow-up going'), 'secondary')}
          </p>`
        : null
    }
    ${tableOf(view, {
      caption: view.t('Opfølgning på gennemgangen', 'Follow-up on the case review'),
      quietCaption: true,
      rows: followUps,
      empty: html`<p>
        ${view.t(
          'Der er ingen opfølgning. Hver myndighed beslutter selv sin, efter sine egne regler.',
          'There is no follow-up. Each agency decides on its own, under its own rules.',
        )}
      </p>`,
      columns: [
        {
          head: view.t('Opfølgning', 'Follow-up'),
          cell: (one) => link(`/follow-ups/${one.id}`, view.say(one.typeName)),
        },
        { head: view.t('Myndighed', 'Agency'), cell: (one) => view.agency(one.agencyId) },
        { head: view.t('Frist', 'Due'), cell: (one) => dueDate(view, one) },
        { head: view.t('Status', 'Status'), cell: (one) => statusTag(view, one.status) },
      ],
    })}
  </section>`;
}

/** Other reviews of the same citizen that the reader may see. */
export function otherReviewsOf(view: View, review: Dossier): Html {
  const { otherOpenReviews, earlierReviews } = review;
  return html`${reviews(view, 'open-reviews', view.t('Andre åbne gennemgange af borgeren', 'Other open reviews of the citizen'), otherOpenReviews)}
  ${reviews(view, 'earlier-reviews', view.t('Tidligere gennemgange af borgeren', 'Earlier reviews of the citizen'), earlierReviews)}`;
}

function reviews(view: View, id: string, heading: string, rows: Dossier['earlierReviews']): Html {
  if (rows.length === 0) return null;
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${heading}</h2>
    ${tableOf(view, {
      caption: heading,
      quietCaption: true,
      rows,
      empty: null,
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
        {
          head: view.t('Gennemgået', 'Reviewed on'),
          cell: (one) => one.reviewedOn && view.shortDate(one.reviewedOn),
        },
      ],
    })}
  </section>`;
}
