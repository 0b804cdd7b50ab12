import { listAgreements, signAgreement } from '#agreements/contract.ts';
import { html, type Html } from '../html.ts';
import { link } from '../parts.ts';
import { section } from '../start/words.ts';
import type { View } from '../view.ts';
import { period, stateTag } from './words.ts';

/** Drafts of agreements that wait for a second person, for those who can be it; nothing where none waits. */
export async function waitingAgreements(view: View): Promise<Html> {
  if (view.person.unitId === null || !view.may(signAgreement.permission)) return null;
  const { items } = await view.ask(listAgreements);
  const drafts = items.filter(({ state }) => state === 'draft');
  if (drafts.length === 0) return null;
  return section(
    'agreements-waiting',
    view.t('Aftaler, der venter på en anden person', 'Agreements that wait for a second person'),
    html`<ul>
      ${drafts.map(
        (one) =>
          html`<li>
            ${link(`/agreements/${one.id}`, view.t(`Aftale for ${view.agency(one.agencyId)}, version ${one.version}`, `Agreement of ${view.agency(one.agencyId)}, version ${one.version}`))}${`, ${period(view, one)} `}${
              one.draftedByYou
                ? view.t('(du har selv skrevet den)', '(you wrote it yourself)')
                : stateTag(view, one)
            }
          </li>`,
      )}
    </ul>`,
  );
}
