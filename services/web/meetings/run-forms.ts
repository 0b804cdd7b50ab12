import { recordOutcome } from '#agendas/contract.ts';
import { assignFollowUpAtMeeting } from '#follow-ups/contract.ts';
import { closeMeeting } from '#meetings/contract.ts';
import { addDays } from '#platform/danish-time.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { alertBox, button, details, field, hidden, radios } from '../parts.ts';
import type { View } from '../view.ts';
import { outcomeKeys, outcomeName, outcomeTag } from './outcomes.ts';
import type { Dossier } from './run-case.ts';
import { undecidedOf } from './run-focus.ts';
import { type Agenda, faultIn, formName, type Item, nameOf } from './words.ts';

const pathOf = (agenda: Agenda, item: Item) => `/meetings/${agenda.meeting.id}/run/items/${item.id}`;

/** The outcome as it is stored, and the buttons that record one, for who leads the meeting while it is open. */
export function outcomeForm(view: View, agenda: Agenda, item: Item, given: Fault | undefined): Html {
  const fault = faultIn(given, 'outcome');
  const mayRecord = view.may(recordOutcome.permission) && agenda.meeting.state === 'open';
  return html`<p class="run-outcome">
      <strong>${view.t('Udfald: ', 'Outcome: ')}</strong>${outcomeTag(view, item.outcome)}
    </p>
    ${fault?.refusal.rule.id === 'version.stale' ? conflict(view, agenda, item, fault) : null}
    ${
      mayRecord
        ? html`<form method="post" action=${`${pathOf(agenda, item)}/outcome`} data-swap>
            ${hidden(view, { version: item.version })} ${formName('outcome')}
            <input type="hidden" name="position" value=${item.position} />
            <div class="actions run-outcomes" role="group" aria-label=${view.t('Notér udfaldet', 'Record the outcome')}>
              ${outcomeKeys.map(([outcome, key]) => outcomeButton(view, item, outcome, key))}
            </div>
          </form>`
        : null
    }`;
}

function outcomeButton(view: View, item: Item, outcome: (typeof outcomeKeys)[number][0], key: string): Html {
  const chosen = item.outcome === outcome;
  return html`<button
    type="submit"
    id=${`outcome-${outcome}`}
    class=${`button button-${chosen ? 'primary' : 'secondary'}`}
    name="outcome"
    value=${outcome}
    data-key=${key}
  >
    ${outcomeName(view, outcome)} <kbd class="key-hint" aria-hidden="true">${key.toUpperCase()}</kbd>
  </button>`;
}

/** Somebody else was faster: both choices side by side, and the person decides. */
function conflict(view: View, agenda: Agenda, item: Item, fault: Fault): Html {
  const mine = fault.form.text('outcome');
  return html`<div class="stored-now" id="conflict" tabindex="-1">
    <p class="stored-now-heading">
      ${view.t('En anden har noteret et udfald imens', 'Somebody else has recorded an outcome meanwhile')}
    </p>
    <dl class="facts">
      <div>
        <dt>${view.t('Gemt nu', 'Stored now')}</dt>
        <dd>${outcomeName(view, item.outcome)}</dd>
      </div>
      <div>
        <dt>${view.t('Du valgte', 'You chose')}</dt>
        <dd>${outcomeName(view, mine)}</dd>
      </div>
    </dl>
    <div class="actions">
      <form method="post" action=${`${pathOf(agenda, item)}/outcome`} data-swap>
        ${hidden(view, { version: item.version })} ${formName('outcome')}
            <input type="hidden" name="position" value=${item.position} />
        <input type="hidden" name="outcome" value=${mine} />
        ${button(view.t(`Gem mit: ${outcomeName(view, mine)}`, `Save mine: ${outcomeName(view, mine)}`), { kind: 'secondary' })}
      </form>
      <a class="button button-secondary" id="keep-stored" data-goto href=${`/meetings/${agenda.meeting.id}/run?after=${item.id}`}
        >${view.t('Behold det gemte, og gå videre', 'Keep what is stored, and go on')}</a
      >
    </div>
  </div>`;
}

