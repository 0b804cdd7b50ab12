import { draftAgreement, readSharing } from '#agreements/contract.ts';
import { askForEmergencyAccess } from '#emergency-access/contract.ts';
import { html, type Html } from '../html.ts';
import { alertBox, link } from '../parts.ts';
import type { View } from '../view.ts';
import { type SharingNow, type Standing, warningOf } from './words.ts';

/** Whom it concerns: everybody their own agency; who leads the unit, all of them. */
const concerns = (view: View, { agencyId }: Standing): boolean =>
  agencyId === view.person.agencyId ||
  view.person.roles.some((role) => role === 'chair' || role === 'coordinator');

/** A box for each agency that shares no longer, or soon will not; nothing while all agreements are in force. */
export async function agreementNotices(view: View): Promise<Html> {
  return noticesOf(view, (await sharingNow(view)).items);
}

/** Who shares, and what emergencies there are now: asked once for the start page. */
export const sharingNow = (view: View): Promise<SharingNow> =>
  view.person.unitId === null || !view.may(readSharing.permission)
    ? Promise.resolve({ items: [], emergencies: { waiting: 0, open: 0 } })
    : view.ask(readSharing);

/** All of them, or only of those that share no longer, or only of those that soon will not. */
export function noticesOf(
  view: View,
  items: readonly Standing[],
  which: 'all' | 'closed' | 'ending' = 'all',
): Html {
  const said = items
    .filter((one) => concerns(view, one))
    .filter(({ sharing }) => which === 'all' || (sharing === 'in_force') === (which === 'ending'))
    .flatMap((one) => {
      const text = warningOf(view, one);
      return text === null ? [] : [{ one, text }];
    });
  return said.length === 0 ? null : html`${said.map(({ one, text }) => noticeOf(view, one, text))}`;
}

const noticeOf = (view: View, one: Standing, text: string): Html =>
  alertBox(
    view,
    one.sharing === 'in_force' ? 'warning' : 'error',
    one.sharing === 'in_force'
      ? view.t('Deltagelsesaftalen udløber snart', 'The participation agreement ends soon')
      : view.t('Deling er suspenderet', 'Sharing is suspended'),
    html`<p>${text} ${next(view, one)}</p>`,
  );

function next(view: View, { agencyId }: Standing): Html {
  if (agencyId !== view.person.agencyId)
    return link('/agreements', view.t('Se aftalerne', 'See the agreements'));
  return view.may(draftAgreement.permission)
    ? link('/agreements/new', view.t('Skriv en ny aftale', 'Write a new agreement'))
    : link(
        '/agreements',
        view.t(
          'Se aftalerne, og bed administratoren om en ny',
          'See the agreements and ask the administrator for a new one',
        ),
      );
}

/** On one review: that what the agency was given is closed, and the way to it where somebody is in danger. */
export async function closedNotice(view: View, reviewId: string): Promise<Html> {
  if (!view.may(askForEmergencyAccess.permission)) return null;
  const { items } = await view.ask(readSharing);
  const own = items.find(({ agencyId }) => agencyId === view.person.agencyId);
  if (own === undefined || own.sharing === 'in_force') return null;
  return alertBox(
    view,
    'error',
    view.t('Deling er suspenderet', 'Sharing is suspended'),
    html`<p>${warningOf(view, own)}</p>
      <p>${link(`/case-reviews/${reviewId}/emergency`, view.t('Er der fare for nogen? Bed om nødadgang', 'Is somebody in danger? Ask for emergency access'))}</p>`,
  );
}
