import { fileView } from '#attachments/questions.ts';
import type { Transaction } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';
import { changesBetween, type Said } from './differences.ts';
import { correctionColumn, sealedPlace } from './places.ts';
import { type HistoryRow, versionRows } from './store.ts';
import { contentOf, necessityOf } from './view.ts';

/** The versions of an agency's own finding, newest first, each with what it changed and whether that is a correction. */
export function historyOf(findingId: string, rows: readonly HistoryRow[], vault: Vault) {
  const versions = rows.map((row) => ({
    ...contentOf(findingId, row, undefined, vault),
    attachments: (row.files ?? []).map((file) => fileView(file, vault)),
    necessity: necessityOf(findingId, row, vault),
    sourceClass: row.source_class,
    authorId: row.author,
    authorName: row.author_name,
    reason: vault.openOptional(row.reason_ct, correctionColumn, sealedPlace(findingId, row.version)),
    writtenAt: row.created_at,
  }));
  return versions.map((version, index) => {
    const before = versions[index + 1];
    const changes = before ? changesBetween(saidBy(before), saidBy(version)) : [];
    return { ...version, changes, corrects: before !== undefined && isCorrection(changes) };
  });
}

/** Whether the newest version of an own finding corrects the one before it. */
export async function newestCorrects(tx: Transaction, findingId: string, vault: Vault): Promise<boolean> {
  const [newest] = historyOf(findingId, await versionRows(tx, findingId), vault);
  return newest?.corrects === true;
}

/** What changes without any change in what recipients were told. */
const routine: ReadonlySet<string> = new Set(['necessity', 'sourceClass', 'police.reviewDueOn']);

/** A version that says the same as the one before it was made to say something else: other files. */
const isCorrection = (changes: readonly { field: string }[]) =>
  changes.length === 0 || changes.some(({ field }) => !routine.has(field));

type Version = ReturnType<typeof contentOf> & {
  attachments: readonly ReturnType<typeof fileView>[];
  necessity: string | null;
  sourceClass: string | null;
};

const saidBy = ({ legalBasis, about, attachments, police, ...version }: Version): Said => ({
  text: version.text,
  statementKind: version.statementKind,
  dataClass: version.dataClass,
  subject: version.subject,
  about: about && [about.relation, about.thirdPersonId].filter((part) => part !== null).join('/'),
  legalBasis: `${legalBasis.code}/${legalBasis.version}`,
  purpose: version.purpose,
  necessity: version.necessity,
  sourceClass: version.sourceClass,
  'police.subjectCategory': police?.subjectCategory ?? null,
  'police.sourceReliability': police?.sourceReliability ?? null,
  'police.reviewDueOn': police?.reviewDueOn ?? null,
  attachments: attachments.length === 0 ? null : attachments.map(nameOf).toSorted().join(', '),
});

/** Two files may have the same name. */
const nameOf = ({ name, sha256 }: { name: string; sha256: string }) => `${name} (${sha256.slice(0, 8)})`;
