import { disclosureForms } from '#platform/codes.ts';
import type { Sheet } from '../forms.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { radios } from '../parts.ts';
import type { View } from '../view.ts';

/** Whether the recipients get the whole finding, or only learn that a relevant one exists. */
export const formChoice = (view: View, sheet: Sheet, fault: Fault | undefined): Html =>
  radios(view, {
    name: 'form',
    legend: view.t('Hvor meget skal modtageren have?', 'How much is the recipient to be given?'),
    hint: view.t(
      'Giv ikke mere, end modtageren har brug for. Bærer hjemlen kun, at oplysningen findes, får modtageren ikke mere end det.',
      'Give no more than the recipient needs. Where the legal basis carries only that the finding exists, the recipient gets no more.',
    ),
    options: disclosureForms.map((value) => ({ value, label: view.code('disclosureForms', value) })),
    value: sheet.text('form') || 'full',
    fault,
  });

/** What is read of a finding that was given as a mere fact. */
export const factSentence = (view: View): Html =>
  html`<p class="prose finding-text">
    <strong>${view.t('Der findes en relevant oplysning.', 'A relevant finding exists.')}</strong>${' '}${view.t(
      'Hvad den siger, er ikke delt med din myndighed.',
      'What it says is not shared with your agency.',
    )}
  </p>`;
