import { getRecall } from '#recalls/contract.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { definitionList, link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { reachedSections } from './reached.ts';
import { newVersion, type RecallDetail, reviewOf, standingOf } from './words.ts';

export const recallPage = page({
  path: '/recalls/:recallId',
  needs: getRecall,
  show: async (view, { params }) => {
    const recall = await view.ask(getRecall, { params: { recallId: params['recallId'] } });
    const main = html`<p class="lead">
        ${view.t(
          'Alt, hvad oplysningen nåede, da den blev kaldt tilbage, og hvad hver modtager har svaret.',
          'Everything that the finding had reached when it was recalled, and what each recipient has answered.',
        )}
      </p>
      ${definitionList(view, [
        [
          view.t('Oplysning', 'Finding'),
          link(`/findings/${recall.findingId}`, view.t('Se oplysningen', 'See the finding')),
        ],
        [view.t('Version', 'Version'), String(recall.version)],
        [view.t('Gennemgang', 'Case review'), reviewOf(view, recall)],
        [view.t('Meddelt', 'Told'), view.date(recall.openedOn)],
        [view.t('Svar senest', 'Answer by'), view.date(recall.dueOn)],
      ])}
      ${recipients(view, recall)} ${reachedSections(view, recall.reached)}`;
    const [kind, day] = [view.code('recallKinds', recall.kind), view.date(recall.openedOn)];
    return { title: view.t(`${kind} den ${day}`, `${kind} on ${day}`), main };
  },
});

function recipients(view: View, recall: RecallDetail): Html {
  const corrected = recall.kind === 'correction';
  return html`<section>
    <h2>${view.t('Modtagernes svar', 'What the recipients answered')}</h2>
    ${tableOf(view, {
      caption: view.t('Modtagere og svar', 'Recipients and answers'),
      quietCaption: true,
      rows: recall.recipients,
      columns: [
        { head: view.t('Modtager', 'Recipient'), cell: (row) => view.agency(row.agencyId) },
        {
          head: view.t('Meddelelsen åbnet', 'Notice opened'),
          cell: (row) =>
            row.firstSeenAt === null ? view.t('Ikke endnu', 'Not yet') : view.instant(row.firstSeenAt),
        },
        {
          head: view.t('Svar', 'Answer'),
          cell: (row) =>
            html`${standingOf(view, row)}${row.answeredAt === null ? null : html`<br />${view.instant(row.answeredAt)}`}${row.why === null ? null : html`<br /><span class="prose">${row.why}</span>`}`,
        },
        ...(corrected
          ? [
              {
                head: view.t('Den nye version', 'The new version'),
                cell: (row: RecallDetail['recipients'][number]) => newVersion(view, row.newVersion) ?? '',
              },
            ]
          : []),
      ],
      empty: null,
    })}
    ${
      corrected && recall.recipients.some((one) => one.newVersion === 'not_given')
        ? html`<p>${link(`/findings/${recall.findingId}/disclose`, view.t('Giv den nye version', 'Give the new version'))}</p>`
        : null
    }
  </section>`;
}
