import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { afterCommit } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { commitRegisterImport, discardRegisterImport } from './contract.ts';
import { beginAttempt, discard, findImport, partsOf } from './desk-store.ts';
import { importExpired, importNotReady } from './import-rules.ts';
import { silentSince, viewOf } from './import-view.ts';
import { unitOf } from './preview-import.ts';
import { runImport } from './run-import.ts';

/** Starts reading in what was looked through; it goes on when this has been committed and answered. */
export const commitImport: Deed<typeof commitRegisterImport> = async (tx, caller, { params }, floor) => {
  const { importId } = params;
  const before = viewOf(orNotFound(await findImport(tx, importId)), floor.now);
  const runId = randomUUID();
  const { now } = floor;
  if (!['preview', 'failed'].includes(before.state))
    throw new Refusal(before.state === 'discarded' ? importExpired : importNotReady);
  if ((await partsOf(tx, importId, 'content')).length === 0) throw new Refusal(importExpired);
  if (!(await beginAttempt(tx, importId, { runId, now, silentSince: silentSince(now) })))
    throw new Refusal(importNotReady);
  const counts = Object.fromEntries(before.sheets.map(({ name, accepted }) => [name, accepted]));
  record(tx, { verb: 'collect', deed: 'commitRegisterImport', ids: { imports: [importId] }, counts });
  const run = { importId, runId, unitId: unitOf(caller), requestId: caller.requestId };
  afterCommit(tx, () =>
    floor.register.begin((signal) => runImport(floor.register.database, floor.vault, run, signal)),
  );
  return viewOf(orNotFound(await findImport(tx, importId)), now);
};

/** Takes away what was sent. What has been read in stays. */
export const discardImport: Deed<typeof discardRegisterImport> = async (tx, _caller, { params }, { now }) => {
  const { state } = viewOf(orNotFound(await findImport(tx, params.importId)), now);
  if (state === 'running') throw new Refusal(importNotReady);
  await discard(tx, [params.importId], now);
  record(tx, { verb: 'erase', deed: 'discardRegisterImport', ids: { imports: [params.importId] } });
};
