import { html, type Html } from '../html.ts';
import { link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { receiptLink } from '../receipts/receipt-link.ts';
import { whyLink } from '../decisions/why.ts';
import { basisText } from './finding-card.ts';
import type { Finding } from './finding.ts';

type Disclosure = Finding['disclosures'][number];

/** To whom the agency gave its finding, under what, and when it was first read; each can be revoked. */
export function disclosuresOf(view: View, { id, disclosures, withdrawn }: Finding): Html {
  const mayRevoke = view.may('findings.disclose') && !withdrawn;
  return tableOf<Disclosure>(view, {
    caption: view.t('Videregivelser', 'Disclosures'),
    empty: html`<p>
      ${view.t(
        'Oplysningen er ikke videregivet til nogen: kun egen myndighed ser den.',
        'The finding has not been disclosed to anybody: own agency only.',
      )}
    </p>`,
    rows: disclosures,
    columns: [
      { head: view.t('Modtager', 'Recipient'), cell: (one) => view.agency(one.toAgencyId) },
      { head: view.t('Version', 'Version'), cell: (one) => versionAndForm(view, one) },
      { head: view.t('Videregivet', 'Disclosed'), cell: (one) => view.shortDate(one.disclosedOn) },
      { head: view.t('Hjemmel', 'Legal basis'), cell: (one) => basisAndPurpose(view, one) },
      {
        head: view.t('Først læst', 'First read'),
        cell: ({ firstReadAt }) =>
          firstReadAt === null ? view.t('Ikke læst', 'Not read') : view.instant(firstReadAt),
      },
      {
        head: view.t('Kvittering', 'Receipt'),
        cell: ({ id: disclosureId, decisionId, toAgencyId }) =>
          receiptLink(view, { id: disclosureId, decisionId, of: view.agency(toAgencyId) }) ??
          view.t('Ingen', 'None'),
      },
      {
        head: view.t('Kaldt tilbage', 'Revoked'),
        cell: (one) =>
          one.revokedAt !== null
            ? view.instant(one.revokedAt)
            : mayRevoke
              ? link(`/findings/${id}/disclosures/${one.id}/revoke`, revokeText(view, one))
              : withdrawn
                ? view.t('Ophørt: trukket tilbage', 'Ended: withdrawn')
                : view.t('Nej', 'No'),
      },
    ],
  });
}

const versionAndForm = (view: View, { version, form, decisionId, toAgencyId }: Disclosure): Html =>
  html`${form === 'full' ? String(version) : `${version}. ${view.code('disclosureForms', form)}`}${decisionId === null ? null : html`<br />${whyLink(view, decisionId, view.agency(toAgencyId))}`}`;

const revokeText = (view: View, { toAgencyId }: Disclosure) =>
  html`${view.t('Kald tilbage', 'Revoke')}<span class="sr-only"
      >${view.t(` fra ${view.agency(toAgencyId)}`, ` from ${view.agency(toAgencyId)}`)}</span
    >`;

function basisAndPurpose(
  view: View,
  { legalBasis, purpose, initiative, useRestriction }: Disclosure,
): string {
  return [
    basisText(legalBasis),
    view.code('purposes', purpose),
    view.code('initiatives', initiative),
    useRestriction === null ? '' : view.say(useRestriction),
  ]
    .filter((text) => text !== '')
    .join('. ');
}
