import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { previewRegisterImport } from './contract.ts';
import { discard, findImport, insertImport, previewsBeyond } from './desk-store.ts';
import { importRegister } from './import-register.ts';
import { viewOf } from './import-view.ts';
import { keepTexts } from './parts.ts';
import { refusedTexts } from './refused-texts.ts';
import { reportView } from './report-view.ts';
import { rowKeysOf } from './row-keys.ts';
import { registerFrom } from './sent-register.ts';
import { oneAtATime } from './store.ts';

/** Previews of one person that are kept at a time; older ones are discarded. */
const mostWaiting = 5;

/** Looks a register through as it will be read in, keeps what was sent, and writes nothing to the cases. */
export const previewImport: Deed<typeof previewRegisterImport> = async (tx, caller, { body }, floor) => {
  await oneAtATime(tx, caller.personId);
  const register = await registerFrom(body.sheets);
  const unitId = unitOf(caller);
  const report = await importRegister({
    database: floor.register.database,
    keys: rowKeysOf(floor.vault),
    unitId,
    requestId: caller.requestId,
    dryRun: true,
    register,
  });
  const sent = body.sheets.map(({ name }) => name);
  const view = reportView(report, sent);
  const rowsTotal = view.sheets.reduce((sum, { read }) => sum + read, 0);
  const { personId, agencyId } = caller;
  const whose = { importId: randomUUID(), unitId, personId };
  await insertImport(tx, { ...whose, id: whose.importId, agencyId, rowsTotal, report: view });
  await keepTexts(tx, floor.vault, whose, 'content', body.sheets);
  await keepTexts(tx, floor.vault, whose, 'refused', await refusedTexts(register, report.refused));
  const forgotten = await previewsBeyond(tx, unitId, mostWaiting);
  await discard(
    tx,
    forgotten.map(({ id }) => id),
    floor.now,
  );
  record(tx, {
    verb: 'collect',
    deed: 'previewRegisterImport',
    ids: { imports: [whose.importId] },
    counts: { rows: rowsTotal, refused: view.sheets.reduce((sum, { refused }) => sum + refused, 0) },
  });
  return viewOf(orNotFound(await findImport(tx, whose.importId)), floor.now);
};

export function unitOf({ unitId }: PersonCaller): string {
  if (unitId === null) throw new Error('a coordinator acts in a unit');
  return unitId;
}
