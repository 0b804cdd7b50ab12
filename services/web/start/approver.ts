import { html, type Html } from '../html.ts';
import { needToKnowSections } from '../need-to-know/start.ts';
import { link, linkButton } from '../parts.ts';
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
  const heading = view.t('Forslag, der venter på din godkendelse', 'Proposals that wait for your approval');
  const underWay = link(
    '/case-reviews?state=admitted',
    view.t('Se gennemgange i gang', 'See case reviews under way'),
  );
  const body =
    proposals === null
      ? html`<p>${view.t('Ingen forslag venter på en godkender.', 'No proposals wait for an approver.')}</p>`
      : html`<p>${intro}</p>
          ${proposals}`;
  return html`${section('to-approve', heading, html`${body}<p>${underWay}</p>`)}
    ${await needToKnowSections(view)} ${view.person.roles.includes('liaison') ? null : ownRecalls(view, recalls)} ${meetingShown ? null : nextMeeting(view, meeting)}
    ${ways(view)}`;
}

/** What else an approver looks after. */
const ways = (view: View): Html =>
  html`<div class="actions">
    ${linkButton('/openings', view.t('Se alle åbninger', 'See all openings'), 'secondary')}
    ${linkButton('/release-proposals', view.t('Se alle forslag', 'See all proposals'), 'secondary')}
    ${linkButton('/exclusions', view.t('Se, hvem der er inhabil', 'See who is disqualified'), 'secondary')}
  </div>`;
