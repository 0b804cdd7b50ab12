import { aReview } from '../findings/findings.ts';
import type { Filled, WebPage, WebWorld } from '../support/web.ts';

/** What is filled in on the steps of an allowed finding of BIF. */
export const what = {
  text: 'Har modtaget kontanthjælp i hele 2025.',
  statementKind: 'fact',
  dataClass: 'confidential',
  subject: 'person',
  sourceClass: 'own_records',
  notedOn: '2026-01-12',
  purpose: 'benefit_control',
};
export const basis = {
  legalBasisCode: 'RSL11C',
  necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
  'declarations.noMoneyLaunderingSource': 'yes',
};
export const police = {
  ...what,
  text: 'Vurderes at have tilknytning til et rockermiljø.',
  statementKind: 'assessment',
  dataClass: 'criminal',
  purpose: 'prevention',
  'police.subjectCategory': 'other',
  'police.sourceReliability': 'B2',
  'police.reviewDueOn': '2999-12-31',
};

/** The three steps on a review of all five agencies, counting what is sent. */
export async function threeSteps(
  web: WebWorld,
  who = 'bif-liaison',
  language: 'da' | 'en' = 'da',
  reviewId?: string,
) {
  const id = reviewId ?? (await aReview(web)).id;
  const browser = await web.signedIn(who, language);
  const address = `/case-reviews/${id}/findings/new`;
  let page = await browser.get(address);
  let sent = 0;
  return {
    reviewId: id,
    browser,
    address,
    get page() {
      return page;
    },
    get sent() {
      return sent;
    },
    /** Fills in the step that is shown and sends it. */
    async send(filled: Filled): Promise<WebPage> {
      sent += 1;
      page = await browser.submit(page, address, filled);
      return page;
    },
    /** The third step: gives what it shows. */
    async release(): Promise<WebPage> {
      sent += 1;
      const action = page.$('form[action$="/disclose"]')?.getAttribute('action') ?? '';
      page = await browser.submit(page, action, { _do: 'release' });
      return page;
    },
  };
}

export const findingsOf = async (web: WebWorld, reviewId: string): Promise<{ id: string }[]> =>
  (await web.superuser.query('select id from app.finding where review_id = $1', [reviewId])).rows;

export const disclosuresOf = async (web: WebWorld, findingId: string): Promise<string[]> =>
  (
    await web.superuser.query('select to_agency_id from app.disclosure where finding_id = $1 order by 1', [
      findingId,
    ])
  ).rows.map(({ to_agency_id }: { to_agency_id: string }) => to_agency_id);
