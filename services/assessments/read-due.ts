import { record } from '#audit/record.ts';
import { expiringFindings } from '#findings/questions.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { askedAboutUntil } from './affiliation.ts';
import { dueStatements } from './affiliation-store.ts';
import type { listDueAssessments } from './contract.ts';
import { expiringRows } from './security-store.ts';

/** Of other agencies than the police there is nothing to review; row-level security leaves them none. */
export const readDue: Deed<typeof listDueAssessments> = async (tx, caller, _input, floor) => {
  const unitId = orNotFound(caller.unitId);
  const until = askedAboutUntil(floor.today);
  const [statements, expiring, findings] = await Promise.all([
    dueStatements(tx, unitId, until),
    expiringRows(tx, unitId, floor.today, until),
    expiringFindings(tx, unitId, caller.agencyId, until),
  ]);
  record(tx, {
    verb: 'consult',
    deed: 'listDueAssessments',
    ids: {
      reviews: [...new Set([...statements, ...expiring, ...findings].map((row) => row.review_id))],
      security: expiring.map(({ id }) => id),
      findings: findings.map(({ id }) => id),
    },
  });
  return {
    affiliations: statements.map((row) => ({
      reviewId: row.review_id,
      reference: row.reference,
      reviewDueOn: row.review_due_on ?? floor.today,
      askedOn: row.asked_on,
      carriesReview: row.carries_review,
    })),
    securityAssessments: expiring.map((row) => ({
      id: row.id,
      reviewId: row.review_id,
      reference: row.reference,
      until: row.valid_until,
    })),
    findings: findings.map((row) => ({
      id: row.id,
      reviewId: row.review_id,
      reference: row.reference,
      reviewDueOn: row.expires_on ?? floor.today,
    })),
  };
};
