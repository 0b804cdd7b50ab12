import { initiatives } from '#platform/codes.ts';
import type { Sheet } from '../forms.ts';
import type { Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { checkbox, radios } from '../parts.ts';
import type { View } from '../view.ts';

/** The declaration of retsplejeloven § 115, where a basis restricts the use. */
export const declarationField = (view: View, sheet: Sheet, fault: Fault | undefined): Html =>
  checkbox(view, {
    name: 'declarationNotInvestigation',
    label: view.t(
      'Jeg bekræfter, at oplysningen ikke deles med henblik på efterforskning af straffesager (retsplejeloven § 115).',
      'I declare that the finding is not shared with a view to the investigation of criminal cases (Administration of Justice Act s. 115).',
    ),
    hint: view.t('Kræves ved hjemler, der begrænser brugen.', 'Needed under bases that restrict the use.'),
    checked: sheet.checked('declarationNotInvestigation'),
    fault,
  });

/** Why it is given just now. */
export const initiativeField = (view: View, sheet: Sheet, fault: Fault | undefined): Html =>
  radios(view, {
    name: 'initiative',
    legend: view.t('Hvorfor videregives den nu?', 'Why is it disclosed now?'),
    options: initiatives.map((code) => ({ value: code, label: view.code('initiatives', code) })),
    value: sheet.text('initiative') || 'own',
    fault,
  });
