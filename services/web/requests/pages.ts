import { respondToRequest, withdrawRequest } from '#requests/contract.ts';
import { form, type Form, type Page } from '../page.ts';
import { askForm, askPage } from './ask.ts';
import { requestsPage } from './list.ts';
import { requestPage } from './request.ts';

const respond = form({
  path: '/requests/:requestId/response',
  of: requestPage,
  needs: respondToRequest,
  does: async (view, { params, form: sheet }) => {
    const { id, state } = await view.ask(respondToRequest, {
      params,
      key: sheet.key(),
      version: sheet.version(),
      body: {
        choice: sheet.optional('choice'),
        reason: sheet.optional('reason'),
        reasonShown: sheet.checked('reasonShown'),
      },
    });
    return {
      to: `/requests/${id}`,
      notice:
        state === 'refused'
          ? view.t('Svaret er sendt.', 'The answer is sent.')
          : view.t(
              'Svaret er sendt. Videregiv nu den oplysning, der svarer på anmodningen.',
              'The answer is sent. Now disclose the finding that answers the request.',
            ),
    };
  },
});

const withdraw = form({
  path: '/requests/:requestId/withdrawal',
  of: requestPage,
  needs: withdrawRequest,
  does: async (view, { params, form: sheet }) => {
    await view.ask(withdrawRequest, { params, key: sheet.key(), version: sheet.version() });
    return {
      to: `/requests/${params['requestId']}`,
      notice: view.t('Anmodningen er trukket tilbage.', 'The request is withdrawn.'),
    };
  },
});

/** Asking another agency for information, and answering. */
export const requestPages: readonly (Page | Form)[] = [
  requestsPage,
  requestPage,
  respond,
  withdraw,
  askPage,
  askForm,
];
