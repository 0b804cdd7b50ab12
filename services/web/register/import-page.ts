import {
  commitRegisterImport,
  discardRegisterImport,
  getRefusedRows,
  getRegisterImport,
} from '#register/contract.ts';
import { html, type Html } from '../html.ts';
import { form, page, type Shown } from '../page.ts';
import { button, definitionList, hidden, linkButton } from '../parts.ts';
import type { View } from '../view.ts';
import { countTable, refusedSections } from './counts.ts';
import { progress, standing, titleOf, warnings } from './standing.ts';
import { addressOf, type RegisterImport, rows, total } from './words.ts';

/** One register from the first look to the result: what would happen, how far it has come, what happened. */
export const importPage = page({
  path: '/register-imports/:importId',
  needs: getRegisterImport,
  show: async (view, { params, query }: Shown) => {
    const found = await view.ask(getRegisterImport, { params: { importId: params['importId'] } });
    if (query['part'] === 'progress') return { fragment: progress(view, found) };
    const main = html`${standing(view, found)} ${found.sheets.length === 0 ? null : countTable(view, found)}
    ${warnings(view, found)} ${ways(view, found)} ${found.state === 'running' ? null : refusedSections(view, found)}
    ${facts(view, found)}
    <p><a href="/register-imports">${view.t('Til alle indlæsninger', 'To all registers')}</a></p>`;
    return { title: titleOf(view, found), main, scripts: found.state === 'running' ? ['progress'] : [] };
  },
});

export const commitImport = form({
  path: '/register-imports/:importId/commit',
  of: importPage,
  needs: commitRegisterImport,
  does: async (view, { params, form: sheet }) => {
    await view.ask(commitRegisterImport, { params: { importId: params['importId'] }, key: sheet.key() });
    return { to: addressOf(params['importId']) };
  },
});

export const discardImport = form({
  path: '/register-imports/:importId/discard',
  of: importPage,
  needs: discardRegisterImport,
  does: async (view, { params }) => {
    await view.ask(discardRegisterImport, { params: { importId: params['importId'] } });
    return {
      to: '/register-imports',
      notice: view.t('Det sendte er slettet.', 'What was sent has been deleted.'),
    };
  },
});

/** The refused rows of a sheet as a file: the same bytes as the API sends. */
export const refusedRowsFile = page({
  path: '/register-imports/:importId/refused-rows',
  needs: getRefusedRows,
  show: async (view, { params, query }) => ({
    file: await view.ask(getRefusedRows, { params: { importId: params['importId'] }, query }),
  }),
});

/** What can be done with it. */
function ways(view: View, found: RegisterImport): Html {
  const { id, state, mayCommit } = found;
  const fresh = total(found.sheets, 'new');
  const send = (deed: string, text: string, kind: 'primary' | 'secondary') =>
    html`<form method="post" action=${`${addressOf(id)}/${deed}`}>${hidden(view)}${button(text, { kind })}</form>`;
  const commit =
    state === 'failed'
      ? view.t('Læs resten ind', 'Read in the rest')
      : view.t(`Læs ${rows(view, fresh)} ind`, `Read in ${rows(view, fresh)}`);
  if (state === 'running') return null;
  return html`<div class="actions d-print-none">
    ${mayCommit && (state === 'failed' || fresh > 0) ? send('commit', commit, 'primary') : null}
    ${mayCommit ? send('discard', view.t('Kassér det sendte', 'Discard what was sent'), 'secondary') : null}
    ${mayCommit ? null : linkButton('/register-imports', view.t('Send et register', 'Send a register'), 'secondary')}
  </div>`;
}

function facts(view: View, found: RegisterImport): Html {
  const at = (instant: string | null) => (instant === null ? null : view.instant(instant));
  return definitionList(view, [
    [view.t('Sendt', 'Sent'), at(found.createdAt)],
    [view.t('Begyndt', 'Begun'), at(found.startedAt)],
    [view.t('Sluttet', 'Ended'), at(found.endedAt)],
    [
      view.t('Det sendte slettes senest', 'What was sent is deleted by'),
      found.mayCommit ? at(found.expiresAt) : null,
    ],
  ]);
}
