import type { Instant } from '#platform/danish-time.ts';
import { catchUp, type CatchUpMode, occurrences, type SlotRule, throughOf } from './slots.ts';

/** Every slot after `through` and up to `now`, in order, and how far the mark may then move. */
export function slotsSince(
  rule: SlotRule,
  through: Instant,
  now: Instant,
): { slots: Instant[]; through: Instant } {
  const slots: Instant[] = [];
  let mark = through;
  for (;;) {
    const found = occurrences(rule, mark, now);
    // Also when the clock went backwards: the mark stays where it is.
    if (found.length === 0) return { slots, through: mark };
    slots.push(...found);
    mark = throughOf(found, now);
  }
}

/** Of the new slots and those still open from before: which are run, and which a later one has overtaken. */
export function divide(
  fresh: readonly Instant[],
  open: readonly Instant[],
  mode: CatchUpMode,
): { run: Instant[]; overtaken: Instant[] } {
  const all = [...new Set([...open, ...fresh])];
  const run = catchUp(all, mode);
  const kept = new Set(run);
  return { run, overtaken: all.filter((at) => !kept.has(at)) };
}
