import { listExclusions, listOpenings } from '#need-to-know/contract.ts';
import { html, type Html } from '../html.ts';
import { details, link } from '../parts.ts';
import { section } from '../start/words.ts';
import type { View } from '../view.ts';
import { exclusionsTable } from './exclusion.ts';
import { openingsTable } from './opening.ts';

/** For an approver: openings that nobody has looked at yet, and who of the agency is shut out of a case. */
export async function needToKnowSections(view: View): Promise<Html> {
  const [openings, exclusions] = await Promise.all([
    view.ask(listOpenings, { query: { reviewed: 'false', limit: 20 } }),
    view.ask(listExclusions),
  ]);
  return html`${openings.items.length === 0 ? null : section('openings', view.t('Åbnet med begrundelse, ikke gennemset', 'Opened with a reason, not looked at yet'), openingsTable(view, openings.items, ''))}
  ${exclusions.items.length === 0 ? null : shutOut(view, exclusions.items)}`;
}

const shutOut = (view: View, rows: Parameters<typeof exclusionsTable>[1]): Html =>
  section(
    'exclusions',
    view.t('Inhabile og udelukkede', 'Disqualified and excluded'),
    details(
      view.t(
        rows.length === 1 ? 'Vis 1 person' : `Vis ${rows.length} personer`,
        rows.length === 1 ? 'Show 1 person' : `Show ${rows.length} persons`,
      ),
      html`${exclusionsTable(view, rows.slice(0, 10))}
        <p>${link('/exclusions', view.t('Se alle', 'See all'))}</p>`,
    ),
  );

/** For the chair: who is shut out of a case of the unit; nothing while nobody is. */
export async function exclusionSections(view: View): Promise<Html> {
  const { items } = await view.ask(listExclusions);
  return items.length === 0 ? null : shutOut(view, items);
}
