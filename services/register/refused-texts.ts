import type { RowRefusal } from './codes.ts';
import type { Register } from './read-register.ts';
import { refusedRows } from './refused-rows.ts';
import type { SentSheet } from './sent-register.ts';
import { sheetOf } from './sheet-names.ts';

/** The files of refused rows, for the sheets that have any. */
export async function refusedTexts(register: Register, refused: readonly RowRefusal[]): Promise<SentSheet[]> {
  const texts: SentSheet[] = [];
  for (const sheet of [register.reviews, register.findings, register.followUps]) {
    const own = refused.filter(({ file }) => file === sheet.file);
    const content = await refusedRows(sheet, own);
    if (content !== null) texts.push({ name: sheetOf(sheet.file), content });
  }
  return texts;
}
