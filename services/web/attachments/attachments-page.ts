import {
  attachFile,
  attachmentRules,
  getAttachment,
  mostBytes,
  removeAttachment,
} from '#attachments/contract.ts';
import { getFinding } from '#findings/contract.ts';
import { type FieldError, invalidInput, Refusal } from '#platform/errors.ts';
import { listReleaseProposals } from '#release-proposals/contract.ts';
import type { Finding } from '../findings/finding.ts';
import type { Sheet } from '../forms.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page, type Result } from '../page.ts';
import { alertBox, button, errorsOf, hidden, idOf, link } from '../parts.ts';
import type { View } from '../view.ts';
import { fileAddress, kindAndSize } from './list.ts';

/** The files of an own finding: what goes with it, and adding or removing as long as nobody was given it. */
export const attachmentsPage = page({
  path: '/findings/:findingId/attachments',
  needs: attachFile,
  show: async (view, { params, fault }) => ({
    title: titleOf(view),
    main: await attachmentsMain(view, params['findingId'] ?? '', fault),
  }),
});

const titleOf = (view: View) => view.t('Bilag til oplysningen', 'Attachments of the finding');

async function attachmentsMain(view: View, findingId: string, fault?: Fault): Promise<Html> {
  const finding = await view.ask(getFinding, { params: { findingId } });
  const { items } = await view.ask(listReleaseProposals, { query: { findingId, state: 'proposed' } });
  const proposal = items.find(({ version }) => version === finding.version);
  return html`<p>${link(`/findings/${finding.id}`, view.t('Tilbage til oplysningen', 'Back to the finding'))}</p>
    ${proposal ? waits(view, proposal.id) : mayChange(finding) ? html`${files(view, finding)}${sendForm(view, finding, fault)}` : fixed(view, finding)}`;
}

/** What was handed over stays as it was, also after it was revoked. */
const mayChange = ({ own, withdrawn, version, disclosures }: Finding): boolean =>
  own && !withdrawn && !disclosures.some((one) => one.version === version);

const fixed = (view: View, finding: Finding): Html =>
  alertBox(
    view,
    'info',
    view.t('Bilagene kan ikke ændres', 'The attachments cannot be changed'),
    html`<p>${view.t(
      'Denne version er videregivet eller trukket tilbage. Ret oplysningen: så får den en ny version, som bilag kan tilføjes eller fjernes på.',
      'This version was disclosed or withdrawn. Correct the finding: it then has a new version that attachments can be added to or removed from.',
    )}</p>
      ${finding.own && !finding.withdrawn ? html`<p>${link(`/findings/${finding.id}/correct`, view.t('Ret oplysningen', 'Correct the finding'))}</p>` : null}`,
  );

const waits = (view: View, proposalId: string): Html =>
  alertBox(
    view,
    'info',
    view.t('Bilagene kan ikke ændres', 'The attachments cannot be changed'),
    html`<p>${view.say(attachmentRules.proposed.title)}</p>
      <p>${link(`/release-proposals/${proposalId}`, view.t('Se forslaget', 'See the proposal'))}</p>`,
  );

function files(view: View, finding: Finding): Html {
  if (finding.attachments.length === 0)
    return html`<p>${view.t('Oplysningen har ingen bilag endnu. Vælg en fil herunder.', 'The finding has no attachments yet. Choose a file below.')}</p>`;
  return html`<ul>
    ${finding.attachments.map(
      (file) => html`<li>
        <p>${link(fileAddress(finding.id, file), file.name)}${` (${kindAndSize(view, file)})`}</p>
        <form method="post" action=${`${fileAddress(finding.id, file)}/remove`}>
          ${hidden(view, { version: finding.version })}
          <button type="submit" class="button button-secondary">
            ${view.t('Fjern', 'Remove')}<span class="sr-only">${` ${file.name}`}</span>
          </button>
        </form>
      </li>`,
    )}
  </ul>`;
}

