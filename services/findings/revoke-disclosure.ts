import { record } from '#audit/record.ts';
import { refuseHidden } from '#need-to-know/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import { openRecall } from '#recalls/questions.ts';
import { tellReceipts } from '#receipts/questions.ts';
import type { revokeDisclosure as contract } from './contract.ts';
import { revocationColumn } from './places.ts';
import { findingRules } from './rules.ts';
import { findDisclosure, lockOwn, setRevoked } from './store.ts';

export const revokeDisclosure: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const { disclosureId } = params;
  const known = (await findDisclosure(tx, disclosureId)) ?? (await refuseHidden(tx, disclosureId));
  orNotFound(await lockOwn(tx, caller.agencyId, known.finding_id));
  const reason = floor.vault.seal(body.reason, revocationColumn, known.id);
  const revoked = await setRevoked(tx, known.id, { at: floor.now, by: caller.personId, reason });
  if (!revoked) throw new Refusal(findingRules.revokedAlready);
  const { finding_id: findingId, review_id: reviewId, version } = revoked;
  const recalled = { kind: 'revocation', findingId, reviewId, version, reached: [revoked.id] } as const;
  await openRecall(tx, caller, floor, recalled);
  await tellReceipts(tx, caller, floor, { kind: 'revoked' }, [revoked.id]);
  record(tx, {
    verb: 'alter',
    deed: 'revokeDisclosure',
    reviewId: revoked.review_id,
    recipient: revoked.to_agency_id,
    ids: { findings: [revoked.finding_id], disclosures: [revoked.id] },
  });
  return {
    id: revoked.id,
    findingId: revoked.finding_id,
    version: revoked.version,
    toAgencyId: revoked.to_agency_id,
    revokedAt: floor.now,
    firstReadAt: revoked.first_read_at,
  };
};
