import { draftLegalBasis, listLegalBases } from '#legal-bases/contract.ts';
import { dataClasses, partyKinds, purposes, regimes, subjects } from '#platform/codes.ts';
import { orNotFound } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page } from '../page.ts';
import { button, checkbox, checkboxes, field, hidden, link, radios } from '../parts.ts';
import type { View } from '../view.ts';
import type { Basis } from './words.ts';

/** A new legal basis, or with `from` a new version of one, filled in with what holds now. */
export const draftPage = page({
  path: '/legal-bases/new',
  needs: draftLegalBasis,
  show: async (view, { query, fault }) => {
    const { from } = query;
    const base = from === undefined ? undefined : await found(view, from);
    const title = base
      ? view.t(`Ny version af ${base.citation}`, `New version of ${base.citation}`)
      : view.t('Udkast til en hjemmel', 'Draft of a legal basis');
    const main = html`<p>${view.t(
      'Et udkast gælder for jeres egen myndighed og tillader ingenting, før en anden jurist hos jer har godkendt det.',
      'A draft is for your own authority, and allows nothing before another legal officer of yours has approved it.',
    )}</p>
      ${draftForm(view, base, fault)}
      <p>${link('/legal-bases', view.t('Fortryd', 'Cancel'))}</p>`;
    return { title, main };
  },
});

async function found(view: View, id: string): Promise<Basis> {
  const { items } = await view.ask(listLegalBases);
  return orNotFound(items.find((basis) => basis.id === id));
}

function draftForm(view: View, base: Basis | undefined, fault: Fault | undefined): Html {
  const choices = (list: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: view.code(list, value) }));
  return html`<form method="post" action="/legal-bases/new">
    ${hidden(view)}
    ${field(view, { name: 'code', label: view.t('Kode', 'Code'), hint: view.t('Store bogstaver, tal og bindestreg, f.eks. RSL11C. En kode, der findes, får en ny version.', 'Capital letters, digits and hyphens, such as RSL11C. A code that exists gets a new version.'), value: base?.code, width: 20, maxlength: 40, fault })}
    ${field(view, { name: 'citation', label: view.t('Henvisning', 'Citation'), hint: view.t('Som den skrives i en afgørelse, f.eks. RSL § 11 c.', 'As it is written in a decision, such as RSL § 11 c.'), value: base?.citation, maxlength: 200, fault })}
    ${field(view, { name: 'law', label: view.t('Lov', 'Act'), value: base?.law, maxlength: 200, fault })}
    ${radios(view, { name: 'regime', legend: view.t('Regelsæt', 'Regime'), options: choices('regimes', regimes), value: base?.regime, fault })}
    ${checkboxes(view, { name: 'contributors', legend: view.t('Hvem må give', 'Who may give'), hint: view.t('Kun jeres egen myndighed: de andre skriver deres egne hjemler.', 'Your own authority only: the others write legal bases of their own.'), options: choices('agencyKinds', ownKinds(view)), values: base?.contributors ?? [], fault })}
    ${checkboxes(view, { name: 'recipients', legend: view.t('Hvem må modtage', 'Who may receive'), hint: view.t('Ingen valgt: kun til egen gennemgang.', 'None chosen: for own review only.'), options: choices('agencyKinds', partyKinds), values: base?.recipients ?? [], fault })}
    ${checkboxes(view, { name: 'dataClasses', legend: view.t('Hvilke oplysninger', 'What kind of information'), options: choices('dataClasses', dataClasses), values: base?.dataClasses ?? [], fault })}
    ${checkboxes(view, { name: 'factOnlyClasses', legend: view.t('Kun at der findes en relevant oplysning', 'Only that a relevant finding exists'), hint: view.t('Typer, hvor modtageren ikke må få mere at vide. Ingen af dem, der er valgt ovenfor.', 'Classes of which the recipient may learn no more. None of those chosen above.'), options: choices('dataClasses', dataClasses), values: base?.factOnlyClasses ?? [], fault })}
    ${checkboxes(view, { name: 'purposes', legend: view.t('Til hvilke formål', 'For what purposes'), options: choices('purposes', purposes), values: base?.purposes ?? [], fault })}
    ${checkboxes(view, { name: 'subjects', legend: view.t('Om hvem', 'About whom'), options: choices('subjects', subjects), values: base?.subjects ?? [], fault })}
    ${checkbox(view, { name: 'notForCriminalInvestigation', label: view.t('Må ikke anvendes til efterforskning af straffesager', 'May not be used for the investigation of criminal cases'), checked: base?.notForCriminalInvestigation === true, fault })}
    ${checkbox(view, { name: 'createsDuty', label: view.t('Giver pligt til at dele', 'Creates a duty to share'), checked: base?.createsDuty === true, fault })}
    ${checkbox(view, { name: 'needsSecondApprover', label: view.t('Kræver, at en anden person godkender hver videregivelse', 'Needs a second person to approve each disclosure'), checked: base?.needsSecondApprover === true, fault })}
    ${field(view, { name: 'validFrom', label: view.t('Første dag', 'First day'), type: 'date', value: base ? view.today : undefined, width: 12, fault })}
    ${field(view, { name: 'validTo', label: view.t('Sidste dag', 'Last day'), type: 'date', value: base?.validTo, required: false, width: 12, fault })}
    ${button(view.t('Gem udkastet', 'Save the draft'))}
  </form>`;
}

/** The kinds of agency of the own authority: others are not drafted for. */
function ownKinds(view: View): readonly string[] {
  const own = view.agencies.find(({ id }) => id === view.person.agencyId);
  return view.agencies
    .filter(({ authority }) => authority?.id === own?.authority?.id)
    .map(({ kind }) => kind);
}

export const saveDraft = form({
  path: '/legal-bases/new',
  of: draftPage,
  needs: draftLegalBasis,
  does: async (view, { form: sheet }) => {
    const body = {
      code: sheet.text('code'),
      citation: sheet.text('citation'),
      law: sheet.text('law'),
      regime: sheet.text('regime'),
      contributors: sheet.all('contributors'),
      recipients: sheet.all('recipients'),
      dataClasses: sheet.all('dataClasses'),
      factOnlyClasses: sheet.all('factOnlyClasses'),
      purposes: sheet.all('purposes'),
      subjects: sheet.all('subjects'),
      notForCriminalInvestigation: sheet.checked('notForCriminalInvestigation'),
      createsDuty: sheet.checked('createsDuty'),
      needsSecondApprover: sheet.checked('needsSecondApprover'),
      validFrom: sheet.text('validFrom'),
      validTo: sheet.optional('validTo') ?? null,
    };
    const { id } = await view.ask(draftLegalBasis, { key: sheet.key(), body });
    const notice = view.t(
      'Udkastet er gemt. En anden jurist skal godkende det.',
      'The draft is saved. Another legal officer has to approve it.',
    );
    return { to: `/legal-bases/${id}`, notice };
  },
});
