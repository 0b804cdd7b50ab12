import {
  dataClasses,
  purposes,
  sourceClasses,
  statementKinds,
  subjectCategories,
  subjects,
} from '#platform/codes.ts';
import type { Sheet } from '../forms.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { field, radios, select, textArea } from '../parts.ts';
import type { View } from '../view.ts';

/** What is in a field now, by the field's name. */
export type Values = (name: string) => string;

export const policeNames = [
  'police.subjectCategory',
  'police.sourceReliability',
  'police.reviewDueOn',
] as const;

/** The fields of what a finding says: of the first version and of a correction. */
export function contentFields(view: View, value: Values, fault: Fault | undefined): Html {
  return html`${textArea(view, {
    name: 'text',
    label: view.t('Hvad siger oplysningen?', 'What does the finding say?'),
    hint: view.t(
      'Skriv kun det, der er nødvendigt. Skriv ikke CPR-numre eller navne på andre personer.',
      'Write only what is necessary. Do not write civil registration numbers or names of other people.',
    ),
    value: value('text'),
    rows: 6,
    maxlength: 4000,
    scan: true,
    fault,
  })}
  ${radios(view, {
    name: 'statementKind',
    legend: view.t('Er det et faktum eller en vurdering?', 'Is it a fact or an assessment?'),
    options: statementKinds.map((code) => ({ value: code, label: view.code('statementKinds', code) })),
    value: value('statementKind'),
    fault,
  })}
  ${radios(view, {
    name: 'dataClass',
    legend: view.t('Hvilken type oplysning er det?', 'What class of data is it?'),
    options: dataClasses.map((code) => ({
      value: code,
      label: view.code('dataClasses', code),
      hint: classHint(view, code),
    })),
    value: value('dataClass'),
    fault,
  })}
  ${radios(view, {
    name: 'subject',
    legend: view.t('Hvem handler den om?', 'Whom is it about?'),
    options: subjects.map((code) => ({ value: code, label: view.code('subjects', code) })),
    value: value('subject'),
    fault,
  })}
  ${select(view, {
    name: 'sourceClass',
    label: view.t('Hvor kommer oplysningen fra?', 'Where does the finding come from?'),
    options: sourcesOf(view),
    empty: view.t('Vælg', 'Choose'),
    value: value('sourceClass'),
    fault,
  })}
  ${view.person.agencyKind === 'police' ? policeFieldset(view, value, fault) : null}`;
}

export const purposeField = (view: View, value: string, fault: Fault | undefined): Html =>
  select(view, {
    name: 'purpose',
    label: view.t('Til hvilket formål?', 'For what purpose?'),
    hint: view.t(
      'Formålet afgør, hvilke hjemler der er mulige.',
      'The purpose decides which bases are possible.',
    ),
    options: purposes.map((code) => [code, view.code('purposes', code)] as const),
    value,
    fault,
  });

const sourcesOf = (view: View): (readonly [string, string])[] => [
  ...sourceClasses.map((code) => [code, view.code('sourceClasses', code)] as const),
  [
    'money_laundering_report',
    view.t('Underretning om hvidvask (kan ikke tilføjes)', 'Money-laundering report (cannot be attached)'),
  ],
];

function classHint(view: View, code: (typeof dataClasses)[number]): string {
  if (code === 'ordinary')
    return view.t('F.eks. adresse eller ansættelse.', 'Such as address or employment.');
  if (code === 'confidential')
    return view.t('F.eks. indkomst, ydelser eller gæld.', 'Such as income, benefits or debt.');
  if (code === 'criminal') return view.t('Strafbare forhold og domme.', 'Criminal offences and convictions.');
  return view.t(
    'F.eks. helbred eller tro. Kun en godkender kan videregive den.',
    'Such as health or belief. Only an approver can disclose it.',
  );
}

function policeFieldset(view: View, value: Values, fault: Fault | undefined): Html {
  const [category, reliability, due] = policeNames;
  return html`<h2>${view.t('Kun for politiet', 'For the police only')}</h2>
    ${select(view, {
      name: category,
      label: view.t('Personens kategori', 'Category of the person'),
      hint: view.t('Retshåndhævelsesloven § 6.', 'Law Enforcement Data Protection Act s. 6.'),
      options: subjectCategories.map((code) => [code, view.code('subjectCategories', code)] as const),
      empty: view.t('Vælg', 'Choose'),
      value: value(category),
      fault,
    })}
    ${field(view, {
      name: reliability,
      label: view.t('Kildens pålidelighed', 'Reliability of the source'),
      hint: view.t(
        'F.eks. B2. Retshåndhævelsesloven § 7.',
        'Such as B2. Law Enforcement Data Protection Act s. 7.',
      ),
      value: value(reliability),
      required: false,
      maxlength: 200,
      scan: true,
      fault,
    })}
    ${field(view, {
      name: due,
      label: view.t('Vurderes igen senest', 'To be reviewed by'),
      type: 'date',
      min: view.today,
      value: value(due),
      width: 12,
      fault,
    })}`;
}

/** The body of a version as the form was sent; the endpoint checks it. */
export function contentOf(view: View, sheet: Sheet) {
  const [category, reliability, due] = policeNames;
  return {
    text: sheet.text('text'),
    statementKind: sheet.optional('statementKind'),
    dataClass: sheet.text('dataClass'),
    subject: sheet.text('subject'),
    legalBasisCode: sheet.text('legalBasisCode'),
    necessity: sheet.text('necessity'),
    sourceClass: sheet.text('sourceClass'),
    declarations: { noMoneyLaunderingSource: sheet.checked('declarations.noMoneyLaunderingSource') },
    ...(view.person.agencyKind === 'police'
      ? {
          police: {
            subjectCategory: sheet.optional(category),
            sourceReliability: sheet.optional(reliability),
            reviewDueOn: sheet.optional(due),
          },
        }
      : {}),
  };
}
