/** Upper and lower case make no difference to a heading. */
export function same(found: string, heading: string): boolean {
  return found.toLowerCase() === heading.toLowerCase();
}

/** What a file of refused rows has besides the register's own columns; reading it again, they are passed over. */
export const reasonColumns = { line: 'Linje', reason: 'Årsag til afvisning' } as const;

export const isReasonColumn = (heading: string): boolean =>
  Object.values(reasonColumns).some((ours) => same(heading, ours));

/** Whether the sheet is a file of refused rows that somebody has mended. */
export function isMendedFile(headings: readonly string[]): boolean {
  return headings.some((heading) => same(heading, reasonColumns.reason));
}

/** Takes away the apostrophe that a file of refused rows puts before what a spreadsheet would take for a formula. */
export function withoutFormulaGuard(cell: string): string {
  return /^'[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u.test(cell) ? cell.slice(1) : cell;
}
