import { isParty } from './api-oracle.ts';
import type { ApiWorld } from './api-world.ts';
import { knowsRequest } from './deeds-requests.ts';
import { always, type Asked, of, ofReview, plain, type Probe, stale } from './probe.ts';

const ofRequest = (roles: string, expect: number, ask?: () => Asked): Probe =>
  of(
    roles,
    'requestId',
    (world: ApiWorld) => world.facts.requests,
    knowsRequest,
    () => expect,
    ask,
  );

/** Requests for information, and how far each agency is with its answer: nobody but the two agencies knows of one. */
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
  readReadiness: ofReview('liaison chair coordinator approver', always(200)),
  listRequests: plain('liaison chair approver', 200),
  getRequest: ofRequest('liaison chair approver', 200),
  respondToRequest: ofRequest('liaison', 412, () => ({ body: { choice: 'refuse' }, version: stale })),
  withdrawRequest: ofRequest('liaison', 412, () => ({ version: stale })),
};
