import { Refusal } from '#platform/errors.ts';
import { findingColumns } from './finding-row.ts';
import { followUpColumns } from './follow-up-row.ts';
import { columnsWrong, mostLines, tooManyLines } from './import-rules.ts';
import type { Register } from './read-register.ts';
import { recogniseSheet, textSource } from './recognise-sheet.ts';
import type { RegisterFileError } from './register-file-error.ts';
import { reviewColumns } from './review-row.ts';
import { type Sheet, sheetUnder } from './sheet.ts';
import { fileOf, type SheetName } from './sheet-names.ts';

export type SentSheet = { name: SheetName; content: string };

/**
 * A register from what somebody sent; a sheet that was not sent has no rows. Refuses `register.too-many-lines`, and
 * `register.columns` with everything that is wrong with the columns of every sheet.
 */
export async function registerFrom(sent: readonly SentSheet[]): Promise<Register> {
  const lines = sent.reduce((sum, { content }) => sum + linesIn(content), 0);
  if (lines > mostLines) throw new Refusal(tooManyLines, { members: { lines, most: mostLines } });
  const faults: { name: SheetName; fault: RegisterFileError }[] = [];
  async function open<C extends string>(
    name: SheetName,
    columns: Readonly<Record<C, string>>,
  ): Promise<Sheet<C>> {
    const found = sent.find((one) => one.name === name);
    const source = textSource(fileOf[name], found?.content ?? '');
    const sheet = found ? await recogniseSheet(source, columns) : [];
    if (!Array.isArray(sheet)) return sheet;
    for (const fault of sheet) faults.push({ name, fault });
    const headings = Object.values<string>(columns);
    return sheetUnder(textSource(source.file, ''), columns, { delimiter: ';', headings, headingsLine: 0 })
      .sheet;
  }
  const reviews = await open('reviews', reviewColumns);
  const findings = await open('findings', findingColumns);
  const followUps = await open('follow_ups', followUpColumns);
  if (faults.length > 0) {
    throw new Refusal(columnsWrong, {
      errors: faults.map(({ name, fault }) => ({
        pointer: `/body/sheets/${sent.findIndex((one) => one.name === name)}/content`,
        rule: `register.${fault.code}`,
        ...fault.text,
      })),
    });
  }
  const warnings = [...reviews.warnings, ...findings.warnings, ...followUps.warnings];
  return { reviews, findings, followUps, warnings };
}

function linesIn(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
