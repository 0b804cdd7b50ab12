import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#platform/danish-time.ts';
import { Refusal } from '#platform/errors.ts';

/** After so many failures a slot is left open, for people to see. With the pauses below that is after some eight hours. */
export const mostAttempts = 10;

const longestPauseMinutes = 360;

/** When a slot that has failed `attempts` times (1 or more) is tried again: after 1, 2, 4 … minutes. */
export function retryAt(now: Instant, attempts: number): Instant {
  const minutes = Math.min(2 ** (attempts - 1), longestPauseMinutes);
  return Temporal.Instant.from(now).add({ minutes }).toString();
}

/** What a failure is remembered by: the rule's id, or the error's class and code. Never its text, which may repeat data. */
export function nameOfFailure(error: unknown): string {
  if (error instanceof Refusal) return error.rule.id;
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`.slice(0, 100);
}
