import { readRecallQueue } from '#recalls/contract.ts';
import { html, type Html } from '../html.ts';
import { alertBox } from '../parts.ts';
import { section } from '../start/words.ts';
import type { View } from '../view.ts';
import { noticeTable, recallTable } from './tables.ts';

type Queue = Awaited<ReturnType<typeof askRecalls>>;
export const askRecalls = (view: View) => view.ask(readRecallQueue);

/** What the own agency is to answer, and what others have not answered in time; nothing where there is neither. */
export function ownRecalls(view: View, { toAnswer, given }: Queue): Html {
  const overdue = given.filter(({ recipients }) => recipients.some((one) => one.overdue));
  return html`${
    toAnswer.length === 0
      ? null
      : section(
          'recall-notices',
          view.t(
            'Rettede og tilbagekaldte oplysninger, I skal svare på',
            'Corrected and recalled findings for you to answer',
          ),
          noticeTable(view, toAnswer, {
            caption: view.t('Meddelelser, nærmeste frist først', 'Notices, soonest deadline first'),
            quietCaption: true,
            empty: null,
          }),
        )
  }
  ${
    overdue.length === 0
      ? null
      : section(
          'recalls-overdue',
          view.t(
            'Tilbagekaldelser, som andre ikke har svaret på i tide',
            'Recalls that others have not answered in time',
          ),
          recallTable(view, overdue, {
            caption: view.t('Jeres tilbagekaldelser over fristen', 'Your recalls past the deadline'),
            quietCaption: true,
            empty: null,
          }),
        )
  }`;
}

/** For the chair: how many agencies are late, and nothing of what or who. */
export function recallsOverdue(view: View, { agenciesOverdue }: Queue): Html {
  if (!agenciesOverdue) return null;
  const many = agenciesOverdue > 1;
  return alertBox(
    view,
    'warning',
    view.t(
      many
        ? `${agenciesOverdue} myndigheder har ikke svaret på en tilbagekaldelse i tide`
        : 'En myndighed har ikke svaret på en tilbagekaldelse i tide',
      many
        ? `${agenciesOverdue} agencies have not answered a recall in time`
        : 'One agency has not answered a recall in time',
    ),
    html`<p>
      ${view.t(
        'Mind om fristen på mødet. Hvem og hvad det handler om, ser kun de myndigheder, det angår.',
        'Remind everybody of the deadline at the meeting. Who and what it is about is seen only by the agencies concerned.',
      )}
    </p>`,
  );
}
