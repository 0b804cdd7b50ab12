import type { z } from 'zod';
import {
  confirmEmergencyAccess,
  endEmergencyAccess,
  listEmergencyAccesses,
  refuseEmergencyAccess,
} from '#emergency-access/contract.ts';
import { titleOf } from '../case-reviews/words.ts';
import { html, type Html } from '../html.ts';
import { form, page } from '../page.ts';
import { button, hidden, link, pager, tableOf, tag } from '../parts.ts';
import type { View } from '../view.ts';

export type EmergencyAccess = z.output<typeof listEmergencyAccesses.output>['items'][number];

/** What waits for a second person, what is open, and what there has been. */
export const emergenciesPage = page({
  path: '/emergency-accesses',
  needs: listEmergencyAccesses,
  show: async (view, { query }) => {
    const { items, next } = await view.ask(listEmergencyAccesses, { query: { limit: 25, ...query } });
    const main = html`<p>${view.t(
      'Nødadgang åbner én gennemgang for én person i 4 timer, når en anden person har bekræftet, at der er fare for nogen.',
      'Emergency access opens one case review to one person for 4 hours, when a second person has confirmed that somebody is in danger.',
    )}</p>
      ${emergencyTable(view, items, view.t('Der har ikke været nogen nødadgang.', 'There has been no emergency access.'))}
      ${pager(view, '/emergency-accesses', query, next)}`;
    return { title: view.t('Nødadgange', 'Emergency accesses'), main };
  },
});

export const emergencyTable = (view: View, rows: readonly EmergencyAccess[], empty: string): Html =>
  tableOf(view, {
    caption: view.t('Nødadgange, nyeste først', 'Emergency accesses, newest first'),
    quietCaption: true,
    rows,
    columns: [
      { head: view.t('Bedt om', 'Asked for'), cell: (row) => view.instant(row.askedAt) },
      {
        head: view.t('Hvem', 'Who'),
        cell: (row) => `${row.askedBy.name ?? view.t('Ukendt', 'Unknown')}, ${view.agency(row.agencyId)}`,
      },
      {
        head: view.t('Gennemgang', 'Case review'),
        cell: (row) =>
          row.open && row.askedByYou
            ? link(`/case-reviews/${row.reviewId}`, titleOf(view, row))
            : titleOf(view, row),
      },
      {
        head: view.t('Begrundelse', 'Reason'),
        cell: (row) => row.reason ?? view.t('Vises ikke for dig', 'Not shown to you'),
      },
      { head: view.t('Status', 'Status'), cell: (row) => stateOf(view, row) },
      { head: view.t('Handling', 'Action'), cell: (row) => deeds(view, row) },
    ],
    empty: html`<p>${empty}</p>`,
  });

function stateOf(view: View, row: EmergencyAccess): Html {
  const by = row.decidedBy?.name ?? null;
  const shown = row.open
    ? tag(view.t('Åben', 'Open'), 'warning')
    : row.state === 'confirmed'
      ? tag(view.t('Tiden er gået', 'Time is over'))
      : tag(view.code('emergencyStates', row.state), row.state === 'asked' ? 'info' : 'none');
  const until =
    row.open && row.until !== null
      ? view.t(`til ${view.instant(row.until)}`, `until ${view.instant(row.until)}`)
      : null;
  const uses =
    row.uses === null ? null : view.t(`${row.uses} handlinger i logbogen`, `${row.uses} deeds in the trail`);
  const facts = [until, by && view.t(`af ${by}`, `by ${by}`), uses].filter((one) => one !== null);
  return html`${shown} <span class="quiet">${facts.join(', ')}</span>`;
}

function deeds(view: View, row: EmergencyAccess): Html {
  const sent = (to: string, text: string, kind: 'primary' | 'secondary') =>
    html`<form method="post" action=${`/emergency-accesses/${row.id}/${to}`}>${hidden(view)}${button(text, { kind })}</form>`;
  const who = row.askedBy.name ?? '';
  if (row.youCanDecide)
    return html`${sent('confirmation', view.t(`Bekræft nødadgang for ${who}`, `Confirm emergency access for ${who}`), 'primary')}
    ${sent('refusal', view.t(`Afvis nødadgang for ${who}`, `Refuse emergency access for ${who}`), 'secondary')}`;
  const canEnd = row.askedByYou
    ? row.open || row.state === 'asked'
    : row.open && view.may(confirmEmergencyAccess.permission);
  if (!canEnd)
    return row.state === 'asked' ? view.t('Venter på en anden person', 'Waits for a second person') : '–';
  return sent(
    'ending',
    row.state === 'asked'
      ? view.t('Tag tilbage', 'Take back')
      : view.t(`Afslut for ${who}`, `End for ${who}`),
    'secondary',
  );
}

const back = '/emergency-accesses';
export const confirmForm = form({
  path: '/emergency-accesses/:emergencyAccessId/confirmation',
  of: emergenciesPage,
  needs: confirmEmergencyAccess,
  does: async (view, { params, form: sheet }) => {
    const { askedBy, until } = await view.ask(confirmEmergencyAccess, { params, key: sheet.key(), body: {} });
    const [who, when] = [askedBy.name ?? '', until === null ? '' : view.instant(until)];
    return { to: back, notice: view.t(`Åben for ${who} til ${when}.`, `Open to ${who} until ${when}.`) };
  },
});

export const refuseForm = form({
  path: '/emergency-accesses/:emergencyAccessId/refusal',
  of: emergenciesPage,
  needs: refuseEmergencyAccess,
  does: async (view, { params, form: sheet }) => {
    await view.ask(refuseEmergencyAccess, { params, key: sheet.key(), body: {} });
    return { to: back, notice: view.t('Nødadgangen er afvist.', 'The emergency access is refused.') };
  },
});

export const endForm = form({
  path: '/emergency-accesses/:emergencyAccessId/ending',
  of: emergenciesPage,
  needs: endEmergencyAccess,
  does: async (view, { params, form: sheet }) => {
    await view.ask(endEmergencyAccess, { params, key: sheet.key(), body: {} });
    return { to: back, notice: view.t('Nødadgangen er slut.', 'The emergency access is over.') };
  },
});
