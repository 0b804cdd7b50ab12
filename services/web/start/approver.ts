import { listCaseReviews } from '#case-reviews/contract.ts';
import { municipalityOf, personOf, titleOf } from '../case-reviews/words.ts';
import { html, type Html } from '../html.ts';
import { needToKnowSections } from '../need-to-know/start.ts';
import { link, tableOf } from '../parts.ts';
import { waitingProposals } from '../release-proposals/list.ts';
import type { View } from '../view.ts';
import type { Asks } from './asks.ts';
import { ownRecalls } from '../recalls/start-section.ts';
import { nextMeeting } from './meeting.ts';
import { section } from './words.ts';

/** What liaisons have proposed to disclose, and the reviews under way. */
export async function approverSections(view: View, asks: Asks, meetingShown: boolean): Promise<Html> {
  const [proposals, meeting, recalls, reviews] = await Promise.all([
    waitingProposals(view),
    asks.meeting(),
    asks.recalls(),
    view.ask(listCaseReviews, { query: { state: 'admitted', limit: 20 } }),
  ]);
  const intro = view.t(
    'Du godkender oplysninger, hvis hjemmel kræver to personer. Åbn forslaget, se, hvad modtageren får, og videregiv det, hvis du er enig i, at det er nødvendigt.',
    'You approve findings whose legal basis requires two persons. Open the proposal, see what the recipient gets, and disclose it if you agree that it is necessary.',
  );
  const table = tableOf(view, {
    caption: view.t('Gennemgange i gang', 'Case reviews under way'),
    quietCaption: true,
    rows: reviews.items,
    columns: [
      {
        head: view.t('Gennemgang', 'Case review'),
        cell: (row) => link(`/case-reviews/${row.id}`, titleOf(view, row)),
      },
      { head: view.t('Borger', 'Citizen'), cell: (row) => personOf(view, row) },
      { head: view.t('Kommune', 'Municipality'), cell: (row) => municipalityOf(view, row.municipalityCode) },
    ],
    empty: html`<p>${view.t('Din myndighed er ikke del af nogen gennemgang, der er i gang.', 'Your agency is not part of any case review under way.')}</p>`,
  });
  const more =
    reviews.next === null
      ? null
      : html`<p>${link('/case-reviews?state=admitted', view.t('Se alle', 'See all'))}</p>`;
  return html`${section('to-approve', view.t('Gennemgange, hvor noget kan vente på din godkendelse', 'Case reviews where something may wait for your approval'), html`<p>${intro}</p>${proposals}<h3>${view.t('Gennemgange i gang', 'Case reviews under way')}</h3>${table}${more}`)}
    ${await needToKnowSections(view)} ${view.person.roles.includes('liaison') ? null : ownRecalls(view, recalls)} ${meetingShown ? null : nextMeeting(view, meeting)}`;
}
