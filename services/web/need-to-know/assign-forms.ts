import { assignReview, endAssignment } from '#need-to-know/contract.ts';
import { reviewPage } from '../case-reviews/review.ts';
import { form } from '../page.ts';

const back = (params: Record<string, string>) => `/case-reviews/${params['reviewId']}`;

export const takeCase = form({
  path: '/case-reviews/:reviewId/assignments/own',
  of: reviewPage,
  needs: assignReview,
  does: async (view, { params, form: sheet }) => {
    await view.ask(assignReview, { params, key: sheet.key(), body: {} });
    return { to: back(params), notice: view.t('Du har nu sagen.', 'You have the case now.') };
  },
});

export const giveCase = form({
  path: '/case-reviews/:reviewId/assignments',
  of: reviewPage,
  needs: endAssignment,
  does: async (view, { params, form: sheet }) => {
    const body = { personId: sheet.text('personId') };
    const { name } = await view.ask(assignReview, { params, key: sheet.key(), body });
    // Who gives a case without having opened it does not read it.
    const to = sheet.text('_to') === 'list' ? '/case-reviews' : back(params);
    return { to, notice: view.t(`${name} har nu sagen.`, `${name} has the case now.`) };
  },
});

export const endCase = form({
  path: '/case-reviews/:reviewId/assignments/:assignmentId/end',
  of: reviewPage,
  needs: endAssignment,
  does: async (view, { params }) => {
    await view.ask(endAssignment, { params });
    return {
      to: back(params),
      notice: view.t('Kollegaen har ikke længere sagen.', 'The colleague no longer has the case.'),
    };
  },
});
