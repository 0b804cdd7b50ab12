import { html, type Html } from '../html.ts';
import type { View } from '../view.ts';
import { type Common, describedBy, errorId, errorsOf, hintId, idOf, storedNow } from './fields.ts';

export type Choice = { value: string; label: string; hint?: string | undefined; disabled?: boolean };

function group(view: View, given: Common & { legend: string }, items: Html): Html {
  given.fault?.labels.set(given.name, given.legend);
  const errors = errorsOf(given.fault, given.name);
  return html`<div class=${errors.length > 0 ? 'form-group form-error' : 'form-group'}>
    <fieldset id=${idOf(given.name)} tabindex="-1" aria-describedby=${describedBy(given)}>
      <legend class="form-label">${given.legend}</legend>
      ${given.hint === undefined ? null : html`<span class="form-hint" id=${hintId(given.name)}>${given.hint}</span>`}
      ${
        errors.length === 0
          ? null
          : html`<span class="form-error-message" id=${errorId(given.name)}>
              <span class="sr-only">${view.t('Fejl:', 'Error:')} </span
              >${errors.map((error) => error[view.lang]).join(' ')}
            </span>`
      }
      ${items}
    </fieldset>
  </div>`;
}

function choiceOf(
  kind: 'radio' | 'checkbox',
  name: string,
  { value, label: text, hint, disabled }: Choice,
  checked: boolean,
): Html {
  const id = `${idOf(name)}-${value.replaceAll(/[^a-zA-Z0-9_-]/g, '-')}`;
  return html`<div class=${`form-group-${kind}`}>
    <input
      type=${kind}
      class=${`form-${kind}`}
      id=${id}
      name=${name}
      value=${value}
      checked=${checked}
      disabled=${disabled === true}
      aria-describedby=${hint === undefined ? undefined : `${id}-hint`}
    />
    <label class="form-label" for=${id}>${text}</label>
    ${hint === undefined ? null : html`<span class="form-hint" id=${`${id}-hint`}>${hint}</span>`}
  </div>`;
}

/** One of a few choices, all visible. */
export function radios(
  view: View,
  given: Common & { legend: string; options: readonly Choice[]; value?: string | null | undefined },
): Html {
  const shown = given.fault ? given.fault.form.text(given.name) : given.value;
  const stored = given.options.find(({ value }) => value === given.value);
  const clash =
    stored && stored.value !== shown
      ? storedNow(view, { ...given, label: given.legend, value: stored.label }, '')
      : null;
  const choices = given.options.map((option) =>
    choiceOf('radio', given.name, option, option.value === shown),
  );
  return group(view, given, html`${choices}${clash}`);
}

/** Any of a few choices. */
export function checkboxes(
  view: View,
  given: Common & { legend: string; options: readonly Choice[]; values?: readonly string[] },
): Html {
  const shown = given.fault ? given.fault.form.all(given.name) : (given.values ?? []);
  return group(
    view,
    given,
    given.options.map((option) => choiceOf('checkbox', given.name, option, shown.includes(option.value))),
  );
}
