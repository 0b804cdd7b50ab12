import { getAgenda, proposeAgenda, settleAgenda } from '#agendas/contract.ts';
import { cancelMeeting, changeMeeting, closeMeeting, openMeeting } from '#meetings/contract.ts';
import { form } from '../page.ts';
import { meetingPage } from './meeting-page.ts';
import { runPage } from './run-page.ts';
import { wantedIn } from './settle-order.ts';
import { dayOf } from './words.ts';

const pathOf = (params: Record<string, string>) => `/meetings/${params['meetingId'] ?? ''}`;

export const changeForm = form({
  path: '/meetings/:meetingId/change',
  of: meetingPage,
  needs: changeMeeting,
  does: async (view, { params, form: sheet }) => {
    const { date } = await view.ask(changeMeeting, {
      params,
      version: sheet.version(),
      body: {
        date: sheet.optional('date'),
        time: sheet.optional('time'),
        capacity: sheet.number('capacity'),
      },
    });
    const notice = view.t(
      `Gemt. Mødet er ${dayOf(view, date)}.`,
      `Saved. The meeting is on ${dayOf(view, date)}.`,
    );
    return { to: pathOf(params), notice };
  },
});

export const cancelForm = form({
  path: '/meetings/:meetingId/cancellation',
  of: meetingPage,
  needs: cancelMeeting,
  does: async (view, { params, form: sheet }) => {
    await view.ask(cancelMeeting, { params, version: sheet.version(), key: sheet.key() });
    return { to: pathOf(params), notice: view.t('Mødet er aflyst.', 'The meeting is cancelled.') };
  },
});

export const proposalForm = form({
  path: '/meetings/:meetingId/proposal',
  of: meetingPage,
  needs: proposeAgenda,
  does: async (view, { params, form: sheet }) => {
    const { revision } = await view.ask(proposeAgenda, { params, key: sheet.key() });
    const notice = view.t(
      `Forslaget er bygget (udgave ${revision}).`,
      `The proposal is built (revision ${revision}).`,
    );
    return { to: `${pathOf(params)}?revision=${revision}`, notice };
  },
});

export const settlementForm = form({
  path: '/meetings/:meetingId/settlement',
  of: meetingPage,
  needs: settleAgenda,
  does: async (view, { params, form: sheet }) => {
    const revision = Number(sheet.text('revision'));
    const { items } = await view.ask(getAgenda, { params, query: { revision } });
    await view.ask(settleAgenda, {
      params,
      version: sheet.version(),
      key: sheet.key(),
      body: { revision, ...wantedIn(items, sheet) },
    });
    return { to: pathOf(params), notice: view.t('Dagsordenen er fastlagt.', 'The agenda is settled.') };
  },
});

export const openingForm = form({
  path: '/meetings/:meetingId/opening',
  of: meetingPage,
  needs: openMeeting,
  does: async (view, { params, form: sheet }) => {
    await view.ask(openMeeting, { params, version: sheet.version(), key: sheet.key() });
    return { to: `${pathOf(params)}/run`, notice: view.t('Mødet er åbnet.', 'The meeting is open.') };
  },
});

export const closingForm = form({
  path: '/meetings/:meetingId/closing',
  of: runPage,
  needs: closeMeeting,
  does: async (view, { params, form: sheet }) => {
    await view.ask(closeMeeting, { params, version: sheet.version(), key: sheet.key() });
    return { to: pathOf(params), notice: view.t('Mødet er lukket.', 'The meeting is closed.') };
  },
});
