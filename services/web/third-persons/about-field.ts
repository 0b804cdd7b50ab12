import type { z } from 'zod';
import type { listThirdPersons } from '#third-persons/contract.ts';
import type { Sheet } from '../forms.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { link, select } from '../parts.ts';
import type { View } from '../view.ts';

export type ThirdPerson = z.output<typeof listThirdPersons.output>['items'][number];

const name = 'aboutThirdPersonId';

/** Whether a finding is about the citizen or a third person of the own agency. */
export function aboutField(
  view: View,
  reviewId: string,
  thirdPersons: readonly ThirdPerson[],
  value: string,
  fault: Fault | undefined,
): Html {
  const own = thirdPersons.filter((one) => one.own);
  const register = link(
    `/case-reviews/${reviewId}/third-persons`,
    view.t('Registrér en tredjeperson', 'Register a third person'),
  );
  if (own.length === 0)
    return html`<p class="quiet">
      ${view.t('Handler den om en anden end borgeren, f.eks. en partner eller et barn?', 'Is it about anybody but the citizen, such as a partner or a child?')}${' '}${register}
    </p>`;
  return select(view, {
    name,
    label: view.t('Handler den om en tredjeperson?', 'Is it about a third person?'),
    hint: view.t(
      'Modtageren får kun relationen at vide, medmindre personen også videregives.',
      'The recipient is told the relation only, unless the person is disclosed too.',
    ),
    options: own.map((one) => [
      one.id,
      `${one.name} (${view.code('relations', one.relation).toLocaleLowerCase(view.lang)})`,
    ]),
    empty: view.t('Nej, om borgeren eller en virksomhed', 'No, about the citizen or a company'),
    value,
    required: false,
    fault,
  });
}

/** The choice as the endpoint takes it. */
export const aboutOf = (sheet: Sheet): { aboutThirdPersonId?: string } => {
  const id = sheet.text(name);
  return id === '' ? {} : { aboutThirdPersonId: id };
};
