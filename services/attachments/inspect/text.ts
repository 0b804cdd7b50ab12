import { must } from './refuse.ts';

// Beginnings that a program would take for something else than text.
const other = /^\s*(<[!?a-z]|%pdf|pk\u0003|mz|#!|\{\\rtf|from .*\n|\ufffd)/i;
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
const markup = /<\s*(script|html|svg|iframe|object|embed|meta|link|body|img)[\s>/]/i;

/** What a file says; `joined`: with nothing between its pieces, for a number that is spread over several. */
export type Read = { text: string; joined: string };

/** Plain text in UTF-8: no control characters, and no page or program in disguise. */
export function checkText(bytes: Buffer): Read {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    must(false, 'type');
  }
  must(!control.test(text) && !other.test(text) && !markup.test(text), 'type');
  return { text, joined: text };
}
