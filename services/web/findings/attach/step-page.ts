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
  /** What the button says that goes on from here; on the last step it does the deed. */
  next?: string;
};

/** One step of three: its fields, what the other steps hold, and the way on and back. Nothing is saved before the last. */
export function stepPage(view: View, reviewId: string, sheet: Sheet, given: Given) {
  const { step, before, fields, next = view.t('Næste', 'Next') } = given;
  const number = stepNames.indexOf(step) + 1;
  const [name] = namesOf(view)[step];
  const earlier = stepNames[number - 2];
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
  const title = view.t(
    `Tilføj en oplysning, trin ${number} af 3: ${name}`,
    `Attach a finding, step ${number} of 3: ${name}`,
  );
  return { title, main };
}

const namesOf = (view: View): Record<Step, [string]> => ({
  what: [view.t('hvad', 'what')],
  basis: [view.t('hjemmel', 'legal basis')],
  recipients: [view.t('hvem får den', 'who gets it')],
});

function progress(view: View, current: Step): Html {
  const names = namesOf(view);
  return html`<ol class="steps" aria-label=${view.t('Trin', 'Steps')}>
    ${stepNames.map(
      (step) => html`<li aria-current=${step === current ? 'step' : undefined}>${names[step][0]}</li>`,
    )}
  </ol>`;
}

const reviewLine = (view: View, reviewId: string, sheet: Sheet): Html =>
  html`<p>
    ${link(
      `/case-reviews/${reviewId}`,
      view.t(`Gennemgang ${sheet.text('reference')}`, `Case review ${sheet.text('reference')}`),
    )}
  </p>`;
