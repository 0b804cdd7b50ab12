import type { z } from 'zod';
import type { listLegalBases } from '#legal-bases/contract.ts';
import { dataClasses, relations } from '#platform/codes.ts';
import { purposeField } from '../findings/content-fields.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { field, select, textArea } from '../parts.ts';
import type { View } from '../view.ts';

export type Bases = z.output<typeof listLegalBases.output>['items'];

export const basisField = (
  view: View,
  name: string,
  bases: Bases,
  value: string | undefined,
  fault: Fault | undefined,
): Html =>
  select(view, {
    name,
    label: view.t('Hjemmel', 'Legal basis'),
    hint: view.t(
      'Den skal bære denne person, ikke kun borgeren.',
      'It has to carry this person, not only the citizen.',
    ),
    options: bases
      .filter(({ subjects }) => subjects.includes('person'))
      .map(({ code, citation }) => [code, citation] as const),
    empty: view.t('Vælg', 'Choose'),
    value,
    fault,
  });

/** What is asked of a new third person. */
export function registerFields(view: View, bases: Bases, fault: Fault | undefined): Html {
  return html`${select(view, {
    name: 'relation',
    label: view.t('Hvad er personen for borgeren?', 'What is the person to the citizen?'),
    options: relations.map((code) => [code, view.code('relations', code)] as const),
    empty: view.t('Vælg', 'Choose'),
    fault,
  })}
  ${field(view, { name: 'name', label: view.t('Navn', 'Name'), maxlength: 120, fault })}
  ${field(view, {
    name: 'cpr',
    label: view.t('CPR-nummer', 'Civil registration number'),
    hint: view.t(
      'Kun hvis det er nødvendigt. Det vises kun maskeret.',
      'Only if it is necessary. It is shown masked only.',
    ),
    width: 12,
    required: false,
    fault,
  })}
  ${select(view, {
    name: 'dataClass',
    label: view.t('Hvilken type oplysning er det?', 'What class of data is it?'),
    options: dataClasses.map((code) => [code, view.code('dataClasses', code)] as const),
    value: 'confidential',
    fault,
  })}
  ${purposeField(view, view.purpose, fault)} ${basisField(view, 'legalBasisCode', bases, undefined, fault)}
  ${textArea(view, {
    name: 'necessity',
    label: view.t('Hvorfor er det nødvendigt?', 'Why is it necessary?'),
    hint: view.t(
      'Mindst 15 tegn. Kun din egen myndighed ser det.',
      'At least 15 characters. Only your own agency sees it.',
    ),
    maxlength: 2000,
    scan: true,
    fault,
  })}`;
}
