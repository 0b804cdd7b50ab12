import { record } from '#audit/record.ts';
import { refuseHidden } from '#need-to-know/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import { openRecall } from '#recalls/questions.ts';
import { tellReceipts } from '#receipts/questions.ts';
import type { revokeDisclosure as contract } from './contract.ts';
import { revocationColumn } from './places.ts';
import { findingRules } from './rules.ts';
import { findDisclosure, lockOwn, setRevoked, standingTo } from './store.ts';

/** Takes back all that the agency was given of the finding: else an older version would stand where the newer one was. */
export const revokeDisclosure: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const { disclosureId } = params;
  const known = (await findDisclosure(tx, disclosureId)) ?? (await refuseHidden(tx, disclosureId));
  orNotFound(await lockOwn(tx, caller.agencyId, known.finding_id));
  const standing = await standingTo(tx, known.finding_id, known.to_agency_id);
  const ids = standing.map(({ id }) => id);
  if (!ids.includes(known.id)) throw new Refusal(findingRules.revokedAlready);
  for (const id of ids) {
    const reason = floor.vault.seal(body.reason, revocationColumn, id);
    await setRevoked(tx, id, { at: floor.now, by: caller.personId, reason });
  }
  const { finding_id: findingId, review_id: reviewId } = known;
  const version = Math.max(...standing.map((one) => one.version));
  await openRecall(tx, caller, floor, { kind: 'revocation', findingId, reviewId, version, reached: ids });
  await tellReceipts(tx, caller, floor, { kind: 'revoked' }, ids);
  record(tx, {
    verb: 'alter',
    deed: 'revokeDisclosure',
    reviewId,
    recipient: known.to_agency_id,
    ids: { findings: [findingId], disclosures: ids },
  });
  const [firstReadAt = null] = standing.flatMap((one) => one.first_read_at ?? []).toSorted();
  return {
    id: known.id,
    findingId,
    version: known.version,
    toAgencyId: known.to_agency_id,
    revokedAt: floor.now,
    firstReadAt,
  };
};
