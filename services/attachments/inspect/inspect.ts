import { holdsCprNumber } from '#citizens/questions.ts';
import { Refusal } from '#platform/errors.ts';
import { attachmentRules, mostBytes } from '../rules.ts';
import { checkJpeg } from './jpeg.ts';
import { checkName, type MediaType } from './name.ts';
import { checkOffice } from './office.ts';
import { checkPdf } from './pdf.ts';
import { checkPng } from './png.ts';
import { checkText } from './text.ts';

export type Inspected = { name: string; mediaType: MediaType; holdsCpr: boolean };

/** Looks at the content itself: throws for what it is not, and gives its text where it has one that can be read. */
type Check = (bytes: Buffer) => string;
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
  return { name, mediaType: promised, holdsCpr: holdsCprNumber(checks[promised](bytes)) };
}
