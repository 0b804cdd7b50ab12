import { assessSecurity, endSecurity, stateAffiliation, tellOfSecurity } from '#assessments/contract.ts';
import { withFields } from '../case-reviews/form-of-many.ts';
import { form } from '../page.ts';
import { assessmentsPage } from './page.ts';

const back = (params: Record<string, string>) => `/case-reviews/${params['reviewId']}/assessments`;
const police = { purpose: 'prevention' } as const;

export const stateForm = form({
  path: '/case-reviews/:reviewId/affiliation',
  of: assessmentsPage,
  needs: stateAffiliation,
  does: async (view, { params, form: sheet }) => {
    const withdrawn = sheet.text('value') === 'withdrawn';
    await view.ask(stateAffiliation, {
      params,
      ...police,
      key: sheet.key(),
      version: sheet.version(),
      body: {
        value: sheet.text('value'),
        reviewDueOn: withdrawn ? undefined : sheet.optional('reviewDueOn'),
        carriesReview: sheet.checked('carriesReview'),
        ground: sheet.optional('ground'),
      },
    });
    const notice = withdrawn
      ? view.t('Vurderingen er trukket tilbage.', 'The statement is withdrawn.')
      : view.t('Vurderingen er gemt.', 'The statement is saved.');
    return { to: back(params), notice };
  },
});

export const assessForm = form({
  path: '/case-reviews/:reviewId/security',
  of: assessmentsPage,
  needs: assessSecurity,
  does: async (view, { params, form: sheet }) => {
    await view.ask(assessSecurity, {
      params,
      ...police,
      key: sheet.key(),
      body: {
        conditions: sheet.all('conditions'),
        text: sheet.optional('text'),
        contact: sheet.text('contact'),
        validUntil: sheet.text('validUntil'),
        legalBasisCode: sheet.text('legalBasisCode'),
        necessity: sheet.text('necessity'),
        declarationNotInvestigation: sheet.checked('declarationNotInvestigation'),
        recipients: sheet.all('recipients'),
        replaces: sheet.optional('replaces'),
      },
    });
    return {
      to: back(params),
      notice: view.t('Sikkerhedsvurderingen er gemt.', 'The security assessment is saved.'),
    };
  },
});

export const tellForm = form({
  path: '/case-reviews/:reviewId/security/:assessmentId/notices',
  of: assessmentsPage,
  needs: tellOfSecurity,
  does: async (view, { params, form: sheet }) => {
    const assessmentId = params['assessmentId'] ?? '';
    const asked = view.ask(tellOfSecurity, {
      params: { assessmentId },
      ...police,
      key: sheet.key(),
      body: {
        recipients: sheet.all(`to-${assessmentId}`),
        declarationNotInvestigation: sheet.checked(`declared-${assessmentId}`),
      },
    });
    await withFields(asked, {
      '/body/recipients': `to-${assessmentId}`,
      '/body/declarationNotInvestigation': `declared-${assessmentId}`,
    });
    return { to: back(params), notice: view.t('Vilkårene er givet videre.', 'The conditions are told.') };
  },
});

export const endForm = form({
  path: '/case-reviews/:reviewId/security/:assessmentId/ending',
  of: assessmentsPage,
  needs: endSecurity,
  does: async (view, { params, form: sheet }) => {
    await view.ask(endSecurity, {
      params: { assessmentId: params['assessmentId'] ?? '' },
      ...police,
      key: sheet.key(),
      body: {},
    });
    return { to: back(params), notice: view.t('Vurderingen er ophævet.', 'The assessment is ended.') };
  },
});
