import { draftAgreement, listAgreements } from '#agreements/contract.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { link, linkButton, tableOf, tag } from '../parts.ts';
import { due } from '../start/words.ts';
import type { View } from '../view.ts';
import { type Agreement, period, type Standing, stateTag } from './words.ts';

/** Who takes part on what agreement, until when, and every version that there has been. */
export const agreementsPage = page({
  path: '/agreements',
  needs: listAgreements,
  show: async (view) => {
    const { items, standing } = await view.ask(listAgreements);
    const main = html`<p>${view.t(
      'En myndighed deltager på en underskrevet aftale (databeskyttelsesforordningen art. 26). Uden en aftale i kraft giver den intet og får intet, og det, den har fået, er lukket for den. Det, der er dens eget, kan den stadig læse.',
      'An agency takes part on a signed agreement (GDPR art. 26). Without one in force it gives nothing and is given nothing, and what it was given is closed to it. What is its own it can still read.',
    )}</p>
      ${view.may(draftAgreement.permission) ? html`<div class="actions">${linkButton('/agreements/new', view.t('Skriv en ny aftale', 'Write a new agreement'))}</div>` : null}
      <h2>${view.t('Hvem deler i dag', 'Who shares today')}</h2>
      ${standingTable(view, standing)}
      <h2>${view.t('Alle versioner', 'All versions')}</h2>
      ${versionTable(view, items, view.t('Ingen aftaler er skrevet endnu. Administratoren skriver myndighedens første.', 'No agreement has been written yet. The administrator writes the agency’s first.'))}`;
    return { title: view.t('Deltagelsesaftaler', 'Participation agreements'), main };
  },
});

const standingTable = (view: View, rows: readonly Standing[]): Html =>
  tableOf(view, {
    caption: view.t('Myndighederne og deres aftale', 'The agencies and their agreement'),
    quietCaption: true,
    rows,
    columns: [
      { head: view.t('Myndighed', 'Agency'), cell: (row) => view.agency(row.agencyId) },
      {
        head: view.t('I dag', 'Today'),
        cell: (row) =>
          tag(view.code('sharingStates', row.sharing), row.sharing === 'in_force' ? 'success' : 'error'),
      },
      {
        head: view.t('Sidste dag', 'Last day'),
        cell: (row) =>
          row.sharesUntil === null ? view.t('Ingen', 'None') : endOf(view, row, row.sharesUntil),
      },
      {
        head: view.t('Aftale', 'Agreement'),
        cell: (row) =>
          row.agreementId === null
            ? view.t('Mangler', 'Missing')
            : link(
                `/agreements/${row.agreementId}`,
                view.t(
                  `Se aftalen for ${view.agency(row.agencyId)}`,
                  `See the agreement of ${view.agency(row.agencyId)}`,
                ),
              ),
      },
    ],
    empty: html`<p>${view.t('Ingen myndigheder deltager i enheden.', 'No agencies take part in the unit.')}</p>`,
  });

const endOf = (view: View, { sharing, endsSoon }: Standing, day: string): Html =>
  sharing === 'in_force' && !endsSoon ? view.shortDate(day) : due(view, day);

const versionTable = (view: View, rows: readonly Agreement[], empty: string): Html =>
  tableOf(view, {
    caption: view.t('Versioner efter myndighed, nyeste først', 'Versions by agency, newest first'),
    quietCaption: true,
    rows,
    columns: [
      {
        head: view.t('Version', 'Version'),
        cell: (row) =>
          link(
            `/agreements/${row.id}`,
            `${view.agency(row.agencyId)}, ${view.t('version', 'version')} ${row.version}`,
          ),
      },
      { head: view.t('Status', 'Status'), cell: (row) => stateTag(view, row) },
      { head: view.t('Gælder', 'Valid'), cell: (row) => period(view, row) },
    ],
    empty: html`<p>${empty}</p>`,
  });
