import { draftLegalBasis, listLegalBases } from '#legal-bases/contract.ts';
import { addDays } from '#platform/danish-time.ts';
import { waitingAgreements } from '../agreements/waiting.ts';
import { html, type Html } from '../html.ts';
import { link, linkButton, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { due, section } from './words.ts';

/** How far ahead bases that end are shown. */
const endsWithinDays = 90;

/** Drafts that wait for this officer, the own ones, and bases that end soon. */
export async function legalOfficerSections(view: View): Promise<Html> {
  const { items } = await view.ask(listLegalBases);
  const drafts = items.filter(({ status }) => status === 'draft');
  const soon = addDays(view.today, endsWithinDays);
  const ending = items.filter(
    ({ status, validTo }) =>
      status === 'approved' && validTo !== null && validTo >= view.today && validTo <= soon,
  );
  const toApprove = drafts.filter(({ draftedByYou, ofOwnAuthority }) => !draftedByYou && ofOwnAuthority);
  const own = drafts.filter(({ draftedByYou }) => draftedByYou);
  const none = view.t('Ingen udkast venter på dig.', 'No drafts wait for you.');
  return html`${section('to-approve', view.t('Udkast, du kan godkende', 'Drafts that you can approve'), table(view, toApprove, none))}
  ${await waitingAgreements(view)}
  ${own.length === 0 ? null : section('own-drafts', view.t('Dine egne udkast', 'Your own drafts'), table(view, own, ''))}
  ${ending.length === 0 ? null : section('ending', view.t(`Hjemler, der ophører inden for ${endsWithinDays} dage`, `Legal bases that end within ${endsWithinDays} days`), table(view, ending, ''))}
  <div class="actions">
    ${view.may(draftLegalBasis.permission) ? linkButton('/legal-bases/new', view.t('Skriv et udkast', 'Write a draft')) : null}
    ${linkButton('/legal-bases', view.t('Se alle hjemler', 'See all legal bases'), 'secondary')}
  </div>`;
}

type Basis = Awaited<ReturnType<typeof askBases>>['items'][number];
const askBases = (view: View) => view.ask(listLegalBases);

const table = (view: View, rows: readonly Basis[], empty: string): Html =>
  tableOf(view, {
    caption: view.t('Hjemler', 'Legal bases'),
    quietCaption: true,
    rows,
    columns: [
      {
        head: view.t('Hjemmel', 'Legal basis'),
        cell: (row) =>
          link(
            `/legal-bases/${row.id}`,
            `${row.citation} (${row.code}, ${view.t('version', 'version')} ${row.version})`,
          ),
      },
      { head: view.t('Gælder fra', 'Valid from'), cell: (row) => view.shortDate(row.validFrom) },
      {
        head: view.t('Gælder til', 'Valid to'),
        cell: (row) =>
          row.validTo === null
            ? view.t('Ingen slutdato', 'No last day')
            : row.status === 'approved'
              ? due(view, row.validTo)
              : view.shortDate(row.validTo),
      },
    ],
    empty: html`<p>${empty}</p>`,
  });
