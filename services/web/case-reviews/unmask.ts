import { unmaskCitizen } from '#citizens/contract.ts';
import { html } from '../html.ts';
import { form } from '../page.ts';
import { linkButton } from '../parts.ts';
import { withFields } from './form-of-many.ts';
import { reviewPage } from './review.ts';

/**
 * The whole number, in the answer to the form alone: in no address, no cookie, and kept by no browser. The form is sent to the
 * review's own address, where whoever reloads or changes language is led back.
 */
export const unmask = form({
  path: '/case-reviews/:reviewId',
  of: reviewPage,
  needs: unmaskCitizen,
  does: async (view, { params, form: sheet }) => {
    const { cpr } = await withFields(
      view.ask(unmaskCitizen, { params, body: { reason: sheet.optional('unmaskReason') } }),
      { '/body/reason': 'unmaskReason' },
    );
    const main = html`<p class="cpr-number">${cpr}</p>
      <p>
        ${view.t(
          'Nummeret vises kun på denne side. Skriv det ikke i fritekst. Opslaget og din grund står nu i logbogen.',
          'The number is shown on this page only. Do not write it in free text. The look-up and your reason are now in the trail.',
        )}
      </p>
      <p>
        ${linkButton(`/case-reviews/${params['reviewId']}`, view.t('Tilbage til gennemgangen', 'Back to the case review'))}
      </p>`;
    return { title: view.t('Hele CPR-nummeret', 'The whole CPR number'), main };
  },
});
