import { STYLE_SOURCE } from './pages.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';

const LONGEST_FORM = 4096;

/** Headers of every page here: nothing but its own style, no frame, no cache, no referrer. */
export function secureHeaders(res: ServerResponse, formTargets: readonly string[]): void {
  const targets = ["'self'", ...formTargets].join(' ');
  res.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src ${STYLE_SOURCE}; form-action ${targets}; frame-ancestors 'none'; base-uri 'none'`,
  );
  res.setHeader('x-content-type-options', 'nosniff');
  res.setHeader('referrer-policy', 'no-referrer');
  res.setHeader('cache-control', 'no-store');
}

/** Sends a page. `formTargets` are the origins that a form on it may end at, beside this one. */
export function sendPage(
  res: ServerResponse,
  status: number,
  html: string,
  formTargets: readonly string[] = [],
): void {
  secureHeaders(res, formTargets);
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  res.end(html);
}

/** The fields of a small form (at most 4 kB); undefined when it is too long. */
export async function readForm(req: IncomingMessage): Promise<URLSearchParams | undefined> {
  const body: AsyncIterable<Uint8Array> = req;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > LONGEST_FORM) return undefined;
    pieces.push(piece);
  }
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8'));
}
