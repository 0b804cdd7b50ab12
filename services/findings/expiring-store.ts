import type { Transaction } from '#platform/database.ts';

/**
 * The agency's own findings that expire by a day or have (D9), on reviews that are under way, soonest first: ids and days. Only
 * the police's have such a day.
 */
export const expiringFindings = (tx: Transaction, unitId: string, agencyId: string, until: string) =>
  tx
    .selectFrom('finding as f')
    .innerJoin('case_review as r', 'r.id', 'f.review_id')
    .select(['f.id', 'f.review_id', 'r.reference', 'f.expires_on'])
    .where('f.unit_id', '=', unitId)
    .where('f.agency_id', '=', agencyId)
    .where('f.withdrawn_at', 'is', null)
    .where('f.expires_on', '<=', until)
    .where('r.state', '=', 'admitted')
    .orderBy('f.expires_on')
    .orderBy('f.id')
    .limit(100)
    .execute();
