import { record } from '#audit/record.ts';
import { refuseHidden } from '#need-to-know/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, notFound, Refusal } from '#platform/errors.ts';
import type { previewDisclosure as contract } from './contract.ts';
import { factsOfRelease } from './facts.ts';
import { formOf, pictureFor } from './picture.ts';
import { decideRelease } from './release.ts';
import { removedFrom } from './removed.ts';
import { findingRules } from './rules.ts';
import { rowOfFinding } from './store.ts';

export const previewDisclosure: Deed<typeof contract> = async (tx, caller, { params, body }, floor) => {
  const row = (await rowOfFinding(tx, params.findingId)) ?? (await refuseHidden(tx, params.findingId));
  if (!row.own) throw new Refusal(notFound);
  if (row.withdrawn_at !== null) throw new Refusal(findingRules.withdrawn);
  if (body.version !== undefined) mustBeCurrent(body.version, row.current_version);
  const facts = await factsOfRelease(tx, caller, row, floor.today);
  const decided = decideRelease(caller, row, body, facts, floor.today);
  record(tx, {
    verb: 'consult',
    deed: 'previewDisclosure',
    reviewId: row.review_id,
    legalBasis: decided[0]?.decision.basis?.code ?? null,
    ids: { findings: [row.id], recipients: body.recipients },
  });
  const here = { caller, vault: floor.vault, today: floor.today };
  return {
    items: decided.map((one) => {
      const { agencyId, decision } = one;
      const form = formOf(decision);
      const finding = form === null ? null : pictureFor(one, row, here);
      return {
        recipient: agencyId,
        outcome: decision.outcome,
        sharing: decision.sharing,
        refusals: [...decision.refusals],
        catalogueVersion: decision.catalogueVersion,
        finding,
        contentHash: finding?.contentHash ?? null,
        removed: form === null ? [] : removedFrom(form, body.form),
      };
    }),
  };
};
