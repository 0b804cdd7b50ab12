import { isShut, knowsReview } from './api-oracle.ts';
import {
  type Asked,
  missingId,
  of,
  ofFinding,
  own,
  plain,
  type Probe,
  release,
  unlessWithdrawn,
} from './probe.ts';
import type { ApiWorld } from './api-world.ts';

const missing = (roles: string, param: string, sent: Asked = {}): Probe => ({
  roles,
  cells: () => [{ relation: 'missing', params: { [param]: missingId }, ...sent, expect: 404 }],
});
const unit = 'liaison chair coordinator approver legal_officer auditor administrator';
const empty = { body: {} };
const asking = { body: { reason: 'Prøve af adgangen, uden virkning.' } };

/** Participation agreements, emergency access, and proposals that wait for an approver. */
export const agreementProbes: Readonly<Record<string, Probe>> = {
  readSharing: plain(unit, 200),
  listAgreements: plain(unit, 200),
  getAgreement: missing(unit, 'agreementId'),
  draftAgreement: plain('administrator', 400, empty),
  signAgreement: missing('legal_officer administrator', 'agreementId', empty),
  discardAgreement: missing('legal_officer administrator', 'agreementId', empty),

  askForEmergencyAccess: {
    roles: 'liaison approver',
    cells: (world, p) =>
      of(
        'liaison approver',
        'reviewId',
        // One that a colleague has would really be asked for.
        ({ facts }: ApiWorld) => facts.reviews.filter((one) => !knowsReview(p, one) || !isShut(p, one)),
        knowsReview,
        () => 409,
        () => asking,
      ).cells(world, p),
  },
  listEmergencyAccesses: plain('liaison chair approver auditor', 200),
  confirmEmergencyAccess: missing('approver chair', 'emergencyAccessId', empty),
  refuseEmergencyAccess: missing('approver chair', 'emergencyAccessId', empty),
  endEmergencyAccess: missing('liaison approver chair', 'emergencyAccessId', empty),

  proposeRelease: ofFinding('liaison', own, unlessWithdrawn(412), () => ({
    body: { ...release, initiative: 'own' },
  })),
  listReleaseProposals: plain('liaison approver', 200),
  getReleaseProposal: missing('liaison approver', 'proposalId'),
  releaseProposal: missing('approver', 'proposalId', empty),
  refuseProposal: missing('approver', 'proposalId', { body: { reason: 'Prøve.' } }),
  withdrawProposal: missing('liaison', 'proposalId', empty),
};
