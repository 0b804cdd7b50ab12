import { getMe } from '#identity/contract.ts';
import type { Role } from '#platform/codes.ts';
import { noticesOf, sharingNow } from '../agreements/standing.ts';
import { emergencySections } from '../emergency/start.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import type { View } from '../view.ts';
import { administratorSections } from './administrator.ts';
import { approverSections } from './approver.ts';
import { type Asks, asksOf } from './asks.ts';
import { auditorSections } from './auditor.ts';
import { chairSections } from './chair.ts';
import { coordinatorSections } from './coordinator.ts';
import { legalOfficerSections } from './legal-officer.ts';
import { liaisonSections } from './liaison.ts';
import { nationalReaderSections } from './national-reader.ts';

/** Today's work, by the roles that the person has where the session acts: what cannot wait first, what ends soon last. */
export const startPage = page({
  path: '/',
  needs: getMe,
  show: async (view) => {
    const asks = asksOf(view);
    const now = await sharingNow(view);
    const [closed, ending] = [noticesOf(view, now.items, 'closed'), noticesOf(view, now.items, 'ending')];
    const emergencies = await emergencySections(view, now.emergencies);
    const sections = await Promise.all(
      order.filter((role) => view.person.roles.includes(role)).map((role) => sectionsOf[role](view, asks)),
    );
    return {
      title: view.t('Dagens arbejde', 'Today’s work'),
      main: html`${closed} ${emergencies} ${sections} ${ending}`,
    };
  },
});

/** In which order the roles of one person are shown. */
const order: readonly Role[] = [
  'chair',
  'liaison',
  'coordinator',
  'approver',
  'legal_officer',
  'administrator',
  'auditor',
  'national_reader',
];

const sectionsOf: Record<Role, (view: View, asks: Asks) => Promise<Html>> = {
  chair: chairSections,
  liaison: (view, asks) => liaisonSections(view, asks, has(view, ['chair'])),
  coordinator: (view, asks) => coordinatorSections(view, asks, has(view, ['chair', 'liaison'])),
  approver: (view, asks) => approverSections(view, asks, has(view, ['chair', 'liaison', 'coordinator'])),
  legal_officer: legalOfficerSections,
  administrator: administratorSections,
  auditor: auditorSections,
  national_reader: nationalReaderSections,
};

/** The next meeting is shown once, by the first of the roles that show it. */
const has = (view: View, roles: readonly Role[]): boolean =>
  roles.some((role) => view.person.roles.includes(role));
