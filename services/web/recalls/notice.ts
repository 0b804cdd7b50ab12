import { answerRecallNotice, getRecallNotice } from '#recalls/contract.ts';
import { recallAnswers } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page } from '../page.ts';
import { alertBox, button, definitionList, hidden, link, radios, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import { newVersion, type Notice, reviewOf, standingOf } from './words.ts';

const path = '/recall-notices/:noticeId';

export const noticePage = page({
  path,
  needs: getRecallNotice,
  show: async (view, { params, fault }) => {
    const notice = await view.ask(getRecallNotice, { params: { noticeId: params['noticeId'] } });
    const [kind, agency] = [view.code('recallKinds', notice.kind), view.agency(notice.fromAgencyId)];
    const awaited = notice.answer !== 'acknowledged' && !notice.superseded;
    const main = html`${alertBox(view, notice.answer === null ? 'warning' : 'info', view.say(notice.text))}
      ${facts(view, notice)}
      ${awaited && view.may('recalls.answer') ? answerForm(view, notice, fault) : null}
      ${awaited && !view.may('recalls.answer') ? html`<p>${view.t('Kontaktpersonen svarer.', 'The liaison answers.')}</p>` : null}`;
    return { title: view.t(`${kind} fra ${agency}`, `${kind} by ${agency}`), main };
  },
});

const facts = (view: View, notice: Notice): Html =>
  definitionList(view, [
    [view.t('Status', 'Status'), standingOf(view, notice)],
    [view.t('Gennemgang', 'Case review'), reviewOf(view, notice)],
    [
      view.t('Oplysning', 'Finding'),
      notice.kind === 'revocation'
        ? view.t('I har ikke længere adgang', 'You no longer have access')
        : link(
            `/findings/${notice.findingId}`,
            view.t('Se oplysningen, som den står nu', 'See the finding as it stands now'),
          ),
    ],
    [
      view.t('Det, I har fået', 'What you were given'),
      view.t(
        `Version ${notice.heldVersion}, første gang ${view.date(notice.heldSince)}`,
        `Version ${notice.heldVersion}, first on ${view.date(notice.heldSince)}`,
      ),
    ],
    [view.t('Den nye version', 'The new version'), newVersion(view, notice.newVersion)],
    [view.t('Meddelt', 'Told'), view.date(notice.openedOn)],
    [view.t('Svar senest', 'Answer by'), view.date(notice.dueOn)],
    [view.t('Besvaret', 'Answered'), notice.answeredAt && view.instant(notice.answeredAt)],
    [view.t('Hvorfor ikke', 'Why not'), notice.why],
    [view.t('Bestemmelse', 'Provision'), notice.provision],
  ]);

function answerForm(view: View, notice: Notice, fault: Fault | undefined): Html {
  return html`<section>
    <h2>${notice.answer === null ? view.t('Svar', 'Answer') : view.t('Svar på ny', 'Answer anew')}</h2>
    <form method="post" action=${`/recall-notices/${notice.id}`}>
      ${hidden(view, { version: notice.version })}
      ${radios(view, {
        name: 'answer',
        legend: view.t('Er jeres kopier rettet eller slettet?', 'Are your copies corrected or deleted?'),
        options: recallAnswers.map((value) => ({ value, label: view.code('recallAnswers', value) })),
        fault,
      })}
      ${textArea(view, {
        name: 'why',
        label: view.t('Hvis ikke: hvorfor?', 'If not: why?'),
        hint: view.t(
          `Kun ${view.agency(notice.fromAgencyId)} og din egen myndighed ser det. Skriv ikke CPR-numre.`,
          `Only ${view.agency(notice.fromAgencyId)} and your own agency see it. Write no CPR numbers.`,
        ),
        maxlength: 1000,
        required: false,
        scan: true,
        fault,
      })}
      ${button(view.t('Send svar', 'Send answer'))}
    </form>
  </section>`;
}

export const answerNotice = form({
  path,
  of: noticePage,
  needs: answerRecallNotice,
  does: async (view, { params, form: sheet }) => {
    const why = sheet.optional('why');
    await view.ask(answerRecallNotice, {
      params: { noticeId: params['noticeId'] },
      key: sheet.key(),
      version: sheet.version(),
      body: { answer: sheet.optional('answer'), ...(why === undefined ? {} : { why }) },
    });
    return {
      to: `/recall-notices/${params['noticeId'] ?? ''}`,
      notice: view.t('Svaret er sendt.', 'The answer is sent.'),
    };
  },
});
