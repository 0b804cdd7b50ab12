import { securityOfReviews } from '#assessments/questions.ts';
import { record } from '#audit/record.ts';
import { maskSealed } from '#citizens/questions.ts';
import { findingsOfReview } from '#findings/questions.ts';
import { actionsOfReview } from '#follow-ups/questions.ts';
import { mustBeOpen } from '#need-to-know/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { mayDo } from '#platform/permissions.ts';
import type { Vault } from '#platform/vault.ts';
import { actionsFor, isOpen, knowsGround } from './case-review.ts';
import type { readDossier as contract } from './contract.ts';
import { answeringOf, dueOfAnswer, readinessOf } from './readiness.ts';
import { dossierRow, groundColumn, reasonColumn } from './store.ts';
import { shapeOf, standingOf } from './view.ts';

/** The statements are sent at once and answered together; for a review that is not there the others find nothing. */
export const readDossier: Deed<typeof contract> = async (tx, caller, { params }, { vault, today }) => {
  const { reviewId } = params;
  const [found, findings, followUps, security] = await Promise.all([
    dossierRow(tx, reviewId, caller.agencyId),
    mayDo(caller.roles, 'findings.read') ? findingsOfReview(tx, { vault, today }, reviewId) : [],
    mayDo(caller.roles, 'follow-ups.read') ? actionsOfReview(tx, vault, reviewId) : [],
    securityOfReviews(tx, caller, vault, [reviewId], today),
  ]);
  const row = orNotFound(found);
  await mustBeOpen(tx, caller, row);
  const others = row.others.map(otherOf);
  const ground = knowsGround(caller, row.nominating_agency_id);
  record(tx, {
    verb: 'consult',
    deed: 'readDossier',
    reviewId,
    ids: {
      findings: findings.map(({ id }) => id),
      followUps: followUps.map(({ id }) => id),
      reviews: others.map(({ id }) => id),
      securityNotices: (security.get(reviewId) ?? []).map(({ id }) => id),
    },
  });
  const { number_id, cpr_ct, own_kind, own_shown, own_replied_at, own_version } = row;
  return {
    ...shapeOf(row, caller, vault, { cprMasked: maskedIn(vault, number_id, cpr_ct), open: true }),
    legalBasis:
      row.basis_code === null || row.basis_citation === null
        ? null
        : { code: row.basis_code, citation: row.basis_citation },
    ground: ground ? vault.open(row.ground_ct, groundColumn, reviewId) : null,
    closingReason: ground ? vault.openOptional(row.decline_reason_ct, reasonColumn, reviewId) : null,
    asked: row.asked.map((question) => {
      const own = question.agency_id === caller.agencyId ? own_kind : null;
      const answering = answeringOf(question, own);
      return {
        agencyId: question.agency_id,
        askedOn: question.asked_on,
        dueOn: question.due_on,
        answered: answering.answered,
        standing: readinessOf(answering),
        due: dueOfAnswer(answering, today),
      };
    }),
    ownReply:
      own_kind === null || own_replied_at === null || own_version === null || own_shown === null
        ? null
        : { kind: own_kind, shownToOthers: own_shown, repliedAt: own_replied_at, version: own_version },
    findings,
    followUps,
    security: security.get(reviewId) ?? [],
    earlierReviews: others.filter(({ state }) => !isOpen(state)),
    otherOpenReviews: others.filter(({ state }) => isOpen(state)),
    actions: actionsFor(standingOf(row), caller, today),
  };
};

const maskedIn = (vault: Vault, numberId: string | null, sealed: Buffer | null) =>
  numberId !== null && sealed !== null ? maskSealed(vault, numberId, sealed) : null;

type Others = NonNullable<Awaited<ReturnType<typeof dossierRow>>>['others'];

const otherOf = (row: Others[number]) => ({
  id: row.id,
  reference: row.reference,
  state: row.state,
  nominatedOn: row.nominated_on,
  reviewedOn: row.reviewed_on,
  outcome: row.outcome,
});
