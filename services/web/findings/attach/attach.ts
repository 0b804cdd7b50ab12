import { attachFinding, getFinding, previewDisclosure } from '#findings/contract.ts';
import { type Purpose, purposes } from '#platform/codes.ts';
import { readForm, type Sheet } from '../../forms.ts';
import { html } from '../../html.ts';
import { form, page, type Result } from '../../page.ts';
import { alertBox } from '../../parts.ts';
import type { View } from '../../view.ts';
import { type Decision, tryRules } from '../bases.ts';
import { contentOf } from '../content-fields.ts';
import { previewOf } from '../disclose/preview.ts';
import { aboutOf } from '../../third-persons/about-field.ts';
import { basisStep, mustSayBasis } from './basis-step.ts';
import { askedOf, faultyStep, mustStandNothing, stepNames, stepOf } from './draft.ts';
import { progress, titleOf } from './step-page.ts';
import { mustSayWhat, whatStep } from './what-step.ts';

const shownSteps = { what: whatStep, basis: basisStep };

/** Attaching a finding in three steps. Nothing is saved before the second is sent, and nothing leaves the agency before the third. */
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
    mustSayWhat(sheet);
    if (stepOf(sheet) === 'what') return basisStep(view, reviewId, sheet);
    mustSayBasis(sheet);
    return attachAndShow(view, reviewId, sheet);
  },
});

/**
 * Attaches for the own agency, and shows what each recipient would get: the API's own pictures of what is kept now. The rules are
 * tried before, so that nothing is attached that could not be given as it was chosen. With the key of the page: sent again,
 * it is attached once.
 */
async function attachAndShow(view: View, reviewId: string, sheet: Sheet): Promise<Result> {
  const recipients = sheet.all('recipients');
  const purpose = purposes.find((one) => one === sheet.text('purpose')) ?? view.purpose;
  const decisions = await tryRules(view, askedOf(view, reviewId, sheet));
  mustBeAttachable(decisions);
  const wanted = decisions.filter(({ recipient }) => recipients.includes(recipient));
  mustStandNothing(wanted.flatMap(({ refusals }) => refusals).filter(({ code }) => code !== byAnother));
  const attached = await view.ask(attachFinding, {
    params: { reviewId },
    key: sheet.key(),
    purpose,
    body: { ...contentOf(view, sheet), ...aboutOf(sheet), notedOn: sheet.text('notedOn') },
  });
  if (recipients.length === 0)
    return {
      to: `/findings/${attached.id}`,
      notice: view.t(
        'Oplysningen er tilføjet. Kun din egen myndighed ser den.',
        'The finding is attached. Only your own agency sees it.',
      ),
    };
  return look(view, attached.id, purpose, sheet);
}

/** An author cannot give it away alone (rule D4). */
const byAnother = 'second_approval_missing';

/** Refuses what is in the way of attaching it at all, whoever gets it. */
function mustBeAttachable([first]: readonly Decision[]): void {
  mustStandNothing(
    (first?.refusals ?? []).filter(({ rule, code }) => rule !== 'D2' && rule !== 'D5' && code !== byAnother),
  );
}

/** Step 3: exactly what each recipient gets, and the button that gives it. */
async function look(view: View, findingId: string, purpose: Purpose, sheet: Sheet): Promise<Result> {
  const params = { findingId };
  const finding = await view.ask(getFinding, { params });
  const body = {
    recipients: sheet.all('recipients'),
    legalBasisCode: sheet.text('legalBasisCode'),
    necessity: sheet.text('necessity'),
    declarationNotInvestigation: sheet.checked('declarationNotInvestigation'),
    form: sheet.optional('form'),
    version: finding.version,
  };
  const { items } = await view.ask(previewDisclosure, { params, purpose, body });
  const kept = view.t(
    'Oplysningen er tilføjet. Foreløbig ser kun din egen myndighed den.',
    'The finding is attached. For now only your own agency sees it.',
  );
  const main = html`${progress(view, 'look')}${alertBox(view, 'success', kept)}
  ${previewOf(view, finding, items, sheet)}`;
  return { title: titleOf(view, 'look'), main };
}
