import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import type { endSecurity as contract } from './contract.ts';
import { holdUnended } from './own-security.ts';
import { mustBePolice } from './police.ts';
import { assessmentRow, setEnded } from './security-store.ts';
import { assessmentView } from './security-view.ts';

export const endSecurity: Deed<typeof contract> = async (tx, caller, { params }, floor) => {
  mustBePolice(caller);
  const row = await holdUnended(tx, params.assessmentId);
  await setEnded(tx, row.id, { at: floor.now, personId: caller.personId });
  record(tx, {
    verb: 'alter',
    deed: 'endSecurity',
    reviewId: row.review_id,
    ids: { security: [row.id], securityNotices: row.notices.map(({ id }) => id) },
  });
  return assessmentView(orNotFound(await assessmentRow(tx, row.id)), floor.vault, floor.today);
};
