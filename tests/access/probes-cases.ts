import { isShut, knowsReview, readsFinding, today } from './api-oracle.ts';
import {
  missingId,
  stale,
  purposeBases,
  release,
  plain,
  ofReview,
  ofFinding,
  isShutBehind,
  own,
  unlessWithdrawn,
  always,
  withVersion,
  type Cell,
  type Probe,
} from './probe.ts';

/** Reviews, findings, disclosures and citizens. */
export const caseProbes: Readonly<Record<string, Probe>> = {
  attachFinding: ofReview(
    'liaison',
    (_p, review) => (review.state === 'admitted' ? 422 : 409),
    () => ({ body: { ...purposeBases, notedOn: today } }),
  ),
  listFindings: ofReview('liaison chair approver', always(200)),
  getFinding: ofFinding('liaison chair approver', readsFinding, always(200)),
  listFindingVersions: ofFinding('liaison chair approver', own, always(200)),
  correctFinding: ofFinding(
    'liaison',
    own,
    unlessWithdrawn(412),
    withVersion({ ...purposeBases, reason: 'Prøve.' }),
  ),
  withdrawFinding: ofFinding('liaison', own, unlessWithdrawn(412), withVersion({ reason: 'Prøve.' })),
  discloseFinding: ofFinding('liaison approver', own, unlessWithdrawn(412), () => ({
    body: { ...release, initiative: 'own' },
  })),
  previewDisclosure: ofFinding('liaison approver', own, unlessWithdrawn(412), () => ({ body: release })),
  revokeDisclosure: {
    roles: 'liaison approver',
    cells: ({ facts }, p) => [
      ...facts.disclosures.flatMap((one): Cell[] => {
        const finding = facts.findings.find(({ name }) => name === one.finding);
        const mine = p.unit === one.unit && p.agency === one.from && finding && knowsReview(p, finding.on);
        const shut = finding !== undefined && isShut(p, finding.on);
        // One's own that holds would really be revoked.
        if (mine && !one.revoked && !shut) return [];
        const params = { disclosureId: one.id };
        const body = { reason: 'Prøve.' };
        if (finding && isShutBehind(p, finding, one))
          return [{ relation: one.name, params, body, expect: 403 }];
        return [{ relation: one.name, params, body, expect: mine ? 409 : 404 }];
      }),
      { relation: 'missing', params: { disclosureId: missingId }, body: { reason: 'Prøve.' }, expect: 404 },
    ],
  },

  lookUpCitizen: plain('liaison chair coordinator', 200, {
    body: { cpr: '780264-2812', reason: 'new_nomination' },
  }),
  unmaskCitizen: ofReview('liaison chair', always(200), () => ({ body: { reason: 'phone_contact' } })),
  nominateCitizen: plain('liaison chair', 422, {
    body: {
      cpr: '780264-2812',
      name: 'Prøve Eksempelsen',
      municipalityCode: '0101',
      ground: 'Prøve af adgangen, uden virkning.',
      legalBasisCode: 'NO-SUCH-BASIS',
    },
  }),
  listCaseReviews: plain('liaison chair coordinator approver', 200),
  readQueue: plain('liaison chair coordinator approver', 200),
  listSavedFilters: plain('liaison chair coordinator approver', 200),
  saveFilter: plain('liaison chair coordinator approver', 400, { body: {} }),
  // Those of others only: one's own would really be gone.
  deleteSavedFilter: {
    roles: 'liaison chair coordinator approver',
    cells: ({ facts }, p) => [
      ...facts.filters
        .filter(({ owner }) => owner !== p.name)
        .map(({ name, id }): Cell => ({ relation: name, params: { filterId: id }, expect: 404 })),
      { relation: 'missing', params: { filterId: missingId }, expect: 404 },
    ],
  },
  readDossier: ofReview('liaison chair coordinator approver', always(200)),
  admitReview: ofReview('chair', always(412), withVersion({})),
  askAgencies: ofReview('chair coordinator', always(412), withVersion({ agencyIds: ['skat'] })),
  declineReview: ofReview('chair', always(412), withVersion({ reason: 'Prøve af adgangen.' })),
  withdrawReview: ofReview('liaison chair', always(412), withVersion({})),
  concludeReview: ofReview('chair', always(412), withVersion({ outcome: 'follow_up', reviewedOn: today })),
  putReply: {
    roles: 'liaison',
    cells: ({ facts }, p) =>
      [...facts.reviews, undefined].flatMap((review): Cell[] => {
        const params = { reviewId: review?.id ?? missingId };
        const relation = review?.name ?? 'missing';
        const asked = review && knowsReview(p, review) && review.asked.includes(p.agency);
        const answered = review && isShut(p, review) ? 403 : 412;
        const body = { kind: 'nothing_to_add' };
        const other = p.agency === 'kk-bif' ? 'kk-sof' : 'kk-bif';
        return [
          {
            relation,
            params: { ...params, agencyId: p.agency },
            version: stale,
            body,
            expect: asked ? answered : 404,
          },
          {
            relation: `${relation}, for another`,
            params: { ...params, agencyId: other },
            version: stale,
            body,
            expect: 403,
          },
        ];
      }),
  },
};