function sendForm(view: View, finding: Finding, fault: Fault | undefined): Html {
  const label = view.t('Fil', 'File');
  fault?.labels.set('file', label);
  const errors = errorsOf(fault, 'file');
  const id = idOf('file');
  return html`<h2>${view.t('Vedhæft en fil', 'Attach a file')}</h2>
    <form method="post" action=${`/findings/${finding.id}/attachments`} enctype="multipart/form-data">
      ${hidden(view, { version: finding.version })}
      <div class=${errors.length > 0 ? 'form-group form-error' : 'form-group'}>
        <label class="form-label" for=${id}>${label}</label>
        <span class="form-hint" id=${`${id}-hint`}
          >${view.t(
            'PDF, PNG, JPEG, tekst, Word (.docx) eller Excel (.xlsx) på højst 10 MB, uden makroer, links og indlejrede filer. De, der får oplysningen i sin helhed, får også filen.',
            'PDF, PNG, JPEG, text, Word (.docx) or Excel (.xlsx) of at most 10 MB, without macros, links and embedded files. Whoever is given the whole finding is given the file too.',
          )}</span
        >
        ${
          errors.length === 0
            ? null
            : html`<span class="form-error-message" id=${`${id}-error`}>
                <span class="sr-only">${view.t('Fejl:', 'Error:')} </span>${errors.map((error) => error[view.lang]).join(' ')}
              </span>`
        }
        <input
          type="file"
          id=${id}
          name="file"
          accept=".pdf,.png,.jpg,.jpeg,.txt,.docx,.xlsx"
          aria-describedby=${errors.length === 0 ? `${id}-hint` : `${id}-hint ${id}-error`}
          aria-invalid=${errors.length > 0 ? 'true' : undefined}
        />
      </div>
      <div class="actions">${button(view.t('Vedhæft', 'Attach'))}</div>
    </form>`;
}

const nothingChosen: FieldError = {
  pointer: '/body/file',
  rule: 'field.missing',
  da: 'Vælg en fil.',
  en: 'Choose a file.',
};

export const attachmentForm = form({
  path: '/findings/:findingId/attachments',
  of: attachmentsPage,
  needs: attachFile,
  upload: mostBytes + 65_536,
  does: async (view, { params, form: sheet }): Promise<Result> => {
    const file = fileIn(sheet);
    try {
      const sent = { name: file.name, content: file.bytes.toString('base64') };
      const { name, warnings } = await view.ask(attachFile, {
        params,
        key: sheet.key(),
        version: sheet.version(),
        body: sent,
      });
      const done = view.t(`${name} er vedhæftet.`, `${name} is attached.`);
      const to = `/findings/${params['findingId']}/attachments`;
      if (warnings.length === 0) return { to, notice: done };
      const said = html`<ul>
        ${warnings.map((warning) => html`<li>${view.say(warning)}</li>`)}
      </ul>`;
      const main = html`${alertBox(view, 'warning', done, said)}
      ${await attachmentsMain(view, params['findingId'] ?? '')}`;
      return { title: titleOf(view), main };
    } catch (error) {
      throw atFile(error);
    }
  },
});

function fileIn(sheet: Sheet) {
  const file = sheet.file('file');
  if (!file) throw new Refusal(invalidInput, { errors: [nothingChosen] });
  return file;
}

/** What is wrong with the file is said at its field. */
function atFile(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  const { rule, details } = error;
  if (rule.id.startsWith('attachment.'))
    return new Refusal(rule, {
      ...details,
      errors: [{ pointer: '/body/file', rule: rule.id, ...rule.title }],
    });
  const errors = (details.errors ?? []).map((one) =>
    /^\/body\/(name|content)$/.test(one.pointer) ? { ...one, pointer: '/body/file' } : one,
  );
  return new Refusal(rule, { ...details, errors });
}

export const removeForm = form({
  path: '/findings/:findingId/attachments/:attachmentId/remove',
  of: attachmentsPage,
  needs: removeAttachment,
  does: async (view, { params, form: sheet }) => {
    await view.ask(removeAttachment, { params, version: sheet.version() });
    return {
      to: `/findings/${params['findingId']}/attachments`,
      notice: view.t('Bilaget er fjernet.', 'The attachment is removed.'),
    };
  },
});

/** The file, always as a download: the same bytes as the API sends. */
export const attachmentFile = page({
  path: '/findings/:findingId/attachments/:attachmentId',
  needs: getAttachment,
  show: async (view, { params }) => ({ file: await view.ask(getAttachment, { params }) }),
});
