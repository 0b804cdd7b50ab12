import type { Transaction } from '#platform/database.ts';
import { orNotFound } from '#platform/errors.ts';
import type { Vault } from '#platform/vault.ts';
import { linkFiles, nameColumn, standOf } from './store.ts';

/** A file as the statement behind a finding reads it: JSON. */
export type FileRow = { id: string; name_ct: string; media_type: string; bytes: number; sha256: string };

/** A file that goes with a finding. */
export const fileView = ({ id, name_ct, media_type, bytes, sha256 }: FileRow, vault: Vault) => ({
  id,
  name: vault.open(Buffer.from(name_ct, 'base64'), nameColumn, id),
  mediaType: media_type,
  bytes,
  sha256,
});

/**
 * Takes files along from a version to the one that corrects it: those that are named. False where there are any and nothing is
 * said of them. Refuses `not-found` for one that the version does not have.
 */
export async function carryFiles(
  tx: Transaction,
  findingId: string,
  { from, to, keep }: { from: number; to: number; keep: readonly string[] | undefined },
): Promise<boolean> {
  const { files } = await standOf(tx, findingId, from);
  if (keep === undefined) return files.length === 0;
  const kept = keep.map((id) => orNotFound(files.find((file) => file.id === id)).id);
  await linkFiles(tx, findingId, to, kept);
  return true;
}
