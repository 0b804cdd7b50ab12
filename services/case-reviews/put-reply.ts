import { record } from '#audit/record.ts';
import { mustBeOpen, takeIfNobodyHas } from '#need-to-know/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import { mustAllow } from './case-review.ts';
import type { putReply as contract } from './contract.ts';
import { replyRules } from './rules.ts';
import { askedRow, writeReply } from './question-store.ts';
import { findReview } from './store.ts';
import { standingOf } from './view.ts';

export const putReply: Deed<typeof contract> = async (tx, caller, { params, body, version }, floor) => {
  const { reviewId, agencyId } = params;
  if (agencyId !== caller.agencyId) throw new Refusal(replyRules.ownAgencyOnly);
  const [found, question] = await Promise.all([findReview(tx, reviewId), askedRow(tx, reviewId, agencyId)]);
  const review = orNotFound(found);
  const asked = orNotFound(question);
  await mustBeOpen(tx, caller, review);
  mustBeCurrent(version, asked.version ?? 0);
  mustAllow('reply', standingOf(review), caller, floor.today);
  if (body.kind === 'finding' && body.shownToOthers) throw notShownThisWay();
  if (body.kind === 'finding' && !asked.has_finding) throw new Refusal(replyRules.findingMissing);
  await takeIfNobodyHas(tx, caller, review);
  const reply = await writeReply(tx, {
    reviewId,
    unitId: asked.unit_id,
    agencyId,
    kind: body.kind,
    shownToOthers: body.shownToOthers,
    personId: caller.personId,
    version,
    now: floor.now,
  });
  if (!reply) throw new Refusal(staleVersion);
  // To show what one answered is to tell the others.
  record(tx, { verb: body.shownToOthers ? 'disclose' : 'alter', deed: 'putReply', reviewId });
  return {
    agencyId: reply.agency_id,
    kind: reply.kind,
    shownToOthers: reply.shown_to_others,
    repliedAt: reply.replied_at,
    version: reply.version,
  };
};

function notShownThisWay(): Refusal {
  const { id, title } = replyRules.findingNotShown;
  return new Refusal(replyRules.findingNotShown, {
    errors: [{ pointer: '/body/shownToOthers', rule: id, ...title }],
  });
}
