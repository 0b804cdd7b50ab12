import { type Insertable, sql } from 'kysely';
import type { AttachedFile } from '#platform/database-types.ts';
import type { Transaction } from '#platform/database.ts';

/** Names are bound to the file, and so is the content. */
export const nameColumn = 'attached_file.name_ct';
export const contentColumn = 'attached_file.content_ct';

/** The files of one version, whether anybody was ever given it, and whether it waits for an approver. */
export async function standOf(tx: Transaction, findingId: string, version: number) {
  const [files, given, proposed] = await Promise.all([
    tx
      .selectFrom('attachment as a')
      .innerJoin('attached_file as f', 'f.id', 'a.file_id')
      .select(['f.id', 'f.sha256'])
      .where('a.finding_id', '=', findingId)
      .where('a.version', '=', version)
      .execute(),
    tx
      .selectFrom('disclosure')
      .select('id')
      .where('finding_id', '=', findingId)
      .where('version', '=', version)
      .limit(1)
      .executeTakeFirst(),
    tx
      .selectFrom('release_proposal')
      .select('id')
      .where('finding_id', '=', findingId)
      .where('version', '=', version)
      .where('state', '=', 'proposed')
      .executeTakeFirst(),
  ]);
  return { files, given: given !== undefined, proposed: proposed !== undefined };
}

export async function insertFile(
  tx: Transaction,
  row: Insertable<AttachedFile>,
  version: number,
): Promise<void> {
  await tx.insertInto('attached_file').values(row).execute();
  await linkFiles(tx, row.finding_id, version, [row.id]);
}

export async function linkFiles(tx: Transaction, findingId: string, version: number, ids: readonly string[]) {
  if (ids.length === 0) return;
  const rows = ids.map((file_id) => ({ finding_id: findingId, version, file_id }));
  await tx.insertInto('attachment').values(rows).execute();
}

/** Takes a file from a version, and away where no other version has it. */
export async function unlinkFile(tx: Transaction, findingId: string, version: number, fileId: string) {
  await tx
    .deleteFrom('attachment')
    .where('finding_id', '=', findingId)
    .where('version', '=', version)
    .where('file_id', '=', fileId)
    .execute();
  await sql`delete from app.attached_file where id = ${fileId}
    and not exists (select from app.attachment a where a.file_id = ${fileId})`.execute(tx);
}

/** A file of a version that the caller may see. */
export function findFile(tx: Transaction, findingId: string, fileId: string) {
  return tx
    .selectFrom('attached_file as a')
    .innerJoin('finding as f', 'f.id', 'a.finding_id')
    .select(['a.id', 'a.media_type', 'a.content_ct', 'f.review_id', 'f.id as finding_id'])
    .where('a.id', '=', fileId)
    .where('a.finding_id', '=', findingId)
    .executeTakeFirst();
}
