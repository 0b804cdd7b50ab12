// What a field of a document or a formula of a workbook can be told to do. Names that are also words are looked for only where a
// command stands: first in a field, before the bracket in a formula.

const anywhere = /(?<!\w)(DDE(AUTO)?|INCLUDETEXT|INCLUDEPICTURE)(?!\w)/i;
const first = /^ *(LINK|IMPORT|INCLUDE|DATABASE|RD|PRINT)(?!\w)/im;
/** A place in the same document, as a table of contents has them, with the words that are shown over it. */
const place = String.raw` +\\l +("[^"\n]*"|[^\s"\\]+)( +\\[ho]( +"[^"\n]*")?)* *$`;
const link = new RegExp(String.raw`^ *HYPERLINK(?!\w)(?!${place})`, 'im');

/** Whether a field, one a line, runs or fetches something or leads out of the document. */
export const fetchesInField = (instructions: string): boolean =>
  [anywhere, first, link].some((command) => command.test(instructions)) ||
  // A command that is put together of several fields.
  anywhere.test(instructions.replaceAll('\n', ''));

const functions =
  /(?<!\w)(DDE|WEBSERVICE|FILTERXML|IMAGE|RTD|CALL|REGISTER(\.ID)?|EXEC|SQL\.REQUEST|STOCKHISTORY|IMPORT\w*|LINK)\s*\(/i;
const linkOut = /(?<!\w)HYPERLINK\s*\((?!\s*"#[^"]*"\s*[,)])/i;

/** Whether a formula, one a line, runs or fetches something or leads out of the workbook. */
export function fetchesInFormula(formulas: string): boolean {
  if (linkOut.test(formulas)) return true;
  const unquoted = formulas.replaceAll(/"[^"\n]*"/g, '""');
  // Another file by its path, and `program|topic!item`: no sign of either means anything else in a formula.
  const bare = unquoted.replaceAll(/'[^'\n]*'|\[[^\]\n]*\]/g, '');
  return functions.test(unquoted) || /\\|:\/\//.test(unquoted) || bare.includes('|');
}
