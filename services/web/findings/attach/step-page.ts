import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import { button, hidden, link } from '../../parts.ts';
import type { View } from '../../view.ts';
import { carried, type Step, stepNames } from './draft.ts';

type Given = {
  step: Step;
  /** What stands above the form. */
  before?: Html;
  fields: Html;
  /** What the button says that goes on from here. */
  next: string;
};

/** One of the steps that are filled in: its fields, what the other holds, and the way on and back. Nothing is saved before the second is sent. */
export function stepPage(view: View, reviewId: string, sheet: Sheet, given: Given) {
  const { step, before, fields, next } = given;
  const earlier = stepNames[stepNames.indexOf(step) - 1];
  const main = html`${progress(view, step)}${before}
    <form method="post" action=${`/case-reviews/${reviewId}/findings/new`}>
      ${hidden(view)}<input type="hidden" name="_step" value=${step} />${carried(sheet, step)}
      ${step === 'what' ? null : reviewLine(view, reviewId, sheet)} ${fields}
      <div class="actions">
        ${button(next)}
        ${
          earlier === undefined
            ? null
            : button(view.t('Tilbage', 'Back'), { kind: 'secondary', name: '_back', value: earlier })
        }
        ${link(`/case-reviews/${reviewId}`, view.t('Fortryd', 'Cancel'))}
      </div>
    </form>`;
  return { title: titleOf(view, step), main };
}

const shown = (view: View) =>
  [
    ['what', view.t('hvad', 'what')],
    ['basis', view.t('hjemmel og modtagere', 'legal basis and recipients')],
    ['look', view.t('se efter og videregiv', 'look and disclose')],
  ] as const;
type Shown = Step | 'look';

export function titleOf(view: View, current: Shown): string {
  const at = shown(view).findIndex(([step]) => step === current);
  const name = shown(view)[at]?.[1] ?? '';
  return view.t(
    `Tilføj en oplysning, trin ${at + 1} af 3: ${name}`,
    `Attach a finding, step ${at + 1} of 3: ${name}`,
  );
}

export const progress = (view: View, current: Shown): Html =>
  html`<ol class="steps" aria-label=${view.t('Trin', 'Steps')}>
    ${shown(view).map(([step, name]) => html`<li aria-current=${step === current ? 'step' : undefined}>${name}</li>`)}
  </ol>`;

const reviewLine = (view: View, reviewId: string, sheet: Sheet): Html =>
  html`<p>
    ${link(
      `/case-reviews/${reviewId}`,
      view.t(`Gennemgang ${sheet.text('reference')}`, `Case review ${sheet.text('reference')}`),
    )}
  </p>`;
