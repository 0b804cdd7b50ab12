import { mkdir, open } from 'node:fs/promises';

/**
 * Makes a folder, with its parents, that nobody but its owner can list. Started as root, the database runs
 * as another account and must be able to pass through, so then others may pass (but still not list).
 */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}

/** Makes a rename or link inside the folder outlive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The system's error code ('ENOENT', …) or the SQLSTATE of a database error; '' when there is none. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