/** Eight weeks: time for an agency to act, and the half-year's figures still get it. */
const usualDays = 56;

/** Giving an agency of the review something to do; the chair any of them, a liaison the own. */
export function followUpForm(
  view: View,
  agenda: Agenda,
  item: Item,
  dossier: Dossier,
  given: Fault | undefined,
): Html {
  const takes = dossier.state === 'admitted' || dossier.state === 'concluded';
  if (!view.may(assignFollowUpAtMeeting.permission) || !takes || agenda.meeting.state !== 'open') return null;
  const mine = view.person.roles.includes('chair') ? null : view.person.agencyId;
  const options = view.agencies
    .filter(({ id }) => dossier.agencies.includes(id) && (mine === null || id === mine))
    // The agency that nominated most often has something to do.
    .toSorted(
      (one, other) =>
        Number(other.id === dossier.nominatingAgencyId) - Number(one.id === dossier.nominatingAgencyId),
    )
    .flatMap((agency) =>
      view.followUpTypes
        .filter(({ ownerKind }) => ownerKind === agency.kind)
        .map(({ code, name }) => ({
          value: `${agency.id}:${code}`,
          label: `${agency.name}: ${view.say(name)}`,
        })),
    );
  if (options.length === 0) return null;
  const fault = faultIn(given, 'follow-up');
  return html`<div class="run-assign" id="assign">
    ${details(
      html`${view.t('Sæt opfølgning i gang', 'Set follow-up')} <kbd class="key-hint" aria-hidden="true">H</kbd>`,
      html`<form method="post" action=${`${pathOf(agenda, item)}/follow-ups`} data-swap>
        ${hidden(view)} ${formName('follow-up')}
        ${radios(view, {
          name: 'task',
          legend: view.t('Hvem gør hvad', 'Who does what'),
          options,
          value: options[0]?.value,
          fault,
        })}
        ${field(view, {
          name: 'dueOn',
          label: view.t('Frist', 'Due date'),
          type: 'date',
          value: addDays(view.today, usualDays),
          fault,
          width: 12,
        })}
        ${button(view.t('Sæt i gang', 'Set it'))}
      </form>`,
      fault !== undefined,
    )}
  </div>`;
}

/** Closing the meeting, with what is still without an outcome. */
export function closeForm(view: View, agenda: Agenda, given: Fault | undefined): Html {
  if (agenda.meeting.state !== 'open' || !view.may(closeMeeting.permission)) return null;
  const left = undecidedOf(agenda);
  return html`<h2 id="closing-heading" tabindex="-1">${view.t('Luk mødet', 'Close the meeting')}</h2>
    ${
      left.length === 0
        ? alertBox(view, 'success', view.t('Alle punkter har et udfald', 'Every item has an outcome'))
        : details(
            left.length === 1
              ? view.t('1 punkt mangler et udfald', '1 item needs an outcome')
              : view.t(`${left.length} punkter mangler et udfald`, `${left.length} items need an outcome`),
            undecidedList(view, agenda, left),
            faultIn(given, 'closing') !== undefined,
          )
    }
    <form method="post" action=${`/meetings/${agenda.meeting.id}/closing`}>
      ${hidden(view, { version: agenda.meeting.version })} ${formName('closing')}
      ${button(view.t('Luk mødet', 'Close the meeting'), { kind: left.length === 0 ? 'primary' : 'secondary' })}
    </form>`;
}

const undecidedList = (view: View, agenda: Agenda, left: readonly Item[]): Html =>
  html`<ul id="undecided">
    ${left.map(
      (item) =>
        html`<li>
          <a
            id=${`undecided-${item.id}`}
            data-goto
            href=${`/meetings/${agenda.meeting.id}/run?item=${item.id}`}
            >${item.position}. ${nameOf(view, item)}</a
          >
        </li>`,
    )}
  </ul>`;
