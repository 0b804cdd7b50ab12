import { putReply } from '#case-reviews/contract.ts';
import { proposeRelease } from '#release-proposals/contract.ts';
import { getFinding, listFindingVersions } from '#findings/contract.ts';
import { listRecalls } from '#recalls/contract.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { alertBox, definitionList, link, linkButton } from '../parts.ts';
import type { View } from '../view.ts';
import { receiptLink } from '../receipts/receipt-link.ts';
import { disclosuresOf } from './disclosures.ts';
import { findingCard } from './finding-card.ts';
import type { Finding } from './finding.ts';
import { earlierVersions, ownVersions } from './versions.ts';

/** A finding by itself: what it says, who has it, how it came to say so, and what the reader may do with it. */
export const findingPage = page({
  path: '/findings/:findingId',
  needs: getFinding,
  show: async (view, { params }) => {
    const finding = await view.ask(getFinding, { params });
    const history = finding.own ? await view.ask(listFindingVersions, { params }) : null;
    const agency = view.agency(finding.agencyId);
    return {
      title: view.t(`Oplysning fra ${agency}`, `Finding from ${agency}`),
      main: html`<p>
          ${link(`/case-reviews/${finding.reviewId}`, view.t('Tilbage til gennemgangen', 'Back to the review'))}
          ${finding.own && !finding.withdrawn && view.may(putReply.permission) ? answerLink(view, finding) : null}
          ${finding.own && (finding.withdrawn || history?.items.some(({ corrects }) => corrects)) && finding.disclosures.length > 0 && view.may(listRecalls.permission) ? recallLink(view) : null}
          ${finding.received === null ? null : receivedReceipt(view, finding)}
        </p>
        ${findingCard(view, finding, { heading: 2, linked: false, recipients: false })}${waiting(view, finding)}
        ${doing(view, finding)}${finding.own ? ownFacts(view, finding) : null}
        ${finding.own ? disclosuresOf(view, finding) : null}
        ${history === null ? earlierVersions(view, finding) : ownVersions(view, finding, history.items)}`,
    };
  },
});

/** Where it was taken back or corrected, what became of it at those who had it. */
const recallLink = (view: View): Html =>
  html`${' · '}${link('/recalls', view.t('Se, hvad modtagerne har svaret', 'See what the recipients have answered'))}`;

/** Attaching is not answering: the answer is given on the review. */
const answerLink = (view: View, { reviewId }: Finding): Html =>
  html`${' · '}${link(`/case-reviews/${reviewId}#own-answer`, view.t('Jeres svar på gennemgangen', 'Your answer to the review'))}`;

/** Of what one was given: what it was given under, signed. */
const receivedReceipt = (view: View, { received, decisionId, agencyId }: Finding): Html => {
  const way = receiptLink(view, {
    id: received?.disclosureId ?? null,
    decisionId,
    of: view.agency(agencyId),
  });
  return way === null ? null : html`${' · '}${way}`;
};

/** What only the agency itself sees. */
function ownFacts(view: View, { necessity, sourceClass }: Finding): Html {
  return html`<h2>${view.t('Kun for din egen myndighed', 'For your own agency only')}</h2>
    ${definitionList(view, [
      [view.t('Hvorfor det er nødvendigt', 'Why it is necessary'), necessity],
      [view.t('Kilde', 'Source'), sourceClass && view.code('sourceClasses', sourceClass)],
    ])}`;
}

/** Where two people are needed: who has to do the rest. */
function waiting(view: View, { own, withdrawn, needsSecondApprover, agencyId, disclosures }: Finding): Html {
  if (!own || withdrawn || !needsSecondApprover || disclosures.length > 0) return null;
  const agency = view.agency(agencyId);
  const [heading, text] = view.may('findings.approve')
    ? [
        view.t('Oplysningen venter på en godkender', 'The finding waits for an approver'),
        view.t(
          'Du kan videregive den, hvis du ikke selv har skrevet den. Læs den, og tag stilling til, om modtageren har brug for den.',
          'You can disclose it if you did not write it yourself. Read it, and decide whether the recipient needs it.',
        ),
      ]
    : [
        view.t('Oplysningen er ikke videregivet endnu', 'The finding is not disclosed yet'),
        view.t(
          `En godkender i ${agency}, som ikke har skrevet den, skal videregive den. Foreslå videregivelsen: så står den på godkenderens forside.`,
          `An approver of ${agency} who did not write it has to disclose it. Propose it: then it stands on the approver’s start page.`,
        ),
      ];
  return alertBox(view, 'info', heading, html`<p>${text}</p>`);
}

function doing(view: View, { id, own, withdrawn, needsSecondApprover }: Finding): Html {
  if (!own || withdrawn) return null;
  const mayWrite = view.may('findings.write');
  // An approver discloses only what needs a second approval; the rest is the liaison's.
  const mayDisclose =
    view.may('findings.disclose') && (needsSecondApprover ? view.may('findings.approve') : mayWrite);
  const mayPropose = !mayDisclose && mayWrite && view.may(proposeRelease.permission);
  if (!mayWrite && !mayDisclose) return null;
  return html`<div class="actions d-print-none">
    ${mayDisclose ? linkButton(`/findings/${id}/disclose`, view.t('Videregiv', 'Disclose')) : null}
    ${mayPropose ? linkButton(`/findings/${id}/disclose`, view.t('Foreslå videregivelse', 'Propose to disclose')) : null}
    ${mayWrite ? linkButton(`/findings/${id}/correct`, view.t('Ret', 'Correct'), 'secondary') : null}
    ${mayWrite ? linkButton(`/findings/${id}/attachments`, view.t('Bilag', 'Attachments'), 'secondary') : null}
    ${mayWrite ? linkButton(`/findings/${id}/withdraw`, view.t('Træk tilbage', 'Withdraw'), 'secondary') : null}
  </div>`;
}
