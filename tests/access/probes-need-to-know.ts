import { knowsReview } from './api-oracle.ts';
import type { Principal } from './principal.ts';
import { type Asked, missingId, of, plain, type Probe } from './probe.ts';
import type { ApiWorld } from './api-world.ts';

const words = 'Prøve af adgangen, uden virkning.';
const reviews = (world: ApiWorld) => world.facts.reviews;
/** A review that is hidden, or none: one that is there would really be opened or closed. */
const onlyHidden = (roles: string, ask: () => Asked): Probe => ({
  roles,
  cells: (world, p) => [
    ...reviews(world)
      .filter((one) => !knowsReview(p, one))
      .map((one) => ({ relation: one.name, ...ask(), params: { reviewId: one.id }, expect: 404 })),
    { relation: 'missing', ...ask(), params: { reviewId: missingId }, expect: 404 },
  ],
});
const missing = (roles: string, params: Record<string, string>, sent: Asked = {}): Probe => ({
  roles,
  cells: () => [{ relation: 'missing', ...sent, params, expect: 404 }],
});
const empty = { body: {} };

/** Who has a case, who opened one and why, and for whom it does not exist. */
export const needToKnowProbes: Readonly<Record<string, Probe>> = {
  // A colleague is told who has the case; what is in it is another question.
  listAssignments: of('liaison chair coordinator approver', 'reviewId', reviews, knowsReview, () => 200),
  assignReview: of(
    'liaison approver',
    'reviewId',
    reviews,
    knowsReview,
    (p) => (p.roles.includes('approver') ? 422 : 403),
    () => ({ body: { personId: missingId } }),
  ),
  endAssignment: missing('approver', { reviewId: missingId, assignmentId: missingId }),
  openReview: onlyHidden('liaison approver', () => ({ body: { reason: words } })),
  listOpenings: plain('approver auditor', 200),
  reviewOpening: missing('approver', { openingId: missingId }, empty),
  recuse: onlyHidden('liaison chair coordinator approver', () => empty),
  excludePerson: of(
    'approver chair',
    'reviewId',
    reviews,
    knowsReview,
    () => 403,
    (p: Principal) => ({ body: { personId: p.personId, reason: words } }),
  ),
  listExclusions: plain('approver chair auditor', 200),
  liftExclusion: missing('approver chair', { exclusionId: missingId }, empty),
};
