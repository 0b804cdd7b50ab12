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
import { button, checkbox, checkboxes, field, hidden, radios, select, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import type { Basis } from './words.ts';

/** What a disclosure would say; `sent` fills it in again with what was tried last. */
export function tryForm(view: View, bases: readonly Basis[], sent: Sheet | undefined, fault?: Fault): Html {
  const choices = (list: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: view.code(list, value) }));
  const others = view.agencies.filter(({ id }) => id !== view.person.agencyId);
  return html`<form method="post" action="/legal-bases/try">
    ${hidden(view)}
    ${select(view, { name: 'basisCode', label: view.t('Hjemmel', 'Legal basis'), options: bases.map(({ code, citation }) => [code, `${citation} (${code})`] as const), value: sent?.text('basisCode'), empty: view.t('Vælg en hjemmel', 'Choose a legal basis'), fault })}
    ${checkboxes(view, { name: 'recipients', legend: view.t('Modtagere', 'Recipients'), options: others.map(({ id, name }) => ({ value: id, label: name })), values: sent?.all('recipients') ?? [], fault })}
    ${select(view, { name: 'purpose', label: view.t('Formål', 'Purpose'), options: purposes.map((code) => [code, view.code('purposes', code)] as const), value: sent?.text('purpose') ?? view.purpose, fault })}
    ${radios(view, { name: 'dataClass', legend: view.t('Hvilke oplysninger', 'What kind of information'), options: choices('dataClasses', dataClasses), value: sent?.text('dataClass') ?? 'ordinary', fault })}
    ${radios(view, { name: 'subject', legend: view.t('Om hvem', 'About whom'), options: choices('subjects', subjects), value: sent?.text('subject') ?? 'person', fault })}
    ${select(view, { name: 'statementKind', label: view.t('Faktum eller vurdering', 'Fact or assessment'), options: statementKinds.map((code) => [code, view.code('statementKinds', code)] as const), value: sent?.text('statementKind'), empty: view.t('Ikke valgt', 'Not chosen'), required: false, fault })}
    ${select(view, { name: 'sourceClass', label: view.t('Kilde', 'Source'), options: sources(view), value: sent?.text('sourceClass') ?? 'own_records', fault })}
    ${view.person.agencyKind === 'police' ? policeFields(view, sent, fault) : null}
    ${textArea(view, { name: 'necessity', label: view.t('Hvorfor er det nødvendigt?', 'Why is it necessary?'), hint: view.t('Mindst så meget, som en rigtig videregivelse kræver. Ingen navne eller CPR-numre.', 'At least as much as a real disclosure asks for. No names or civil registration numbers.'), value: sent?.text('necessity'), maxlength: 2000, rows: 3, required: false, scan: true, fault })}
    ${checkbox(view, { name: 'declarationNotInvestigation', label: view.t('Oplysningen deles ikke til brug for efterforskning af straffesager', 'The information is not shared for the investigation of criminal cases'), checked: sent?.checked('declarationNotInvestigation') === true, fault })}
    ${checkbox(view, { name: 'secondApproval', label: view.t('En anden person har godkendt', 'A second person has approved'), checked: sent?.checked('secondApproval') === true, fault })}
    ${button(view.t('Prøv', 'Try'))}
  </form>`;
}

const sources = (view: View): (readonly [string, string])[] => [
  ...sourceClasses.map((code) => [code, view.code('sourceClasses', code)] as const),
  ['money_laundering_report', view.t('Underretning om hvidvask', 'Report on money laundering')],
];

const policeFields = (view: View, sent: Sheet | undefined, fault: Fault | undefined): Html =>
  html`${select(view, { name: 'police.subjectCategory', label: view.t('Personens kategori (retshåndhævelsesloven § 6)', 'Category of the person (Law Enforcement Data Protection Act s. 6)'), options: subjectCategories.map((code) => [code, view.code('subjectCategories', code)] as const), value: sent?.text('police.subjectCategory'), empty: view.t('Ikke valgt', 'Not chosen'), required: false, fault })}
  ${field(view, { name: 'police.reviewDueOn', label: view.t('Skal tages op til fornyet vurdering', 'To be assessed anew'), type: 'date', value: sent?.text('police.reviewDueOn'), required: false, width: 12, fault })}`;
