import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import {
  addDays,
  DANISH_ZONE,
  dateInZone,
  instantInZone,
  toDanishDate,
  wallTimePattern,
} from '#platform/danish-time.ts';
import type { CivilDate, Instant } from '#platform/danish-time.ts';

const at = z.string().regex(wallTimePattern, {
  error: 'Klokkeslættet skal skrives tt:mm. / The time must be written hh:mm.',
});
const tz = z.enum([DANISH_ZONE, 'UTC']).optional();
const day = z.int().min(1).max(28);

/**
 * When a job is due. Minutes count from midnight UTC, 1 January 1970; the others follow the clock of `tz`,
 * Danish time when none is given. Half-years begin in January and July.
 */
export const slotRule = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('minutes'), minutes: z.int().min(1).max(1440) }),
  z.strictObject({ every: z.literal('day'), at, tz }),
  z.strictObject({ every: z.literal('month'), day, at, tz }),
  z.strictObject({ every: z.literal('half-year'), day, at, tz }),
]);
export type SlotRule = z.infer<typeof slotRule>;

export const catchUpMode = z.enum(['run_all', 'run_latest', 'run_each_period']);
export type CatchUpMode = z.infer<typeof catchUpMode>;

const DEFAULT_LIMIT = 10_000;

function* minuteSlots(minutes: number, after: Temporal.Instant): Generator<Temporal.Instant> {
  const step = minutes * 60_000;
  let next = Math.floor(after.epochMilliseconds / step) * step;
  for (;;) {
    yield Temporal.Instant.fromEpochMilliseconds(next);
    next += step;
  }
}

function* dueDates(rule: Exclude<SlotRule, { every: 'minutes' }>, from: CivilDate): Generator<CivilDate> {
  if (rule.every === 'day') {
    for (let date = from; ; date = addDays(date, 1)) yield date;
  }
  const months = rule.every === 'month' ? 1 : 6;
  const start = Temporal.PlainYearMonth.from(from.slice(0, 7));
  let due = start.subtract({ months: (start.month - 1) % months });
  for (; ; due = due.add({ months })) yield due.toPlainDate({ day: rule.day }).toString();
}

function* candidates(rule: SlotRule, after: Temporal.Instant): Generator<Temporal.Instant> {
  if (rule.every === 'minutes') {
    yield* minuteSlots(rule.minutes, after);
    return;
  }
  const zone = rule.tz ?? DANISH_ZONE;
  for (const date of dueDates(rule, dateInZone(after.toString(), zone))) {
    yield Temporal.Instant.from(instantInZone(date, rule.at, zone));
  }
}

/**
 * The instants at which a rule is due after `after` and up to and including `until`, in order. A wall time
 * that spring leaves out is due at the first instant after the gap, one that autumn repeats only the first
 * time. Gives the first `limit` of them when there are more (see throughOf). Throws RangeError for a bad instant or a
 * limit below 1.
 */
export function occurrences(
  rule: SlotRule,
  after: Instant,
  until: Instant,
  limit: number = DEFAULT_LIMIT,
): Instant[] {
  const first = Temporal.Instant.from(after);
  const last = Temporal.Instant.from(until);
  const slots: Instant[] = [];
  if (limit < 1) throw new RangeError('Grænsen skal være mindst 1. / The limit must be at least 1.');
  if (Temporal.Instant.compare(first, last) >= 0) return slots;
  for (const slot of candidates(rule, first)) {
    if (slots.length >= limit || Temporal.Instant.compare(slot, last) > 0) break;
    if (Temporal.Instant.compare(slot, first) > 0) slots.push(slot.toString());
  }
  return slots;
}

/** How far the mark may move after occurrences(…, until, limit): to the last slot when the limit cut it short. */
export function throughOf(slots: readonly Instant[], until: Instant, limit: number = DEFAULT_LIMIT): Instant {
  return slots.length < limit ? until : (slots.at(-1) ?? until);
}

const halfYearOf = (slot: Instant): string => {
  const [year, month] = toDanishDate(slot).split('-').map(Number);
  return `${year}-${(month ?? 1) <= 6 ? 1 : 2}`;
};

/**
 * Which of the slots found after an outage are still to be run, in order: all of them, the latest alone, or
 * the latest of each Danish half-year.
 */
export function catchUp(slots: readonly Instant[], mode: CatchUpMode): Instant[] {
  const inOrder = slots.toSorted((one, other) => Temporal.Instant.compare(one, other));
  if (mode === 'run_all') return inOrder;
  if (mode === 'run_latest') return inOrder.slice(-1);
  return [...new Map(inOrder.map((slot) => [halfYearOf(slot), slot])).values()];
}
