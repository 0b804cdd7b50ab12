import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { getRefusedRows, getRegisterImport, listRegisterImports } from './contract.ts';
import { findImport, latestImports } from './desk-store.ts';
import { importExpired } from './import-rules.ts';
import { viewOf } from './import-view.ts';
import { keptTexts } from './parts.ts';
import { unitOf } from './preview-import.ts';
import { fileOf } from './sheet-names.ts';

const shownAtOnce = 20;

export const readImport: Deed<typeof getRegisterImport> = async (tx, _caller, { params }, { now }) => {
  const row = orNotFound(await findImport(tx, params.importId));
  record(tx, { verb: 'consult', deed: 'getRegisterImport', ids: { imports: [row.id] } });
  return viewOf(row, now);
};

export const readImports: Deed<typeof listRegisterImports> = async (tx, caller, _input, { now }) => {
  const rows = await latestImports(tx, unitOf(caller), shownAtOnce);
  record(tx, { verb: 'consult', deed: 'listRegisterImports', ids: { imports: rows.map(({ id }) => id) } });
  return { items: rows.map((row) => viewOf(row, now)) };
};

/** The refused rows of one sheet, as they were when it was last looked through or read in. */
export const readRefusedRows: Deed<typeof getRefusedRows> = async (tx, _caller, { params, query }, floor) => {
  const { importId } = params;
  const view = viewOf(orNotFound(await findImport(tx, importId)), floor.now);
  const refused = view.sheets.find(({ name }) => name === query.sheet)?.refused ?? 0;
  orNotFound(refused > 0 ? refused : null);
  const texts = await keptTexts(tx, floor.vault, importId, 'refused');
  const text = texts.find(({ name }) => name === query.sheet);
  if (!text) throw new Refusal(importExpired);
  record(tx, {
    verb: 'export',
    deed: 'getRefusedRows',
    ids: { imports: [importId] },
    fields: [query.sheet],
    counts: { rows: refused },
  });
  return {
    name: fileOf[query.sheet].replace('.csv', '-afviste.csv'),
    type: 'text/csv; charset=utf-8',
    content: text.content,
  };
};
