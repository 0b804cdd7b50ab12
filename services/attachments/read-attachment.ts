import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { getAttachment } from './contract.ts';
import { extensionOf } from './inspect/name.ts';
import { contentColumn, findFile } from './store.ts';

/** The file as a download. Its name says nothing: it stands in a header. */
export const readAttachment: Deed<typeof getAttachment> = async (tx, _caller, { params }, { vault }) => {
  const file = orNotFound(await findFile(tx, params.findingId, params.attachmentId));
  record(tx, {
    verb: 'consult',
    deed: 'getAttachment',
    reviewId: file.review_id,
    ids: { findings: [file.finding_id], attachments: [file.id] },
  });
  return {
    name: `bilag-${file.id.slice(0, 8)}.${extensionOf(file.media_type)}`,
    type: file.media_type === 'text/plain' ? 'text/plain; charset=utf-8' : file.media_type,
    content: vault.openBytes(file.content_ct, contentColumn, file.id),
  };
};
