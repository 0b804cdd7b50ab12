import type { Transaction } from '#platform/database.ts';
import type { Vault } from '#platform/vault.ts';
import { insertParts, type Part, partsOf } from './desk-store.ts';
import { type SheetName, sheetNames } from './sheet-names.ts';
import type { SentSheet } from './sent-register.ts';

type Whose = Pick<Part, 'importId' | 'unitId' | 'personId'>;
type Kind = Part['kind'];

const column = 'register_import_part.text_ct';
const pieceLength = 256 * 1024;
const placeOf = (importId: string, kind: Kind, sheet: string, part: number) =>
  [importId, kind, sheet, part].join('/');

/** Keeps texts, each in encrypted pieces that can be put together in this place and order only. */
export async function keepTexts(
  tx: Transaction,
  vault: Vault,
  whose: Whose,
  kind: Kind,
  texts: readonly SentSheet[],
): Promise<void> {
  const parts = texts.flatMap(({ name, content }) =>
    piecesOf(content).map((piece, part) => ({
      ...whose,
      sheet: name,
      kind,
      part,
      textCt: vault.seal(piece, column, placeOf(whose.importId, kind, name, part)),
    })),
  );
  await insertParts(tx, parts);
}

/** What was kept and is still there, sheet by sheet. */
export async function keptTexts(
  tx: Transaction,
  vault: Vault,
  importId: string,
  kind: Kind,
): Promise<SentSheet[]> {
  const pieces = Map.groupBy(await partsOf(tx, importId, kind), ({ sheet }) => sheet);
  return sheetNames.flatMap((name: SheetName) => {
    const own = pieces.get(name);
    if (!own) return [];
    const texts = own.map(({ part, text_ct }) =>
      vault.open(text_ct, column, placeOf(importId, kind, name, part)),
    );
    return [{ name, content: texts.join('') }];
  });
}

/** A piece never ends inside a character that is written as two. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    const next = from + pieceLength;
    const code = text.charCodeAt(next - 1);
    const until = code >= 0xd800 && code < 0xdc00 ? next + 1 : next;
    pieces.push(text.slice(from, until));
    from = until;
  }
  return pieces;
}
