import { discloseFinding, getFinding, previewDisclosure } from '#findings/contract.ts';
import { purposes } from '#platform/codes.ts';
import { proposeRelease } from '#release-proposals/contract.ts';
import { readForm, type Sheet } from '../../forms.ts';
import { form, page, type Result } from '../../page.ts';
import type { View } from '../../view.ts';
import { mustBeFilledIn } from '../filled-in.ts';
import { discloseMain } from './disclose-fields.ts';
import { shownIn } from './picture.ts';
import { previewOf } from './preview.ts';

/** Giving a finding of one's own agency to others: to whom, under which basis, and why. */
export const disclosePage = page({
  path: '/findings/:findingId/disclose',
  needs: discloseFinding,
  show: async (view, { params, query, fault }) => ({
    title: titleOf(view),
    main: await discloseMain(view, params['findingId'] ?? '', fault, fault?.form ?? answerTo(query)),
  }),
});

/** The form as it begins: empty, or as the answer to a request. */
function answerTo({ requestId, to }: Record<string, string>): Sheet {
  if (requestId === undefined || to === undefined) return readForm(new Map());
  return readForm(
    new Map([
      ['requestId', [requestId]],
      ['recipients', [to]],
      ['initiative', ['on_request']],
    ]),
  );
}

const titleOf = (view: View) => view.t('Videregiv en oplysning', 'Disclose a finding');

export const discloseForm = form({
  path: '/findings/:findingId/disclose',
  of: disclosePage,
  needs: discloseFinding,
  does: async (view, { params, form: sheet }): Promise<Result> => {
    const findingId = params['findingId'] ?? '';
    if (sheet.text('_do') === 'release') return release(view, findingId, sheet);
    if (sheet.text('_do') === 'propose') return propose(view, findingId, sheet);
    if (sheet.text('_do') === 'change')
      return { title: titleOf(view), main: await discloseMain(view, findingId, undefined, sheet) };
    mustBeFilledIn(sheet, ['recipients', 'legalBasisCode', 'necessity', 'initiative']);
    const { initiative: _, requestId: _request, ...body } = bodyOf(sheet);
    const given = { params: { findingId }, body, purpose: purposeIn(view, sheet) };
    const finding = await view.ask(getFinding, { params: { findingId } });
    const { items } = await view.ask(previewDisclosure, given);
    return {
      title: view.t('Det får hver modtager', 'What each recipient gets'),
      main: previewOf(view, finding, items, sheet),
    };
  },
});

const bodyOf = (sheet: Sheet) => ({
  recipients: sheet.all('recipients'),
  legalBasisCode: sheet.text('legalBasisCode'),
  necessity: sheet.text('necessity'),
  declarationNotInvestigation: sheet.checked('declarationNotInvestigation'),
  form: sheet.optional('form'),
  initiative: sheet.text('initiative'),
  requestId: sheet.optional('requestId'),
  version: sheet.version(),
});

const purposeIn = (view: View, sheet: Sheet) =>
  purposes.find((one) => one === sheet.text('purpose')) ?? view.purpose;

async function release(view: View, findingId: string, sheet: Sheet): Promise<Result> {
  await view.ask(discloseFinding, {
    params: { findingId },
    key: sheet.key(),
    body: { ...bodyOf(sheet), seen: shownIn(sheet) },
    purpose: purposeIn(view, sheet),
  });
  const names = sheet.all('recipients').map((id) => view.agency(id));
  return {
    to: `/findings/${findingId}`,
    notice: view.t(
      `Oplysningen er videregivet til ${names.join(', ')}.`,
      `The finding is disclosed to ${names.join(', ')}.`,
    ),
  };
}

/** Where two persons are needed, the liaison proposes, and an approver discloses what was proposed. */
async function propose(view: View, findingId: string, sheet: Sheet): Promise<Result> {
  const { id } = await view.ask(proposeRelease, {
    params: { findingId },
    key: sheet.key(),
    body: bodyOf(sheet),
    purpose: purposeIn(view, sheet),
  });
  return {
    to: `/release-proposals/${id}`,
    notice: view.t('Forslaget venter på en godkender.', 'The proposal waits for an approver.'),
  };
}
