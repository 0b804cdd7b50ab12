// An answer of its own to "when does a Danish clock first show this time, or a later one, that day?": no
// Temporal and nothing of the code under test, only Intl and a walk along the clock.
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'short',
});
const MINUTE = 60_000;

/** The first instant whose Danish wall time is that day's `at` or later, of the instants around that day. */
export function firstAtOrAfter(utcMidnight: Date, at: string): string {
  const wanted = `${utcMidnight.toISOString().slice(0, 10)} ${at}`;
  let instant = utcMidnight.getTime() - 3 * 60 * MINUTE;
  while (clock.format(instant) < wanted) instant += 30 * MINUTE;
  while (clock.format(instant - MINUTE) >= wanted) instant -= MINUTE;
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
