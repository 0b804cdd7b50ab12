import type { Vault } from '#platform/vault.ts';
import { changesBetween, type Said } from './differences.ts';
import { correctionColumn, sealedPlace } from './places.ts';
import type { HistoryRow } from './store.ts';
import { contentOf, necessityOf } from './view.ts';

/** The versions of an agency's own finding, newest first, each with what it changed. */
export function historyOf(findingId: string, rows: readonly HistoryRow[], vault: Vault) {
  const versions = rows.map((row) => ({
    ...contentOf(findingId, row, undefined, vault),
    necessity: necessityOf(findingId, row, vault),
    sourceClass: row.source_class,
    authorId: row.author,
    reason: vault.openOptional(row.reason_ct, correctionColumn, sealedPlace(findingId, row.version)),
    writtenAt: row.created_at,
  }));
  return versions.map((version, index) => {
    const before = versions[index + 1];
    return { ...version, changes: before ? changesBetween(saidBy(before), saidBy(version)) : [] };
  });
}

type Version = ReturnType<typeof contentOf> & { necessity: string | null; sourceClass: string | null };

const saidBy = ({ legalBasis, police, ...version }: Version): Said => ({
  text: version.text,
  statementKind: version.statementKind,
  dataClass: version.dataClass,
  subject: version.subject,
  legalBasis: `${legalBasis.code}/${legalBasis.version}`,
  purpose: version.purpose,
  necessity: version.necessity,
  sourceClass: version.sourceClass,
  'police.subjectCategory': police?.subjectCategory ?? null,
  'police.sourceReliability': police?.sourceReliability ?? null,
  'police.reviewDueOn': police?.reviewDueOn ?? null,
});
