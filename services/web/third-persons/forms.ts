import {
  discloseThirdPerson,
  registerThirdPerson,
  removeThirdPerson,
  revokeThirdPerson,
} from '#third-persons/contract.ts';
import { purposes } from '#platform/codes.ts';
import { withFields } from '../case-reviews/form-of-many.ts';
import type { Sheet } from '../forms.ts';
import { form } from '../page.ts';
import type { View } from '../view.ts';
import { thirdPersonsPage } from './page.ts';

const back = (params: Record<string, string>) => `/case-reviews/${params['reviewId']}/third-persons`;
const purposeIn = (view: View, sheet: Sheet) =>
  purposes.find((one) => one === sheet.text('purpose')) ?? view.purpose;

export const registerPersonForm = form({
  path: '/case-reviews/:reviewId/third-persons',
  of: thirdPersonsPage,
  needs: registerThirdPerson,
  does: async (view, { params, form: sheet }) => {
    const { warnings } = await view.ask(registerThirdPerson, {
      params,
      key: sheet.key(),
      purpose: purposeIn(view, sheet),
      body: {
        relation: sheet.text('relation'),
        name: sheet.text('name'),
        cpr: sheet.optional('cpr'),
        dataClass: sheet.text('dataClass'),
        legalBasisCode: sheet.text('legalBasisCode'),
        necessity: sheet.text('necessity'),
      },
    });
    const done = view.t('Tredjepersonen er registreret.', 'The third person is registered.');
    return {
      to: back(params),
      notice: [done, ...warnings.map((one) => view.say(one)).slice(0, 1)].join(' '),
    };
  },
});

export const disclosePersonForm = form({
  path: '/case-reviews/:reviewId/third-persons/:thirdPersonId/disclosures',
  of: thirdPersonsPage,
  needs: discloseThirdPerson,
  does: async (view, { params, form: sheet }) => {
    const id = params['thirdPersonId'] ?? '';
    const asked = view.ask(discloseThirdPerson, {
      params: { thirdPersonId: id },
      key: sheet.key(),
      purpose: purposeIn(view, sheet),
      body: {
        recipients: sheet.all(`recipients-${id}`),
        legalBasisCode: sheet.text(`basis-${id}`),
        necessity: sheet.text(`necessity-${id}`),
        declarationNotInvestigation: sheet.checked(`declared-${id}`),
      },
    });
    await withFields(asked, {
      '/body/recipients': `recipients-${id}`,
      '/body/legalBasisCode': `basis-${id}`,
      '/body/necessity': `necessity-${id}`,
      '/body/declarationNotInvestigation': `declared-${id}`,
    });
    return {
      to: back(params),
      notice: view.t('Tredjepersonen er videregivet.', 'The third person is disclosed.'),
    };
  },
});

export const revokePersonForm = form({
  path: '/case-reviews/:reviewId/third-persons/:thirdPersonId/revocations/:disclosureId',
  of: thirdPersonsPage,
  needs: revokeThirdPerson,
  does: async (view, { params, form: sheet }) => {
    const given = { disclosureId: params['disclosureId'] ?? '' };
    await view.ask(revokeThirdPerson, { params: given, key: sheet.key(), body: {} });
    return {
      to: back(params),
      notice: view.t('Videregivelsen er kaldt tilbage.', 'The disclosure is revoked.'),
    };
  },
});

export const removePersonForm = form({
  path: '/case-reviews/:reviewId/third-persons/:thirdPersonId/removal',
  of: thirdPersonsPage,
  needs: removeThirdPerson,
  does: async (view, { params, form: sheet }) => {
    const person = { thirdPersonId: params['thirdPersonId'] ?? '' };
    await view.ask(removeThirdPerson, { params: person, key: sheet.key(), body: {} });
    return { to: back(params), notice: view.t('Tredjepersonen er fjernet.', 'The third person is removed.') };
  },
});
