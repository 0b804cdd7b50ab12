import { getFinding } from '#findings/contract.ts';
import { readForm, type Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import type { Fault } from '../../page.ts';
import { alertBox, button, checkboxes, hidden, link, radios, textArea } from '../../parts.ts';
import type { View } from '../../view.ts';
import { type Basis, basesIn, basisHint, impossibleBases, tryRules, whyNot } from '../bases.ts';
import { findingCard } from '../finding-card.ts';
import type { Finding } from '../finding.ts';
import { formChoice } from '../form-choice.ts';
import { declarationField, initiativeField } from '../giving-fields.ts';

/** The finding, and the form that says to whom, under which basis and why. */
export async function discloseMain(
  view: View,
  findingId: string,
  fault: Fault | undefined,
  sheet: Sheet = fault?.form ?? readForm(new Map()),
): Promise<Html> {
  const finding = await view.ask(getFinding, { params: { findingId } });
  if (!finding.own || finding.withdrawn) return cannot(view, finding);
  const purpose = finding.purpose;
  const decisions = await tryRules(view, {
    reviewId: finding.reviewId,
    basisCode: sheet.text('legalBasisCode') || finding.legalBasis.code,
    purpose,
    dataClass: finding.dataClass,
    subject: finding.subject,
    statementKind: finding.statementKind,
    sourceClass: finding.sourceClass,
    necessity: finding.necessity ?? '',
    police: finding.police,
    declarationNotInvestigation: false,
  });
  const bases = basesIn(decisions);
  const possible = bases.filter(({ reasons, reach }) => reasons.length === 0 && reach.length > 0);
  const value = sheet.text('legalBasisCode') || finding.legalBasis.code;
  return html`${findingCard(view, finding, { heading: 2 })}${approverNotice(view, finding)}
    <form method="post" action=${`/findings/${findingId}/disclose`}>
      ${hidden(view, { version: finding.version })}
      <input type="hidden" name="purpose" value=${purpose} />
      ${sheet.text('requestId') === '' ? null : answersRequest(view, sheet.text('requestId'))}
      ${
        possible.length === 0
          ? alertBox(
              view,
              'warning',
              view.t('Ingen mulig hjemmel', 'No possible basis'),
              html`<p>${view.t('Ingen af de andre myndigheder kan få oplysningen.', 'None of the other agencies can be given the finding.')}</p>`,
            )
          : radios(view, {
              name: 'legalBasisCode',
              legend: view.t('Efter hvilken hjemmel?', 'Under which legal basis?'),
              hint: view.t(
                `Formål: ${view.code('purposes', purpose)}`,
                `Purpose: ${view.code('purposes', purpose)}`,
              ),
              options: possible.map((basis) => ({
                value: basis.code,
                label: basis.citation,
                hint: basisHint(view, basis),
              })),
              value,
              fault,
            })
      }
      ${impossibleBases(view, bases.filter((basis) => !possible.includes(basis)).map(withEveryReason))}
      ${recipientFields(view, finding, possible, sheet, fault)}
      ${button(view.t('Se, hvad hver modtager får', 'See what each recipient gets'))}
    </form>
    <p>${link(`/findings/${findingId}`, view.t('Tilbage til oplysningen', 'Back to the finding'))}</p>`;
}

/** What is disclosed here is the answer to a request. */
const answersRequest = (view: View, requestId: string): Html =>
  html`<input type="hidden" name="requestId" value=${requestId} />
    <p>${link(`/requests/${requestId}`, view.t('Svarer på denne anmodning', 'Answers this request'))}</p>`;

/** Why a basis reaches nobody: what is wrong with it, and what is wrong with each recipient, said once. */
function withEveryReason({ citation, reasons, beyond }: Basis) {
  const all = [...reasons, ...beyond.flatMap((one) => one.reasons)];
  return { citation, reasons: all.filter((one, at) => all.findIndex(({ da }) => da === one.da) === at) };
}

function recipientFields(
  view: View,
  finding: Finding,
  possible: readonly Basis[],
  sheet: Sheet,
  fault: Fault | undefined,
): Html {
  const restricted = possible.some(({ useRestriction }) => useRestriction !== null);
  const others = view.agencies.filter(({ id }) => id !== finding.agencyId);
  return html`${checkboxes(view, {
    name: 'recipients',
    legend: view.t('Hvem skal have oplysningen?', 'Who is to be given the finding?'),
    options: others.map(({ id, name }) => recipientChoice(view, finding, possible, { id, name })),
    values: sheet.all('recipients'),
    fault,
  })}
  ${formChoice(view, sheet, fault)}
  ${textArea(view, {
    name: 'necessity',
    label: view.t('Hvorfor har modtageren brug for den?', 'Why does the recipient need it?'),
    hint: view.t(
      'Mindst 15 tegn. Kun din egen myndighed ser det.',
      'At least 15 characters. Only your own agency sees it.',
    ),
    value: sheet.text('necessity') || finding.necessity,
    maxlength: 2000,
    scan: true,
    fault,
  })}
  ${restricted ? declarationField(view, sheet, fault) : null} ${initiativeField(view, sheet, fault)}`;
}

/** One agency: free to choose where a possible basis reaches it, else with every reason why not. */
function recipientChoice(
  view: View,
  { version, disclosures }: Finding,
  possible: readonly Basis[],
  agency: { id: string; name: string },
) {
  const given = disclosures.filter(
    (one) => one.toAgencyId === agency.id && one.version === version && one.revokedAt === null,
  );
  const has = given.some(({ form }) => form === 'full');
  const told =
    given.length > 0 ? view.t('Har fået at vide, at den findes. ', 'Has been told that it exists. ') : '';
  const by = possible.filter(({ reach }) => reach.includes(agency.id));
  const hint = has
    ? view.t('Har allerede denne version.', 'Has this version already.')
    : by.length > 0
      ? view.t(
          `${told}Kan få den efter ${by.map(({ citation }) => citation).join('; ')}.`,
          `${told}Can be given it under ${by.map(({ citation }) => citation).join('; ')}.`,
        )
      : whyNot(view, possible, agency.id);
  return { value: agency.id, label: agency.name, hint, disabled: has || by.length === 0 };
}

/** Another agency's finding is read and never passed on; a withdrawn one is given to nobody. */
function cannot(view: View, finding: Finding): Html {
  const heading = finding.withdrawn
    ? view.t('Oplysningen er trukket tilbage', 'The finding is withdrawn')
    : view.t(
        'Kun den myndighed, som oplysningen kommer fra, kan videregive den',
        'Only the agency that the finding comes from can disclose it',
      );
  return html`${alertBox(view, 'info', heading)} ${findingCard(view, finding, { heading: 2 })}`;
}

/** Who has to do it, where two people are needed, and who usually does. */
function approverNotice(view: View, { needsSecondApprover, agencyId }: Finding): Html {
  const agency = view.agency(agencyId);
  if (needsSecondApprover && !view.may('findings.approve'))
    return alertBox(
      view,
      'warning',
      view.t(
        `En godkender i ${agency}, som ikke har skrevet oplysningen, skal videregive den`,
        `An approver of ${agency} who did not write the finding has to disclose it`,
      ),
      html`<p>
        ${view.t(
          'Fyld ud, og foreslå det på næste side. Godkenderen får det på sin forside.',
          'Fill in, and propose it on the next page. The approver gets it on the start page.',
        )}
      </p>`,
    );
  return null;
}
