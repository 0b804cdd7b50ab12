import { Temporal } from 'temporal-polyfill';
import type { AffiliationValue, ReviewState } from '#platform/codes.ts';
import { addDays, isCivilDate } from '#platform/danish-time.ts';
import { type FieldError, Refusal } from '#platform/errors.ts';
import { assessmentRules } from './rules.ts';

/** How long before its day the police are asked to confirm a statement or to withdraw it. */
const daysOfWarning = 30;
const mostMonths = 12;

/** What decides whether a statement counts: the newest one of the review. Days are civil dates, YYYY-MM-DD. */
export type Standing = { value: AffiliationValue; reviewDueOn: string | null };

/** Confirmed, and its review date has not passed (SYS-18). Everything else carries no review. */
export const isInForce = ({ value, reviewDueOn }: Standing, day: string): boolean =>
  value === 'confirmed' && reviewDueOn !== null && reviewDueOn >= day;

/** Its date has passed without anybody stating it again. */
export const hasLapsed = ({ reviewDueOn }: Standing, day: string): boolean =>
  reviewDueOn !== null && reviewDueOn < day;

/** The last day whose statements the police are asked about on `day`. */
export const askedAboutUntil = (day: string): string => addDays(day, daysOfWarning);

/** The last day that may be given for a review from `day` on. */
export const latestReview = (day: string, months = mostMonths): string =>
  Temporal.PlainDate.from(day).add({ months }).toString();

/** Refuses `affiliation.review-date`: none for a withdrawal, else after today and at most 12 months ahead. */
export function mustBeReviewDate(
  value: AffiliationValue,
  reviewDueOn: string | undefined,
  day: string,
): void {
  const withdrawn = value === 'withdrawn';
  const fits =
    reviewDueOn === undefined
      ? withdrawn
      : !withdrawn && isCivilDate(reviewDueOn) && reviewDueOn > day && reviewDueOn <= latestReview(day);
  if (fits) return;
  const error: FieldError = {
    pointer: '/body/reviewDueOn',
    rule: assessmentRules.reviewDate.id,
    ...assessmentRules.reviewDate.title,
  };
  throw new Refusal(assessmentRules.reviewDate, { errors: [error] });
}

const stated: readonly ReviewState[] = ['nominated', 'admitted', 'concluded'];
const assessed: readonly ReviewState[] = ['admitted', 'concluded'];

/** Refuses `assessment.review-state` for a review that went no further; security is assessed from admission on. */
export function mustBeAssessable(state: ReviewState, what: 'affiliation' | 'security'): void {
  if ((what === 'affiliation' ? stated : assessed).includes(state)) return;
  throw new Refusal(assessmentRules.reviewOver, { members: { state } });
}
