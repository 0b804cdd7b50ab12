import { confirmEmergencyAccess, listEmergencyAccesses } from '#emergency-access/contract.ts';
import type { SharingNow } from '../agreements/words.ts';
import { html, type Html } from '../html.ts';
import { link } from '../parts.ts';
import { section } from '../start/words.ts';
import type { View } from '../view.ts';
import { emergencyTable } from './list.ts';

/**
 * What waits for this person to confirm, and what is open now; for the auditor also what there has been lately. Nothing where
 * there is nothing.
 */
export async function emergencySections(
  view: View,
  { waiting, open }: SharingNow['emergencies'],
): Promise<Html> {
  const audits = view.person.roles.includes('auditor');
  const some = audits || waiting + open > 0;
  if (view.person.unitId === null || !some || !view.may(listEmergencyAccesses.permission)) return null;
  const { items } = await view.ask(listEmergencyAccesses, { query: { limit: 20 } });
  const rows = items.filter(
    (row) => audits || row.open || (row.state === 'asked' && (row.youCanDecide || row.askedByYou)),
  );
  if (rows.length === 0) return null;
  const waits = view.may(confirmEmergencyAccess.permission) && rows.some(({ youCanDecide }) => youCanDecide);
  const heading = waits
    ? view.t('Nødadgang venter på din bekræftelse', 'Emergency access waits for your confirmation')
    : view.t('Nødadgange', 'Emergency accesses');
  return section(
    'emergencies',
    heading,
    html`${emergencyTable(view, rows, '')}<p>${link('/emergency-accesses', view.t('Se alle nødadgange', 'See all emergency accesses'))}</p>`,
  );
}
