import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { TextDecoder } from 'node:util';
import { encodingByMark } from '#platform/text-encoding.ts';
import { badEncoding, unreadable } from './register-file-error.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Where a sheet's text comes from: a file, or what somebody sent. It is read from the beginning each time. */
export type SheetSource = {
  readonly file: string;
  readonly encoding: Encoding;
  text(): AsyncIterable<string>;
};

const chunkBytes = 64 * 1024;

/** A file as a sheet's source. @throws RegisterFileError when it cannot be read. */
export async function fileSource(path: string): Promise<SheetSource> {
  const file = basename(path);
  const encoding = await detectEncoding(path, file);
  return { file, encoding, text: () => textOf(path, file, encoding) };
}

/**
 * A byte order mark decides; without one, a file that is UTF-8 throughout is UTF-8, and everything else is
 * Windows-1252. Reads the file once, a piece at a time.
 */
async function detectEncoding(path: string, file: string): Promise<Encoding> {
  let marked: Encoding | undefined;
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of bytesOf(path, file)) {
      if (!decoder) {
        marked = encodingByMark(chunk);
        decoder = new TextDecoder(marked ?? 'utf-8', { fatal: true });
      }
      decoder.decode(chunk, { stream: true });
    }
    decoder?.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (marked) throw badEncoding(file);
    return 'windows-1252';
  }
  return marked ?? 'utf-8';
}

/** The file's text, a piece at a time, without its byte order mark. */
async function* textOf(path: string, file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytesOf(path, file)) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Yields the same buffer again and again: use each piece before asking for the next. */
async function* bytesOf(path: string, file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path).catch(() => {
    throw unreadable(file);
  });
  try {
    const buffer = new Uint8Array(chunkBytes);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes).catch(() => {
        throw unreadable(file);
      });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
