import {
  admitReview,
  askAgencies,
  concludeReview,
  declineReview,
  putReply,
  withdrawReview,
} from '#case-reviews/contract.ts';
import { form, type Sent } from '../page.ts';
import { withFields } from './form-of-many.ts';
import { reviewPage } from './review.ts';

const toReview = ({ params }: Sent) => `/case-reviews/${params['reviewId']}`;
const asked = ({ params, form: sheet }: Sent) => ({ params, key: sheet.key(), version: sheet.version() });
/** What is left empty is left out. */
const wanted = ({ form: sheet }: Sent) => ({
  agencyIds: sheet.all('agencyIds'),
  dueOn: sheet.optional('dueOn'),
});

export const admit = form({
  path: '/case-reviews/:reviewId/admission',
  of: reviewPage,
  needs: admitReview,
  does: async (view, sent) => {
    await view.ask(admitReview, { ...asked(sent), body: wanted(sent) });
    return { to: toReview(sent), notice: view.t('Gennemgangen er optaget.', 'The case review is admitted.') };
  },
});

export const askMore = form({
  path: '/case-reviews/:reviewId/questions',
  of: reviewPage,
  needs: askAgencies,
  does: async (view, sent) => {
    await view.ask(askAgencies, { ...asked(sent), body: wanted(sent) });
    return {
      to: toReview(sent),
      notice: view.t('Myndighederne er spurgt.', 'The agencies have been asked.'),
    };
  },
});

export const decline = form({
  path: '/case-reviews/:reviewId/decline',
  of: reviewPage,
  needs: declineReview,
  does: async (view, sent) => {
    const body = { reason: sent.form.optional('declineReason') };
    await withFields(view.ask(declineReview, { ...asked(sent), body }), { '/body/reason': 'declineReason' });
    return { to: toReview(sent), notice: view.t('Indstillingen er afvist.', 'The nomination is declined.') };
  },
});

export const withdraw = form({
  path: '/case-reviews/:reviewId/withdrawal',
  of: reviewPage,
  needs: withdrawReview,
  does: async (view, sent) => {
    const body = { reason: sent.form.optional('withdrawReason') };
    await withFields(view.ask(withdrawReview, { ...asked(sent), body }), {
      '/body/reason': 'withdrawReason',
    });
    return {
      to: toReview(sent),
      notice: view.t('Gennemgangen er trukket tilbage.', 'The case review is withdrawn.'),
    };
  },
});

export const conclude = form({
  path: '/case-reviews/:reviewId/conclusion',
  of: reviewPage,
  needs: concludeReview,
  does: async (view, sent) => {
    const body = { outcome: sent.form.optional('outcome'), reviewedOn: sent.form.optional('reviewedOn') };
    await view.ask(concludeReview, { ...asked(sent), body });
    return {
      to: toReview(sent),
      notice: view.t('Gennemgangen er afsluttet.', 'The case review is concluded.'),
    };
  },
});

export const reply = form({
  path: '/case-reviews/:reviewId/reply',
  of: reviewPage,
  needs: putReply,
  does: async (view, sent) => {
    const params = { ...sent.params, agencyId: view.person.agencyId };
    await view.ask(putReply, {
      params,
      version: sent.form.version(),
      body: { kind: sent.form.optional('kind'), shownToOthers: sent.form.checked('shownToOthers') },
    });
    return { to: toReview(sent), notice: view.t('Svaret er gemt.', 'The answer is saved.') };
  },
});
