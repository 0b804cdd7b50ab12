import { isParty } from './api-oracle.ts';
import { missingId, ofReview, plain, type Probe, stale } from './probe.ts';

/** One that nobody has sent: what is hidden is answered in the same way. */
const missing = (roles: string, sent: { body?: unknown; version?: number } = {}): Probe => ({
  roles,
  cells: () => [{ relation: 'missing', params: { requestId: missingId }, ...sent, expect: 404 }],
});

/** Requests for information. */
export const requestProbes: Readonly<Record<string, Probe>> = {
  askForInformation: ofReview(
    'liaison',
    (p, review) => (isParty(p, review) && review.state !== 'admitted' ? 409 : 422),
    () => ({
      body: {
        agencyId: 'rigspolitiet',
        question: 'Prøve af adgangen?',
        necessity: 'Prøve af adgangen.',
        legalBasisCode: 'NO-SUCH-BASIS',
        dataClass: 'confidential',
        wishedOn: '2999-01-31',
      },
    }),
  ),
  listRequests: plain('liaison chair approver', 200),
  getRequest: missing('liaison chair approver'),
  respondToRequest: missing('liaison', { body: { choice: 'refuse' }, version: stale }),
  withdrawRequest: missing('liaison', { version: stale }),
};
