import { hintsIn, holdsCprNumber } from '#citizens/questions.ts';
import { Refusal } from '#platform/errors.ts';
import type { FileHint } from '../hints.ts';
import { attachmentRules, mostBytes } from '../rules.ts';
import { checkJpeg } from './jpeg.ts';
import { checkName, type MediaType } from './name.ts';
import { checkOffice } from './office.ts';
import { checkPdf } from './pdf.ts';
import { checkPng } from './png.ts';
import { checkText, type Read } from './text.ts';

export type Inspected = { name: string; mediaType: MediaType; hints: FileHint[] };

/** Looks at the content itself: throws for what it is not, and gives what it says; null where that cannot be read. */
type Check = (bytes: Buffer) => Read | null;
const checks: Readonly<Record<MediaType, Check>> = {
  'application/pdf': checkPdf,
  'image/png': checkPng,
  'image/jpeg': checkJpeg,
  'text/plain': checkText,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': checkOffice('word/document.xml'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': checkOffice('xl/workbook.xml'),
};

/**
 * A file that may be attached: its name says what its content is, and there is nothing in it that runs, fetches or unfolds. What
 * cannot be looked through is refused as well. Refuses the rules of attachments about files.
 */
export function inspect(given: string, bytes: Buffer): Inspected {
  const { name, promised } = checkName(given);
  if (bytes.length === 0 || bytes.length > mostBytes) throw new Refusal(attachmentRules.size);
  return { name, mediaType: promised, hints: hintsOn(checks[promised](bytes)) };
}

/** So much of a text is searched for more than numbers, and so much of it at once. */
const mostSearched = 250_000;
const atOnce = 50_000;

/** What the file seems to hold, each kind once; and that it was not searched, or not to its end. */
function hintsOn(read: Read | null): FileHint[] {
  if (read === null) return ['file.not-searched'];
  const { text, joined } = read;
  const found = new Set<FileHint>(holdsCprNumber(joined) ? ['cpr_number'] : []);
  for (let at = 0; at < Math.min(text.length, mostSearched); at += atOnce)
    for (const hint of hintsIn(text.slice(at, at + atOnce))) found.add(hint);
  if (text.length > mostSearched) found.add('file.not-searched');
  return [...found];
}
