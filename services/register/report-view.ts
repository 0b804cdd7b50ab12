import type { ImportReportView } from './contract.ts';
import type { ImportReport } from './import-register.ts';
import { fileOf, type SheetName, sheetOf } from './sheet-names.ts';

const mostShown = 500;

/** What is kept and shown of a run or a dry run, for the sheets that were sent. */
export function reportView(report: ImportReport, sent: readonly SheetName[]): ImportReportView {
  const refusedLines = new Map<string, Set<number>>();
  for (const { file, line } of report.refused) {
    const lines = refusedLines.get(file) ?? new Set();
    refusedLines.set(file, lines.add(line));
  }
  return {
    sheets: sent.map((name) => {
      const file = fileOf[name];
      const [accepted, fresh, refused] = [
        report.accepted[file] ?? 0,
        report.new[file] ?? 0,
        refusedLines.get(file)?.size ?? 0,
      ];
      return { name, read: accepted + refused, accepted, new: fresh, unchanged: accepted - fresh, refused };
    }),
    refusals: report.refused.slice(0, mostShown).map(({ file, line, column, code, message, english }) => ({
      sheet: sheetOf(file),
      line,
      column,
      code,
      da: message,
      en: english,
    })),
    more: report.refused.length > mostShown,
    warnings: report.warnings.map(({ file, column, message, english }) => ({
      sheet: sheetOf(file),
      column,
      da: message,
      en: english,
    })),
  };
}
