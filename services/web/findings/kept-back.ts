import { html, type Html } from '../html.ts';
import type { View } from '../view.ts';

/** The parts of a finding that no recipient is given, greyed, each with the reason. */
export function keptBack(
  view: View,
  { necessity, sourceClass }: { necessity: string | null; sourceClass: string | null },
): Html {
  const ownOnly = view.t(
    'Kun din egen myndighed ser det; modtageren har ikke brug for det.',
    'Only your own agency sees it; the recipient does not need it.',
  );
  const parts: [string, string, string][] = [
    [view.t('Begrundelsen for nødvendigheden', 'Why it is necessary'), necessity ?? '', ownOnly],
    [
      view.t('Hvor oplysningen kommer fra', 'Where the finding comes from'),
      sourceClass === null ? '' : view.code('sourceClasses', sourceClass),
      ownOnly,
    ],
    [
      view.t('Hvem der ellers får den, og tidligere versioner', 'Who else gets it, and earlier versions'),
      '',
      view.t(
        'En modtager ser kun sin egen videregivelse (forvaltningsloven § 27).',
        'A recipient sees its own disclosure only (Public Administration Act s. 27).',
      ),
    ],
  ];
  return html`<div class="kept-back">
    <p><strong>${view.t('Det får modtageren ikke', 'What the recipient does not get')}</strong></p>
    <ul>
      ${parts.map(
        ([what, value, why]) =>
          html`<li>
            <del>${value === '' ? what : `${what}: ${value}`}</del>
            <span class="kept-back-why">${why}</span>
          </li>`,
      )}
    </ul>
  </div>`;
}
