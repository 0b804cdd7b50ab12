import { recordOutcome } from '#agendas/contract.ts';
import { assignFollowUpAtMeeting } from '#follow-ups/contract.ts';
import { html, type Html } from '../html.ts';
import type { View } from '../view.ts';
import { outcomeKeys, outcomeName } from './outcomes.ts';

/** The keys, always in sight, and the switch that turns them off. Without a script there are none. */
export function keysBox(view: View): Html {
  const keys: readonly (readonly [readonly string[], string])[] = [
    ...(view.may(recordOutcome.permission)
      ? outcomeKeys.map(([outcome, key]) => [[key.toUpperCase()], outcomeName(view, outcome)] as const)
      : []),
    [['→', 'J'], view.t('Næste punkt', 'Next item')],
    [['←', 'K'], view.t('Forrige punkt', 'Previous item')],
    ...(view.may(assignFollowUpAtMeeting.permission)
      ? [[['H'], view.t('Sæt opfølgning i gang', 'Set follow-up')] as const]
      : []),
    [['?'], view.t('Til denne liste', 'To this list')],
  ];
  return html`<section class="box run-keys" id="keys" tabindex="-1" aria-labelledby="keys-heading">
    <h2 id="keys-heading">${view.t('Taster', 'Keys')}</h2>
    <dl>
      ${keys.map(
        ([names, what]) =>
          html`<div>
            <dt>${names.map((name) => html`<kbd>${name}</kbd> `)}</dt>
            <dd>${what}</dd>
          </div>`,
      )}
    </dl>
    <div class="form-group-checkbox">
      <input type="checkbox" class="form-checkbox" id="use-keys" />
      <label class="form-label" for="use-keys">${view.t('Brug tasterne', 'Use the keys')}</label>
    </div>
  </section>`;
}
