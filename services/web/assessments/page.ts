import { listAffiliationStatements, listSecurityAssessments } from '#assessments/contract.ts';
import { html } from '../html.ts';
import { basesInUse } from '../legal-bases/in-use.ts';
import { page } from '../page.ts';
import { link } from '../parts.ts';
import { affiliationSection } from './affiliation.ts';
import { securitySection } from './security.ts';

/** What only the police state of the citizen of a review: affiliation, and the conditions for a safe meeting. */
export const assessmentsPage = page({
  path: '/case-reviews/:reviewId/assessments',
  needs: listAffiliationStatements,
  show: async (view, { params, query, fault }) => {
    const reviewId = params['reviewId'] ?? '';
    const of = { params: { reviewId }, purpose: 'prevention' } as const;
    // First what only the police may ask: everybody else is refused the same, whatever the review is to them.
    const { items: statements } = await view.ask(listAffiliationStatements, of);
    const [{ items: security }, bases] = await Promise.all([
      view.ask(listSecurityAssessments, of),
      basesInUse(view),
    ]);
    const main = html`<p>${link(`/case-reviews/${reviewId}`, view.t('Tilbage til gennemgangen', 'Back to the case review'))}</p>
      <p class="lead">
        ${view.t(
          'Kun politiet ser denne side. Skal andre vide noget af det, videregives det som en oplysning eller som vilkår for et sikkert møde.',
          'Only the police see this page. What others are to know of it is disclosed as a finding, or as conditions for a safe meeting.',
        )}
      </p>
      ${affiliationSection(view, reviewId, statements, fault)}
      ${securitySection(view, { reviewId, security, bases, renew: query['renew'], fault })}`;
    return { title: view.t('Politiets vurderinger', 'Assessments of the police'), main };
  },
});
