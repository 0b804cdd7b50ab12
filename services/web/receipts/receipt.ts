import { attachFinding, getFinding } from '#findings/contract.ts';
import { getReceipt } from '#receipts/contract.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { definitionList, details, link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { basisText, type Entry, personText, proofOf, type Receipt, reviewText } from './words.ts';

/** One receipt, made to be printed and filed: what, under which basis, by whom, to whom, and what became of it. */
export const receiptPage = page({
  path: '/disclosures/:disclosureId/receipt',
  needs: getReceipt,
  show: async (view, { params }) => {
    const found = await view.ask(getReceipt, { params: { disclosureId: params['disclosureId'] } });
    const { receipt, later } = found;
    const from = view.agency(receipt.fromAgencyId);
    const main = html`<p class="lead">${view.t(
      `${from} gav ${view.agency(receipt.toAgencyId)} en oplysning ${view.instant(receipt.at)}.`,
      `${from} gave ${view.agency(receipt.toAgencyId)} a finding on ${view.instant(receipt.at)}.`,
    )}</p>
      ${facts(view, found)}
      <h2>${view.t('Hvad der siden skete', 'What became of it')}</h2>
      ${whatBecame(view, later, found)}
      <h2>${view.t('Underskrift', 'Signature')}</h2>
      <p>${view.t(
        'Kvitteringen er underskrevet af tjenesten og bygger på den forrige i registret. Enhver kan kontrollere den uden adgang til tjenesten.',
        'The receipt is signed by the service and builds on the one before in the register. Anybody can check it without access to the service.',
      )}</p>
      ${details(view.t('Vis hashværdi, underskrift og det underskrevne', 'Show hash, signature and what was signed'), proofOf(view, receipt))}
      <p class="d-print-none">${view.t('Udskriv siden, hvis kvitteringen skal journaliseres på papir eller som PDF.', 'Print the page if the receipt is to be filed on paper or as PDF.')}</p>
      <p class="d-print-none"><a href=${`/disclosures/${receipt.disclosureId}/receipt/file`} download=${true}>${view.t('Hent kvitteringen som fil til journalen', 'Fetch the receipt as a file for the archive')}</a></p>
      <p class="d-print-none">${link('/receipt-keys', view.t('Nøglerne, som underskrifter kontrolleres med', 'The keys that signatures are checked with'))}</p>`;
    return { title: view.t(`Kvittering nr. ${receipt.number}`, `Receipt no. ${receipt.number}`), main };
  },
});

function facts(view: View, found: Receipt): Html {
  const { receipt } = found;
  const { legalBasis, purpose, form, useRestriction, contentHash, decisionId, by } = receipt;
  const own = receipt.fromAgencyId === view.person.agencyId;
  return definitionList(view, [
    [
      view.t('Nummer i registret', 'Number in the register'),
      `${receipt.number}, ${view.agency(receipt.fromAgencyId)}`,
    ],
    [view.t('Gennemgang', 'Case review'), reviewText(view, receipt.reviewId, found)],
    [
      view.t('Oplysning', 'Finding'),
      view.may(getFinding.permission)
        ? link(
            `/findings/${receipt.findingId}`,
            view.t(
              `Se oplysningen, version ${receipt.version}`,
              `See the finding, version ${receipt.version}`,
            ),
          )
        : view.t(`Version ${receipt.version}`, `Version ${receipt.version}`),
    ],
    [view.t('Givet i form af', 'Given as'), form && view.code('disclosureForms', form)],
    [view.t('Hjemmel', 'Legal basis'), legalBasis && basisText(view, legalBasis)],
    [view.t('Formål', 'Purpose'), purpose && view.code('purposes', purpose)],
    [
      view.t('Begrænsning', 'Restriction'),
      useRestriction === null
        ? view.t('Ingen særlig begrænsning', 'No special restriction')
        : view.t(
            'Må ikke anvendes til efterforskning af straffesager',
            'May not be used for the investigation of criminal cases',
          ),
    ],
    [view.t('Videregivet af', 'Released by'), by && personText(view, by, found)],
    [
      view.t('Indholdets hashværdi', 'Hash of the content'),
      contentHash && html`<code class="checksum">${contentHash}</code>`,
    ],
    [
      view.t('Reglernes svar', 'What the rules answered'),
      decisionId &&
        // A liaison sees receipts of cases that it needs to know; an approver sees them all, and opens the case first.
        (own && view.may(attachFinding.permission)
          ? link(`/decisions/${decisionId}`, view.t('Hvorfor det måtte gives', 'Why it could be given'))
          : html`<code>${decisionId}</code>`),
    ],
  ]);
}

const whatBecame = (view: View, later: readonly Entry[], found: Receipt): Html =>
  tableOf(view, {
    caption: view.t('Senere indførsler, ældste først', 'Later entries, oldest first'),
    quietCaption: true,
    rows: later,
    columns: [
      { head: view.t('Nr.', 'No.'), cell: ({ number }) => String(number) },
      { head: view.t('Hvad', 'What'), cell: ({ kind }) => view.code('receiptKinds', kind) },
      { head: view.t('Tid', 'Time'), cell: ({ at }) => view.instant(at) },
      {
        head: view.t('Hvem', 'Who'),
        cell: ({ by, toAgencyId }) => (by === null ? view.agency(toAgencyId) : personText(view, by, found)),
      },
    ],
    empty: html`<p>${view.t(
      'Modtageren har ikke åbnet oplysningen endnu, og den er hverken rettet, kaldt tilbage eller trukket tilbage.',
      'The recipient has not opened the finding yet, and it has been neither corrected, revoked nor withdrawn.',
    )}</p>`,
  });

/** The receipt as a file, to be filed by whoever holds it. */
export const receiptFilePage = page({
  path: '/disclosures/:disclosureId/receipt/file',
  needs: getReceipt,
  show: async (view, { params }) => {
    const { receipt, file } = await view.ask(getReceipt, {
      params: { disclosureId: params['disclosureId'] },
    });
    const name = `receipt-${receipt.fromAgencyId}-${receipt.number}.jsonl`;
    return { file: { name, type: 'text/plain; charset=utf-8', content: file } };
  },
});
