import type { FieldError } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import { reserved } from '../forms.ts';
import type { Fault } from '../page.ts';
import { seatKey } from '../seat-key.ts';
import type { View } from '../view.ts';

export type Common = { name: string; hint?: string | undefined; fault?: Fault | undefined };
type Labelled = Common & { label: string; value?: string | number | null | undefined; required?: boolean };

/** The hidden fields of every form: against forgery, against doing it twice, where it is done from, the version that was shown. */
export function hidden(view: View, { version }: { version?: number } = {}): Html {
  return html`<input type="hidden" name=${reserved.csrf} value=${view.csrf} />
    <input type="hidden" name=${reserved.key} value=${view.newKey()} />
    <input type="hidden" name=${reserved.seat} value=${seatKey(view.person)} />
    ${version === undefined ? null : html`<input type="hidden" name=${reserved.version} value=${version} />`}`;
}

export const idOf = (name: string): string => `field-${name.replaceAll(/[^a-zA-Z0-9_-]/g, '-')}`;

/** The refusal's errors about one field: members of lists count for the list. */
export function errorsOf(fault: Fault | undefined, name: string): readonly FieldError[] {
  const pointer = `/body/${name.replaceAll('.', '/')}`;
  const errors = fault?.refusal.details.errors ?? [];
  return errors.filter(({ pointer: at }) => at === pointer || at.startsWith(`${pointer}/`));
}

export const errorId = (name: string) => `${idOf(name)}-error`;
export const hintId = (name: string) => `${idOf(name)}-hint`;
const storedId = (name: string) => `${idOf(name)}-stored`;

