import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { followUp, getFollowUp } from '#follow-ups/contract.ts';
import { html, type Html } from '../html.ts';
import { tag, type TagKind } from '../parts.ts';
import type { View } from '../view.ts';

export type FollowUp = z.output<typeof followUp>;
/** A follow-up with the reference of its review. */
export type FollowUpOfReview = z.output<typeof getFollowUp.output>;

const kinds: Record<FollowUp['status'], TagKind> = {
  in_progress: 'info',
  completed: 'success',
  dropped: 'none',
};

/** Where the follow-up stands. */
export const statusTag = (view: View, status: FollowUp['status']): Html =>
  tag(view.code('actionStates', status), kinds[status]);

/** How many days a follow-up in progress is past its due date; 0 when it is not. */
function daysOverdue(view: View, { status, dueOn }: Pick<FollowUp, 'status' | 'dueOn'>): number {
  if (status !== 'in_progress' || dueOn === null) return 0;
  const { days } = Temporal.PlainDate.from(dueOn).until(view.today, { largestUnit: 'days' });
  return Math.max(0, days);
}

/** The due date, and in words that it has passed. */
export function dueDate(view: View, action: Pick<FollowUp, 'status' | 'dueOn'>): Html {
  if (action.dueOn === null) return view.t('Ingen frist', 'No due date');
  const days = daysOverdue(view, action);
  const text = html`<span class="date">${view.shortDate(action.dueOn)}</span>`;
  if (days === 0) return text;
  const late =
    days === 1
      ? view.t('overskredet med 1 dag', 'overdue by 1 day')
      : view.t(`overskredet med ${view.number(days)} dage`, `overdue by ${view.number(days)} days`);
  return html`${text}${' '}${tag(late, 'error')}`;
}

/** The review that the follow-up belongs to. */
export function reviewLink(view: View, action: FollowUpOfReview): Html {
  const name = action.reviewReference ?? view.t('Gennemgang uden nummer', 'Case review without a number');
  return html`<a href=${`/case-reviews/${action.reviewId}`}>${name}</a>`;
}

/** The four amounts, each with its own name: a demand is not a decision, and neither is a payment. */
export const amountFields = [
  {
    name: 'claimedDkk',
    kind: 'claimed',
    label: { da: 'Krævet', en: 'Claimed' },
    hint: { da: 'Kroner. Det, I har rejst krav om.', en: 'Kroner. What you have claimed.' },
  },
  {
    name: 'decidedDkk',
    kind: 'decided',
    label: { da: 'Afgjort', en: 'Decided' },
    hint: { da: 'Kroner. Det, der er fastsat ved afgørelse.', en: 'Kroner. What was set by decision.' },
  },
  {
    name: 'collectedDkk',
    kind: 'collected',
    label: { da: 'Opkrævet', en: 'Collected' },
    hint: { da: 'Kroner. Det, der er betalt eller inddrevet.', en: 'Kroner. What was paid or recovered.' },
  },
  {
    name: 'stoppedPerMonthDkk',
    kind: 'stopped',
    label: { da: 'Standset pr. måned', en: 'Stopped per month' },
    hint: {
      da: 'Kroner om måneden. Gang ikke med måneder.',
      en: 'Kroner a month. Do not multiply by months.',
    },
  },
] as const;

/** The amounts that make sense for a type of follow-up. */
export function amountsOf(view: View, type: string) {
  const allowed = view.followUpTypes.find(({ code }) => code === type)?.amounts ?? [];
  return amountFields.filter(({ kind }) => allowed.includes(kind));
}
