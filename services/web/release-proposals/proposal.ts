import type { z } from 'zod';
import {
  getReleaseProposal,
  refuseProposal,
  releaseProposal,
  withdrawProposal,
} from '#release-proposals/contract.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page } from '../page.ts';
import { alertBox, button, definitionList, details, hidden, link, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import { pictureFor, shownFields, shownIn } from '../findings/disclose/picture.ts';
import { proposedText, recipientsOf, stateTag } from './list.ts';

type Detail = z.output<typeof getReleaseProposal.output>;

/** One proposal: what each recipient would get, and the button that gives it. */
export const proposalPage = page({
  path: '/release-proposals/:proposalId',
  needs: getReleaseProposal,
  show: async (view, { params, fault }) => {
    const proposal = await view.ask(getReleaseProposal, { params });
    const main = html`${facts(view, proposal)} ${obstacle(view, proposal)}
      ${
        proposal.preview === null
          ? null
          : html`<p>${standing(view, proposal)}</p>
            <div class="side-by-side">${proposal.preview.map((item) => pictureFor(view, item))}</div>`
      }
      ${proposal.youCanDecide ? deciding(view, proposal, fault) : null} ${takingBack(view, proposal)}
      <p>${link(`/findings/${proposal.findingId}`, view.t('Se oplysningen med dens versioner', 'See the finding with its versions'))}</p>
      <p>${link('/release-proposals', view.t('Tilbage til alle forslag', 'Back to all proposals'))}</p>`;
    const to = recipientsOf(view, proposal);
    return { title: view.t(`Forslag til videregivelse til ${to}`, `Proposal to disclose to ${to}`), main };
  },
});

const standing = (view: View, { youCanDecide }: Detail): string =>
  youCanDecide
    ? view.t(
        'Intet er videregivet endnu. Sådan vil hver modtager se oplysningen:',
        'Nothing is disclosed yet. This is how each recipient will see the finding:',
      )
    : view.t(
        'Intet er videregivet endnu. En godkender ser, hvad hver modtager får, og afgør det.',
        'Nothing is disclosed yet. An approver sees what each recipient gets, and decides.',
      );

const facts = (view: View, proposal: Detail): Html =>
  definitionList(view, [
    [view.t('Status', 'Status'), stateTag(view, proposal)],
    [view.t('Modtagere', 'Recipients'), recipientsOf(view, proposal)],
    [view.t('Hjemmel', 'Legal basis'), proposal.citation],
    [view.t('Formål', 'Purpose'), view.code('purposes', proposal.purpose)],
    [view.t('Hvad modtageren får', 'What the recipient gets'), view.code('disclosureForms', proposal.form)],
    [view.t('Hvorfor nødvendigt', 'Why necessary'), proposal.necessity],
    [
      view.t('Ikke til efterforskning', 'Not for investigation'),
      proposal.declarationNotInvestigation ? view.t('Bekræftet', 'Declared') : null,
    ],
    [view.t('Version af oplysningen', 'Version of the finding'), String(proposal.version)],
    [
      view.t('Svarer på', 'Answers'),
      proposal.requestId && link(`/requests/${proposal.requestId}`, view.t('En anmodning', 'A request')),
    ],
    [view.t('Foreslået', 'Proposed'), proposedText(view, proposal)],
    [
      view.t('Afgjort', 'Decided'),
      proposal.decidedAt &&
        [proposal.decidedBy, view.instant(proposal.decidedAt)].filter((part) => part !== null).join(', '),
    ],
    [view.t('Hvorfor afvist', 'Why turned down'), proposal.refusalReason],
  ]);

const obstacle = (view: View, { obstacle: said }: Detail): Html =>
  said === null
    ? null
    : alertBox(
        view,
        'warning',
        view.t('Den kan ikke videregives sådan længere', 'It can be disclosed like this no longer'),
        html`<p>${view.say(said)} ${view.t('Kontaktpersonen må foreslå igen.', 'The liaison has to propose again.')}</p>`,
      );

function deciding(view: View, { id, preview }: Detail, fault: Fault | undefined): Html {
  const possible = preview !== null && preview.every(({ outcome }) => outcome !== 'deny');
  return html`<h2>${view.t('Godkend eller afvis', 'Approve or turn down')}</h2>
    ${
      possible
        ? html`<form method="post" action=${`/release-proposals/${id}/release`}>
            ${hidden(view)} ${shownFields(preview)}
            <p>${view.t('Videregiv kun, hvis du er enig i, at det er nødvendigt. Præcis det, der vises ovenfor, videregives.', 'Disclose only if you agree that it is necessary. Exactly what is shown above is disclosed.')}</p>
            ${button(view.t('Godkend og videregiv', 'Approve and disclose'))}
          </form>`
        : null
    }
    ${details(
      view.t('Afvis forslaget', 'Turn the proposal down'),
      html`<form method="post" action=${`/release-proposals/${id}/refusal`}>
        ${hidden(view)}
        ${textArea(view, { name: 'reason', label: view.t('Hvorfor', 'Why'), hint: view.t('Kontaktpersonen læser det.', 'The liaison reads it.'), rows: 3, maxlength: 500, scan: true, fault })}
        ${button(view.t('Afvis forslaget', 'Turn the proposal down'), { kind: 'secondary' })}
      </form>`,
      fault !== undefined,
    )}`;
}

const takingBack = (view: View, { id, state }: Detail): Html =>
  state === 'proposed' && view.may(withdrawProposal.permission)
    ? html`<form method="post" action=${`/release-proposals/${id}/withdrawal`}>
        ${hidden(view)} ${button(view.t('Tag forslaget tilbage', 'Take the proposal back'), { kind: 'secondary' })}
      </form>`
    : null;

export const releaseForm = form({
  path: '/release-proposals/:proposalId/release',
  of: proposalPage,
  needs: releaseProposal,
  does: async (view, { params, form: sheet }) => {
    // Under the purpose of the proposal, whatever the approver works for otherwise.
    const { purpose } = await view.ask(getReleaseProposal, { params });
    const body = { seen: shownIn(sheet) };
    const done = await view.ask(releaseProposal, { params, key: sheet.key(), body, purpose });
    const to = recipientsOf(view, done);
    return {
      to: '/release-proposals',
      notice: view.t(`Oplysningen er videregivet til ${to}.`, `The finding is disclosed to ${to}.`),
    };
  },
});

export const refuseForm = form({
  path: '/release-proposals/:proposalId/refusal',
  of: proposalPage,
  needs: refuseProposal,
  does: async (view, { params, form: sheet }) => {
    await view.ask(refuseProposal, { params, key: sheet.key(), body: { reason: sheet.text('reason') } });
    return {
      to: '/release-proposals',
      notice: view.t('Forslaget er afvist.', 'The proposal is turned down.'),
    };
  },
});

export const withdrawForm = form({
  path: '/release-proposals/:proposalId/withdrawal',
  of: proposalPage,
  needs: withdrawProposal,
  does: async (view, { params, form: sheet }) => {
    await view.ask(withdrawProposal, { params, key: sheet.key(), body: {} });
    return {
      to: '/release-proposals',
      notice: view.t('Forslaget er taget tilbage.', 'The proposal is taken back.'),
    };
  },
});
