import { html, type Html } from '../html.ts';
import type { Sheet } from '../forms.ts';
import type { Fault } from '../page.ts';
import { button, field, hidden, radios, select } from '../parts.ts';
import type { View } from '../view.ts';

const names = {
  frequency: 'rule.frequency',
  weekday: 'rule.weekday',
  weekOfMonth: 'rule.weekOfMonth',
  at: 'rule.at',
  startsOn: 'rule.startsOn',
  endsOn: 'rule.endsOn',
  exceptions: 'rule.exceptions',
} as const;

export const weekdayNames = (view: View): (readonly [string, string])[] =>
  [
    view.t('Mandag', 'Monday'),
    view.t('Tirsdag', 'Tuesday'),
    view.t('Onsdag', 'Wednesday'),
    view.t('Torsdag', 'Thursday'),
    view.t('Fredag', 'Friday'),
    view.t('Lørdag', 'Saturday'),
    view.t('Søndag', 'Sunday'),
  ].map((name, index) => [String(index + 1), name] as const);

export const weekOfMonthNames = (view: View): (readonly [string, string])[] => [
  ['1', view.t('Den første i måneden', 'The first of the month')],
  ['2', view.t('Den anden i måneden', 'The second of the month')],
  ['3', view.t('Den tredje i måneden', 'The third of the month')],
  ['4', view.t('Den fjerde i måneden', 'The fourth of the month')],
  ['-1', view.t('Den sidste i måneden', 'The last of the month')],
];

/** The form that plans a series by its rule. */
export function seriesForm(view: View, fault: Fault | undefined): Html {
  return html`<h2>${view.t('Planlæg en ny række', 'Plan a new series')}</h2>
    <p>
      ${view.t(
        'Møderne de næste 26 uger lægges straks; resten følger af sig selv. Falder et møde på en dansk helligdag, flyttes det til næste arbejdsdag, og mødet siger hvorfra.',
        'The meetings of the next 26 weeks are planned at once; the rest follow by themselves. A meeting that falls on a Danish public holiday is moved to the next working day, and says from where.',
      )}
    </p>
    <form method="post" action="/meetings/series">
      ${hidden(view)}
      ${radios(view, {
        name: names.frequency,
        legend: view.t('Hvor tit', 'How often'),
        value: 'every_second_week',
        options: [
          { value: 'weekly', label: view.t('Hver uge', 'Every week') },
          { value: 'every_second_week', label: view.t('Hver anden uge', 'Every second week') },
          { value: 'monthly', label: view.t('Hver måned', 'Every month') },
        ],
        fault,
      })}
      ${select(view, { name: names.weekday, label: view.t('Ugedag', 'Weekday'), value: '4', options: weekdayNames(view), fault })}
      ${select(view, {
        name: names.weekOfMonth,
        label: view.t('Hvilken i måneden', 'Which of the month'),
        hint: view.t('Kun når mødet er hver måned.', 'Only when the meeting is monthly.'),
        required: false,
        empty: view.t('Ikke månedligt', 'Not monthly'),
        options: weekOfMonthNames(view),
        fault,
      })}
      ${field(view, { name: names.at, label: view.t('Klokkeslæt', 'Time'), type: 'time', value: '09:00', fault, width: 8 })}
      ${field(view, { name: names.startsOn, label: view.t('Første dag', 'First day'), type: 'date', value: view.today, fault, width: 12 })}
      ${field(view, { name: names.endsOn, label: view.t('Sidste dag', 'Last day'), type: 'date', required: false, fault, width: 12 })}
      ${field(view, {
        name: names.exceptions,
        label: view.t('Dage uden møde', 'Days without a meeting'),
        hint: view.t(
          'Skriv datoerne med mellemrum, f.eks. 24.12.2026 31.12.2026.',
          'Write the dates with spaces, e.g. 24.12.2026 31.12.2026.',
        ),
        required: false,
        fault,
      })}
      ${field(view, {
        name: 'capacity',
        label: view.t('Plads til så mange gennemgange', 'Room for so many case reviews'),
        type: 'number',
        min: 1,
        max: 200,
        value: 20,
        fault,
        width: 4,
      })}
      ${button(view.t('Planlæg rækken', 'Plan the series'))}
    </form>`;
}

/** `24.12.2026` becomes `2026-12-24`; anything else stays, so that the endpoint refuses it by name. */
function civilDateOf(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The rule that the form says. */
export function ruleIn(sheet: Sheet) {
  return {
    frequency: sheet.text(names.frequency),
    weekday: sheet.number(names.weekday),
    weekOfMonth: sheet.number(names.weekOfMonth),
    at: sheet.text(names.at),
    startsOn: sheet.text(names.startsOn),
    endsOn: sheet.optional(names.endsOn),
    exceptions: sheet
      .text(names.exceptions)
      .split(/[\s,;]+/)
      .filter((text) => text !== '')
      .map(civilDateOf),
  };
}
