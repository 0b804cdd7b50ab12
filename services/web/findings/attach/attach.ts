import { attachFinding, discloseFinding } from '#findings/contract.ts';
import { type Purpose, purposes } from '#platform/codes.ts';
import { Refusal } from '#platform/errors.ts';
import { readForm, type Sheet } from '../../forms.ts';
import { form, page, type Result } from '../../page.ts';
import type { View } from '../../view.ts';
import { tryRules } from '../bases.ts';
import { contentOf } from '../content-fields.ts';
import { discloseAgain } from '../disclose/disclose.ts';
import { aboutOf } from '../../third-persons/about-field.ts';
import { basisStep, mustSayBasis } from './basis-step.ts';
import { askedOf, faultyStep, mustStandNothing, stepNames, stepOf } from './draft.ts';
import { mustBeAttachable, needsSecondApprover, recipientsStep } from './recipients-step.ts';
import { mustSayWhat, whatStep } from './what-step.ts';

const shownSteps = { what: whatStep, basis: basisStep, recipients: recipientsStep };

/** Attaching a finding in three steps. Nothing is saved before the last; a refusal shows the step where it is mended. */
export const attachPage = page({
  path: '/case-reviews/:reviewId/findings/new',
  needs: attachFinding,
  show: async (view, { params, fault }) => {
    const step = fault ? faultyStep(fault) : 'what';
    return shownSteps[step](view, params['reviewId'] ?? '', fault?.form ?? readForm(new Map()), fault);
  },
});

export const attachForm = form({
  path: '/case-reviews/:reviewId/findings/new',
  of: attachPage,
  needs: attachFinding,
  does: async (view, { params, form: sheet }): Promise<Result> => {
    const reviewId = params['reviewId'] ?? '';
    const back = stepNames.find((step) => step === sheet.text('_back'));
    if (back !== undefined) return shownSteps[back](view, reviewId, sheet);
    const step = stepOf(sheet);
    mustSayWhat(sheet);
    if (step === 'what') return basisStep(view, reviewId, sheet);
    mustSayBasis(sheet);
    if (step === 'basis') return recipientsStep(view, reviewId, sheet);
    return attachAndDisclose(view, reviewId, sheet);
  },
});

/**
 * Two deeds, each its own transaction: the rules are tried before the first, so that the second is refused only by what has changed
 * in between. Then the finding stays, as the agency's own, and the page says so. Both deeds have the key of the page: sent
 * again, neither is done twice.
 */
async function attachAndDisclose(view: View, reviewId: string, sheet: Sheet): Promise<Result> {
  const recipients = sheet.all('recipients');
  const purpose = purposes.find((one) => one === sheet.text('purpose')) ?? view.purpose;
  const decisions = await tryRules(view, askedOf(view, reviewId, sheet));
  mustBeAttachable(decisions);
  const second = needsSecondApprover(decisions);
  const wanted = decisions.filter(({ recipient }) => recipients.includes(recipient));
  if (!second) mustStandNothing(wanted.flatMap(({ refusals }) => refusals));
  const attached = await view.ask(attachFinding, {
    params: { reviewId },
    key: sheet.key(),
    purpose,
    body: { ...contentOf(view, sheet), ...aboutOf(sheet), notedOn: sheet.text('notedOn') },
  });
  const to = `/findings/${attached.id}`;
  if (second) return { to, notice: view.t(...waitsFor(view)) };
  if (recipients.length === 0) return { to, notice: view.t(...ownOnly) };
  try {
    await disclose(view, attached.id, purpose, sheet);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return discloseAgain(view, attached.id, { refusal: error, form: sheet, labels: new Map() });
  }
  const names = recipients.map((id) => view.agency(id)).join(', ');
  return {
    to,
    notice: view.t(
      `Oplysningen er tilføjet og videregivet til ${names}.`,
      `The finding is attached and disclosed to ${names}.`,
    ),
  };
}

const disclose = (view: View, findingId: string, purpose: Purpose, sheet: Sheet) =>
  view.ask(discloseFinding, {
    params: { findingId },
    key: sheet.key(),
    purpose,
    body: {
      recipients: sheet.all('recipients'),
      legalBasisCode: sheet.text('legalBasisCode'),
      necessity: sheet.text('necessity'),
      declarationNotInvestigation: sheet.checked('declarationNotInvestigation'),
      form: sheet.optional('form'),
      initiative: sheet.text('initiative'),
      version: 1,
    },
  });

const ownOnly = [
  'Oplysningen er tilføjet. Kun din egen myndighed ser den.',
  'The finding is attached. Only your own agency sees it.',
] as const;

const waitsFor = (view: View) => {
  const agency = view.agency(view.person.agencyId);
  return [
    `Oplysningen er tilføjet. En godkender i ${agency}, som ikke har skrevet den, skal videregive den.`,
    `The finding is attached. An approver of ${agency} who did not write it has to disclose it.`,
  ] as const;
};
