import { readTrail } from '#audit/contract.ts';
import { eventTable } from '../audit/events.ts';
import { html, type Html } from '../html.ts';
import { linkButton } from '../parts.ts';
import type { View } from '../view.ts';
import { section } from './words.ts';

const shownEvents = 8;

/** The ways to what an auditor looks through, and the latest of what the own agency did. */
export async function auditorSections(view: View): Promise<Html> {
  const trail = await view.ask(readTrail, { query: { limit: shownEvents } });
  const empty = html`<p>${view.t('Din myndighed har ikke gjort noget i enheden endnu.', 'Your agency has done nothing in the unit yet.')}</p>`;
  const table = eventTable(view, trail, empty, (more) => `/trail?${new URLSearchParams(more).toString()}`);
  return section(
    'latest-events',
    view.t('Seneste hændelser i logbogen', 'Latest events in the trail'),
    html`<div class="actions">
      ${linkButton('/trail', view.t('Søg i logbogen', 'Search the trail'))}
      ${linkButton('/receipts', view.t('Se kvitteringer', 'See receipts'), 'secondary')}
      ${linkButton('/openings', view.t('Se, hvem der åbnede kollegers sager', 'See who opened colleagues’ cases'), 'secondary')}
      ${linkButton('/exclusions', view.t('Se, hvem der er inhabil', 'See who is disqualified'), 'secondary')}
      ${linkButton('/trail?outcome=refused', view.t('Se det, der blev afvist', 'See what was refused'), 'secondary')}
    </div>
      ${table}`,
  );
}
