/** The encoding that a byte order mark at the start says, if there is one. */
export function encodingByMark(start: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * The text of a file that a spreadsheet has written, without its byte order mark. The mark decides; without one, bytes that
 * are UTF-8 throughout are UTF-8, and everything else is Windows-1252. Null when the mark lies.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const marked = encodingByMark(bytes);
  try {
    return new TextDecoder(marked ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return marked ? null : new TextDecoder('windows-1252').decode(bytes);
  }
}