/** What a reader of the screen hears with the field. */
export function describedBy({ name, hint, fault }: Common, stored = false): string | undefined {
  const ids = [
    hint === undefined ? '' : hintId(name),
    errorsOf(fault, name).length > 0 ? errorId(name) : '',
    stored ? storedId(name) : '',
  ].filter((id) => id !== '');
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function around(view: View, given: Common & { label: string }, label: Html, control: Html): Html {
  given.fault?.labels.set(given.name, given.label);
  const errors = errorsOf(given.fault, given.name);
  return html`<div class=${errors.length > 0 ? 'form-group form-error' : 'form-group'}>
    ${label}
    ${given.hint === undefined ? null : html`<span class="form-hint" id=${hintId(given.name)}>${given.hint}</span>`}
    ${
      errors.length === 0
        ? null
        : html`<span class="form-error-message" id=${errorId(given.name)}>
            <span class="sr-only">${view.t('Fejl:', 'Error:')} </span
            >${errors.map((error) => error[view.lang]).join(' ')}
          </span>`
    }
    ${control}
  </div>`;
}

/**
 * After somebody else changed it in between, what is stored now stands beside what was written, and the person decides:
 * nothing of either is lost.
 */
export function storedNow(view: View, { name, fault, value }: Labelled, shown: string): Html {
  // Without a value nothing is kept under this name, such as the reason for a change.
  if (value === undefined) return null;
  const stored = value === null ? '' : String(value);
  if (fault?.refusal.rule.id !== 'version.stale' || stored === shown) return null;
  return html`<div class="stored-now" id=${storedId(name)}>
    <p class="stored-now-heading">${view.t('Gemt nu (af en anden)', 'Stored now (by somebody else)')}</p>
    <p class="stored-now-text">${stored === '' ? view.t('(tomt)', '(empty)') : stored}</p>
    <p class="form-hint">
      ${view.t(
        'Din tekst står i feltet. Ret den, så den indeholder det, der skal gælde, og gem igen.',
        'Your text is in the field. Change it to what shall hold, and save again.',
      )}
    </p>
  </div>`;
}

const written = ({ name, fault, value }: Labelled): string =>
  fault ? fault.form.text(name) : value === null || value === undefined ? '' : String(value);

const label = (view: View, { name, label: text, required }: Labelled) =>
  html`<label class="form-label" for=${idOf(name)}
    >${text}${
      required === false
        ? html`<span class="weight-normal">${view.t(' (kan udelades)', ' (optional)')}</span>`
        : null
    }</label
  >`;

const invalid = (fault: Fault | undefined, name: string) =>
  errorsOf(fault, name).length > 0 ? 'true' : undefined;

export type FieldOptions = Labelled & {
  type?: 'text' | 'date' | 'time' | 'number' | 'search' | 'password';
  autocomplete?: string;
  inputmode?: string;
  maxlength?: number;
  /** How many characters wide it looks. */
  width?: 4 | 8 | 12 | 20;
  min?: string | number;
  max?: string | number;
  /** Warns of CPR numbers while somebody writes. */
  scan?: boolean;
  /** What the browser takes, as a regular expression, and what it says of the rest before it sends anything. */
  pattern?: { takes: string; says: string };
};

/** One line of text, a date, a time or a number. `required: false` marks it as optional. */
export function field(view: View, given: FieldOptions): Html {
  const shown = written(given);
  const stored = storedNow(view, given, shown);
  const control = html`<input
      class=${`form-input ${given.width ? `width-${given.width}` : ''}`}
      id=${idOf(given.name)}
      name=${given.name}
      type=${given.type ?? 'text'}
      value=${shown}
      autocomplete=${given.autocomplete ?? 'off'}
      inputmode=${given.inputmode}
      maxlength=${given.maxlength}
      min=${given.min}
      max=${given.max}
      pattern=${given.pattern?.takes}
      title=${given.pattern?.says}
      data-scan=${given.scan ? view.lang : undefined}
      aria-describedby=${describedBy(given, stored !== null)}
      aria-invalid=${invalid(given.fault, given.name)}
    />${stored}`;
  return around(view, given, label(view, given), control);
}

/** Text of several lines; with `scan` it warns of CPR numbers while somebody writes. */
export function textArea(
  view: View,
  given: Labelled & { rows?: number; maxlength?: number; scan?: boolean },
): Html {
  const shown = written(given);
  const stored = storedNow(view, given, shown);
  const control = html`<textarea
      class="form-input"
      id=${idOf(given.name)}
      name=${given.name}
      rows=${given.rows ?? 4}
      maxlength=${given.maxlength}
      data-scan=${given.scan ? view.lang : undefined}
      spellcheck="true"
      aria-describedby=${describedBy(given, stored !== null)}
      aria-invalid=${invalid(given.fault, given.name)}
    >
${shown}</textarea
    >${stored}`;
  return around(view, given, label(view, given), control);
}

/** A list to choose one from; `empty` is the choice of nothing. */
export function select(
  view: View,
  given: Labelled & { options: readonly (readonly [value: string, label: string])[]; empty?: string },
): Html {
  const shown = written(given);
  const chosen = given.options.find(([value]) => value === given.value)?.[1];
  const stored = storedNow(view, { ...given, value: given.value }, shown);
  const options = given.empty === undefined ? given.options : [['', given.empty] as const, ...given.options];
  const control = html`<select
      class="form-select"
      id=${idOf(given.name)}
      name=${given.name}
      aria-describedby=${describedBy(given, stored !== null)}
      aria-invalid=${invalid(given.fault, given.name)}
    >
      ${options.map(([value, text]) => html`<option value=${value} selected=${value === shown}>${text}</option>`)}</select
    >${stored === null ? null : storedNow(view, { ...given, value: chosen ?? given.value }, shown)}`;
  return around(view, given, label(view, given), control);
}

/** One thing to say yes to. */
export function checkbox(view: View, given: Common & { label: string; checked?: boolean }): Html {
  const checked = given.fault ? given.fault.form.checked(given.name) : given.checked === true;
  const id = idOf(given.name);
  const control = html`<div class="form-group-checkbox">
    <input
      type="checkbox"
      class="form-checkbox"
      id=${id}
      name=${given.name}
      value="yes"
      checked=${checked}
      aria-describedby=${describedBy(given)}
      aria-invalid=${invalid(given.fault, given.name)}
    />
    <label class="form-label" for=${id}>${given.label}</label>
  </div>`;
  return around(view, given, null, control);
}

/** The button that sends the form. A second one may carry a name and a value. */
export function button(
  text: string,
  given: {
    kind?: 'primary' | 'secondary' | 'tertiary' | 'warning';
    name?: string;
    value?: string;
    key?: string;
  } = {},
): Html {
  return html`<button
    type="submit"
    class=${`button button-${given.kind ?? 'primary'}`}
    name=${given.name}
    value=${given.value}
    data-key=${given.key}
  >
    ${text}
  </button>`;
}
