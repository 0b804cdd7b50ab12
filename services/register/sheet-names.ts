import { findingColumns } from './finding-row.ts';
import { followUpColumns } from './follow-up-row.ts';
import { registerFiles } from './read-register.ts';
import { reviewColumns } from './review-row.ts';

/** The three sheets of a register, in the order in which they are read. */
export const sheetNames = ['reviews', 'findings', 'follow_ups'] as const;
export type SheetName = (typeof sheetNames)[number];

/** What a sheet is called in messages: as the file that the units keep. */
export const fileOf: Readonly<Record<SheetName, string>> = {
  reviews: registerFiles.reviews,
  findings: registerFiles.findings,
  follow_ups: registerFiles.followUps,
};

/** The headings of each sheet, in their usual order. */
export const columnsOf: Readonly<Record<SheetName, readonly string[]>> = {
  reviews: Object.values(reviewColumns),
  findings: Object.values(findingColumns),
  follow_ups: Object.values(followUpColumns),
};

export function sheetOf(file: string): SheetName {
  const found = sheetNames.find((name) => fileOf[name] === file);
  if (!found) throw new Error('a file that is no sheet of the register');
  return found;
}
