import type { z } from 'zod';
import type { getRecall, getRecallNotice, listRecalls } from '#recalls/contract.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { link, tag } from '../parts.ts';
import type { View } from '../view.ts';

export type Notice = z.output<typeof getRecallNotice.output>;
export type Recall = z.output<typeof listRecalls.output>['items'][number];
export type RecallDetail = z.output<typeof getRecall.output>;
type Answering = Pick<Notice, 'answer' | 'superseded' | 'overdue' | 'dueOn'>;

/** Where an answer stands, in words. */
export function standingOf(view: View, { answer, superseded, overdue }: Answering): Html {
  if (answer === 'acknowledged') return tag(view.code('recallAnswers', answer), 'success');
  if (answer === 'cannot') return tag(view.code('recallAnswers', answer), 'warning');
  if (superseded) return tag(view.t('Afløst af en nyere', 'Replaced by a newer one'));
  return overdue
    ? tag(view.t('Fristen er overskredet', 'Overdue'), 'error')
    : tag(view.t('Venter på svar', 'Waiting for an answer'), 'info');
}

/** Of a correction: whether the recipient has the new version. */
export const newVersion = (view: View, state: Notice['newVersion']): string | null =>
  state &&
  {
    given: view.t('Givet', 'Given'),
    not_given: view.t('Ikke givet endnu', 'Not given yet'),
    no_longer: view.t('Gives ikke: trukket tilbage', 'Not to be given: withdrawn'),
  }[state];

/** The review, to those who see it. */
export const reviewOf = (view: View, { reviewId, reviewReference }: Notice | Recall): Html =>
  link(
    `/case-reviews/${reviewId}`,
    reviewReference ?? view.t('Gennemgang uden nummer', 'Case review without a number'),
  );

const names = (view: View, agencyIds: readonly string[]) => agencyIds.map((id) => view.agency(id)).join(', ');

/** Who has answered and who has not, in one line. */
export function answersOf(view: View, { recipients }: Recall): Html {
  const waiting = recipients.filter(({ answer, superseded }) => answer === null && !superseded);
  if (waiting.length === 0) return view.t('Alle har svaret', 'All have answered');
  const text = names(
    view,
    waiting.map(({ agencyId }) => agencyId),
  );
  return html`${view.t(`Mangler: ${text}`, `Missing: ${text}`)}${waiting.some(({ overdue }) => overdue) ? html` ${tag(view.t('Fristen er overskredet', 'Overdue'), 'error')}` : null}`;
}
