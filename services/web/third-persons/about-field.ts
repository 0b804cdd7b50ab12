import type { z } from 'zod';
import { relations } from '#platform/codes.ts';
import type { listThirdPersons } from '#third-persons/contract.ts';
import type { Sheet } from '../forms.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { link, select } from '../parts.ts';
import type { View } from '../view.ts';

export type ThirdPerson = z.output<typeof listThirdPersons.output>['items'][number];

const name = 'aboutThirdPersonId';
const separator = '/';

/** Whether a finding is about the citizen or a third person of the own agency. The choice carries the relation for the draft. */
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
      `${one.id}${separator}${one.relation}`,
      `${one.name} (${view.code('relations', one.relation).toLocaleLowerCase(view.lang)})`,
    ]),
    empty: view.t('Nej, om borgeren eller en virksomhed', 'No, about the citizen or a company'),
    value,
    required: false,
    fault,
  });
}

const chosen = (sheet: Sheet) => sheet.text(name).split(separator);

/** The choice as the endpoint takes it. */
export function aboutOf(sheet: Sheet): { aboutThirdPersonId?: string } {
  const [id = ''] = chosen(sheet);
  return id === '' ? {} : { aboutThirdPersonId: id };
}

/** The choice as a recipient would read it. */
export function aboutIn(sheet: Sheet) {
  const relation = relations.find((one) => one === chosen(sheet)[1]);
  return relation === undefined ? null : { relation, thirdPersonId: null };
}
