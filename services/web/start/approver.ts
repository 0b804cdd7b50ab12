import { html, type Html } from '../html.ts';
import { needToKnowSections } from '../need-to-know/start.ts';
import { link } from '../parts.ts';
import { waitingProposals } from '../release-proposals/list.ts';
import type { View } from '../view.ts';
import type { Asks } from './asks.ts';
import { ownRecalls } from '../recalls/start-section.ts';
import { nextMeeting } from './meeting.ts';
import { section } from './words.ts';

/** What liaisons have proposed to disclose, and who opened what within the agency. */
export async function approverSections(view: View, asks: Asks, meetingShown: boolean): Promise<Html> {
  const [proposals, meeting, recalls] = await Promise.all([
    waitingProposals(view),
    asks.meeting(),
    asks.recalls(),
  ]);
  const intro = view.t(
    'Du godkender oplysninger, hvis hjemmel kræver to personer. Åbn forslaget, se, hvad modtageren får, og videregiv det, hvis du er enig i, at det er nødvendigt.',
    'You approve findings whose legal basis requires two persons. Open the proposal, see what the recipient gets, and disclose it if you agree that it is necessary.',
  );
  const underWay = link(
    '/case-reviews?state=admitted',
    view.t('Se gennemgange i gang', 'See case reviews under way'),
  );
  return html`${section('to-approve', view.t('Forslag, der venter på din godkendelse', 'Proposals that wait for your approval'), html`<p>${intro}</p>${proposals}<p>${underWay}</p>`)}
    ${await needToKnowSections(view)} ${view.person.roles.includes('liaison') ? null : ownRecalls(view, recalls)} ${meetingShown ? null : nextMeeting(view, meeting)}`;
}
