import { actionStates, openReasons } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, field, hidden, radios, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import { amountsOf, type FollowUp } from './words.ts';

/** The owner's own words on it: status and date first, which is all that an ordinary report takes. */
export function reportForm(view: View, action: FollowUp, fault: Fault | undefined): Html {
  const optional = { required: false, fault };
  return html`<section>
    <h2>${view.t('Meld status', 'Report status')}</h2>
    <form method="post" action=${`/follow-ups/${action.id}`}>
      ${hidden(view, { version: action.version })}
      ${radios(view, {
        name: 'status',
        legend: view.t('Status', 'Status'),
        options: actionStates.map((value) => ({ value, label: view.code('actionStates', value) })),
        value: action.status,
        fault,
      })}
      ${field(view, {
        name: 'closedOn',
        type: 'date',
        label: view.t('Afsluttet eller opgivet den', 'Completed or dropped on'),
        hint: view.t('Gemmes ikke, så længe opfølgningen er i gang.', 'Not saved while it is in progress.'),
        value: closingDay(view, action, fault),
        width: 12,
        ...optional,
      })}
      ${field(view, {
        name: 'dueOn',
        type: 'date',
        label: view.t('Frist', 'Due date'),
        value: action.dueOn,
        width: 12,
        ...(action.dueOn === null ? optional : { fault }),
      })}
      ${radios(view, {
        name: 'openReason',
        legend: view.t('Hvis den stadig er åben: hvorfor?', 'If it is still open: why?'),
        options: [
          { value: '', label: view.t('Ingen grund angivet', 'No reason stated') },
          ...openReasons.map((value) => ({ value, label: view.code('openReasons', value) })),
        ],
        value: action.openReason ?? '',
        fault,
      })}
      ${amountsOf(view, action.type).map(({ name, label, hint }) =>
        field(view, {
          name,
          label: view.say(label),
          hint: view.say(hint),
          value: written(view, action.detail?.[name] ?? null),
          inputmode: 'decimal',
          width: 12,
          ...optional,
        }),
      )}
      ${field(view, {
        name: 'journalRef',
        label: view.t('Journalnummer', 'Journal number'),
        hint: view.t(
          'Sagen i jeres eget system. Aldrig et CPR-nummer.',
          'The case in your own system. Never a CPR number.',
        ),
        value: action.detail?.journalRef ?? null,
        maxlength: 60,
        width: 20,
        scan: true,
        ...optional,
      })}
      ${textArea(view, {
        name: 'note',
        label: view.t('Notat', 'Note'),
        hint: view.t(
          'Ses kun af din egen myndighed. Skriv ikke CPR-numre.',
          'Seen by your own agency only. Write no CPR numbers.',
        ),
        value: action.detail?.note ?? null,
        maxlength: 2000,
        scan: true,
        ...optional,
      })}
      ${button(view.t('Gem', 'Save'))}
    </form>
  </section>`;
}

/** The day that is stored; today is offered for what is in progress, so that a report takes two clicks. */
function closingDay(view: View, { status, closedOn }: FollowUp, fault: Fault | undefined): string | null {
  if (closedOn !== null || status !== 'in_progress') return closedOn;
  return fault === undefined || fault.form.text('closedOn') === view.today ? view.today : null;
}

/** An amount as somebody would write it: `1.234,50`. */
const written = (view: View, kroner: number | null): string | null =>
  kroner === null ? null : view.money(kroner).replace(/\s*kr\.$/, '');
