import { isParty, type Review } from './api-oracle.ts';
import type { ApiWorld } from './api-world.ts';
import type { Principal } from './principal.ts';
import { always, type Asked, type Cell, missingId, ofReview, plain, type Probe, stale } from './probe.ts';

const isPolice = ({ agency }: Principal) => agency.endsWith('politi');
const declined = (review: Review) => !['nominated', 'admitted', 'concluded'].includes(review.state);

/** The police alone: everybody else is told so of every review, whether it is there or not. */
function policeReview(
  roles: string,
  expect: (p: Principal, review: Review) => number,
  ask: () => Asked = () => ({}),
): Probe {
  const probe = ofReview(roles, expect, ask);
  return {
    roles,
    cells: (world: ApiWorld, p) =>
      probe.cells(world, p).map((cell) => (isPolice(p) ? cell : { ...cell, expect: 403 })),
  };
}
/** Of an object that only its own tests make: here it is missing for all, and for others than the police not even that. */
const missing = (roles: string, param: string, body: unknown, policeOnly = false): Probe => ({
  roles,
  cells: (_world, p): Cell[] => [
    {
      relation: 'missing',
      params: { [param]: missingId },
      body,
      expect: policeOnly && !isPolice(p) ? 403 : 404,
    },
  ],
});

const security = {
  conditions: ['two_staff'],
  contact: 'Vagthavende',
  validUntil: '',
  legalBasisCode: 'NO-SUCH-BASIS',
  necessity: 'Prøve af adgangen.',
};
const inAMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

/** Affiliation, security and third persons. */
export const assessmentProbes: Readonly<Record<string, Probe>> = {
  listAffiliationStatements: policeReview('liaison chair approver', always(200)),
  stateAffiliation: policeReview(
    'liaison',
    (_p, review) => (declined(review) ? 409 : 412),
    () => ({ version: stale, body: { value: 'withdrawn' } }),
  ),
  listDueAssessments: plain('liaison chair approver', 200),
  listSecurityAssessments: ofReview('liaison chair approver', always(200)),
  assessSecurity: policeReview(
    'liaison',
    (_p, { state }) => (state === 'admitted' || state === 'concluded' ? 422 : 409),
    () => ({ body: { ...security, validUntil: inAMonth() } }),
  ),
  tellOfSecurity: missing('liaison', 'assessmentId', { recipients: ['skat'] }, true),
  endSecurity: missing('liaison', 'assessmentId', {}, true),
  listThirdPersons: ofReview('liaison chair approver', always(200)),
  registerThirdPerson: ofReview(
    'liaison',
    (p, review) => (isParty(p, review) && review.state !== 'admitted' ? 409 : 422),
    () => ({
      body: {
        relation: 'partner',
        name: 'Prøve Eksempelsen',
        dataClass: 'confidential',
        legalBasisCode: 'NO-SUCH-BASIS',
        necessity: 'Prøve af adgangen.',
      },
    }),
  ),
  discloseThirdPerson: missing('liaison approver', 'thirdPersonId', {
    recipients: ['skat'],
    legalBasisCode: 'NO-SUCH-BASIS',
    necessity: 'Prøve.',
  }),
  revokeThirdPerson: missing('liaison approver', 'disclosureId', {}),
  removeThirdPerson: missing('liaison', 'thirdPersonId', {}),
};
