import { holdsCprNumber } from '#citizens/questions.ts';
import { Refusal } from '#platform/errors.ts';
import { attachmentRules } from '../rules.ts';

export const types = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type MediaType = (typeof types)[keyof typeof types];
export const mediaTypes = [...new Set(Object.values(types))];

// Letters, marks, digits and a few signs: no path, no control, no mark that turns the direction of what follows.
const allowed = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._()+,&-]{0,115}\.(pdf|png|jpe?g|txt|docx|xlsx)$/u;
const turning = /[\u0590-\u08ff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/u;
const running =
  /\.(exe|com|bat|cmd|scr|pif|msi|jar|js|jse|vbs?|vbe|wsf|hta|lnk|ps1|sh|html?|xhtml|svg|php|zip|iso)(?=[. ])/i;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)\./i;

/** The name as it is kept (NFC), and the type that it promises. Refuses `attachment.name` and `attachment.cpr-in-name`. */
export function checkName(given: string): { name: string; promised: MediaType } {
  const name = given.isWellFormed() ? given.normalize('NFC') : '';
  const end = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const lower = name.slice(0, name.length - end.length) + end;
  const bad = name.includes('..') || turning.test(name) || running.test(name) || reserved.test(name);
  if (!allowed.test(lower) || bad || !isType(end)) throw new Refusal(attachmentRules.name);
  if (holdsCprNumber(name)) throw new Refusal(attachmentRules.cprInName);
  return { name, promised: types[end] };
}

const isType = (end: string): end is keyof typeof types => end in types;

/** The end of a download's name. */
export const extensionOf = (mediaType: string): string =>
  Object.entries(types).find(([, type]) => type === mediaType)?.[0] ?? 'bin';
