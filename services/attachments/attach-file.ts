import { createHash, randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import { changingFiles, holdOwn } from '#findings/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal } from '#platform/errors.ts';
import type { attachFile as contract, removeAttachment } from './contract.ts';
import { warningsOnFile } from './hints.ts';
import { inspect } from './inspect/inspect.ts';
import { attachmentRules, mostFiles } from './rules.ts';
import { contentColumn, insertFile, nameColumn, standOf, unlinkFile } from './store.ts';

export const attachFile: Deed<typeof contract> = async (tx, caller, { params, body, version }, floor) => {
  const unitId = orNotFound(caller.unitId);
  const held = await holdOwn(tx, caller, params.findingId);
  mustBeCurrent(version, held.current_version);
  const stand = await standOf(tx, held.id, held.current_version);
  mustBeChangeable(stand);
  if (stand.files.length >= mostFiles) throw new Refusal(attachmentRules.tooMany);
  const content = Buffer.from(body.content, 'base64');
  const { name, mediaType, hints } = inspect(body.name, content);
  const sha256 = createHash('sha256').update(content).digest();
  if (stand.files.some((one) => one.sha256.equals(sha256))) throw new Refusal(attachmentRules.twice);
  const id = randomUUID();
  const row = {
    id,
    finding_id: held.id,
    unit_id: unitId,
    agency_id: caller.agencyId,
    name_ct: floor.vault.seal(name, nameColumn, id),
    media_type: mediaType,
    bytes: content.length,
    sha256,
    content_ct: floor.vault.sealBytes(content, contentColumn, id),
    added_by: caller.personId,
  };
  await changingFiles(tx, caller, floor, held.id, () => insertFile(tx, row, held.current_version));
  record(tx, {
    verb: 'collect',
    deed: 'attachFile',
    reviewId: held.review_id,
    ids: { findings: [held.id], attachments: [id] },
  });
  const warnings = warningsOnFile(hints);
  return { id, name, mediaType, bytes: content.length, sha256: sha256.toString('hex'), warnings };
};

/** What somebody was given, or is proposed to be given, does not change unseen. */
function mustBeChangeable({ given, proposed }: { given: boolean; proposed: boolean }): void {
  if (given) throw new Refusal(attachmentRules.disclosed);
  if (proposed) throw new Refusal(attachmentRules.proposed, { contact: 'liaison' });
}

export const detachFile: Deed<typeof removeAttachment> = async (tx, caller, { params, version }, floor) => {
  const held = await holdOwn(tx, caller, params.findingId);
  const stand = await standOf(tx, held.id, held.current_version);
  const file = orNotFound(stand.files.find(({ id }) => id === params.attachmentId));
  mustBeCurrent(version, held.current_version);
  mustBeChangeable(stand);
  const unlink = () => unlinkFile(tx, held.id, held.current_version, file.id);
  await changingFiles(tx, caller, floor, held.id, unlink);
  record(tx, {
    verb: 'erase',
    deed: 'removeAttachment',
    reviewId: held.review_id,
    ids: { findings: [held.id], attachments: [file.id] },
  });
};
