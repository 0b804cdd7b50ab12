import { readDossier } from '#case-reviews/contract.ts';
import { listAssignments } from '#need-to-know/contract.ts';
import { closedNotice } from '../agreements/standing.ts';
import { html, type Html } from '../html.ts';
import { whoHas } from '../need-to-know/who-has.ts';
import { page } from '../page.ts';
import { link } from '../parts.ts';
import type { View } from '../view.ts';
import { listAffiliationStatements } from '#assessments/contract.ts';
import { listThirdPersons } from '#third-persons/contract.ts';
import { securityBox } from '../assessments/security-box.ts';
import { answersOf, ownAnswer } from './answers.ts';
import { deedsOf } from './deeds.ts';
import { headOf } from './head.ts';
import { followUpsOf, otherReviewsOf } from './related.ts';
import { findingsOf } from './review-findings.ts';
import { titleOf } from './words.ts';

/** One case review with all of it that the reader may see, and what the reader may do next. */
export const reviewPage = page({
  path: '/case-reviews/:reviewId',
  needs: readDossier,
  show: async (view, { params, fault }) => {
    const [review, assignments, closed] = await Promise.all([
      view.ask(readDossier, { params }),
      view.ask(listAssignments, { params }),
      closedNotice(view, params['reviewId'] ?? ''),
    ]);
    const main = html`${ways(view, review)} ${closed} ${securityBox(view, review.security)}
      <div class="two-columns review-columns">
        <div>${headOf(view, review, fault)} ${ownAnswer(view, review, fault)} ${whoHas(view, review, assignments, fault)}</div>
        ${deedsOf(view, review, fault)}
      </div>
      ${answersOf(view, review)} ${findingsOf(view, review)} ${followUpsOf(view, review)} ${otherReviewsOf(view, review)}`;
    return { title: titleOf(view, review), main };
  },
});

/** The ways to the list and to what has a page of its own: the police's assessments, and third persons. */
function ways(view: View, { id, agencies }: { id: string; agencies: readonly string[] }): Html {
  const police = view.person.agencyKind === 'police' && view.may(listAffiliationStatements.permission);
  const party = agencies.includes(view.person.agencyId) && view.may(listThirdPersons.permission);
  const [list, assessments, thirdPersons] = [
    link('/case-reviews', view.t('Alle gennemgange', 'All case reviews')),
    link(`/case-reviews/${id}/assessments`, view.t('Politiets vurderinger', 'Assessments of the police')),
    link(`/case-reviews/${id}/third-persons`, view.t('Tredjepersoner', 'Third persons')),
  ];
  return html`<p>${list}${police ? html`${' · '}${assessments}` : null}${party ? html`${' · '}${thirdPersons}` : null}</p>`;
}
