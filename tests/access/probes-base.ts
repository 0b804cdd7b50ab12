import { knowsReview, today } from './api-oracle.ts';
import type { ApiWorld } from './api-world.ts';
import type { Principal } from './principal.ts';
import { missingId, plain, of, inUnit, always, ofPerson, asksOf, type Cell, type Probe } from './probe.ts';

const theirs = (p: Principal, { authority }: { authority: string | null }) => authority === p.authority;

/** Units, people, the trail and the catalogue of legal bases. */
export const baseProbes: Readonly<Record<string, Probe>> = {
  listUnits: plain('*', 200),
  getUnit: {
    roles: '*',
    cells: () => [
      { relation: 'known', params: { unitId: 'koebenhavn' }, expect: 200 },
      { relation: 'missing', params: { unitId: 'atlantis' }, expect: 404 },
    ],
  },
  getMe: plain('*', 200),
  listPermissions: plain('*', 200),
  listRules: plain('*', 200),
  readStates: plain('*', 200),
  readCodes: plain('*', 200),
  listIndicators: plain('*', 200),

  listPeople: plain('administrator', 200),
  getPerson: {
    roles: 'administrator',
    cells: (world, p) =>
      ofPerson(always(200))
        .cells(world, p)
        .map((cell) => (cell.relation === 'self' ? { ...cell, expect: 200 } : cell)),
  },
  addPerson: {
    roles: 'administrator',
    cells: (_world, p) => [
      { relation: 'there already', body: { subject: p.subject, name: 'Prøve', title: null }, expect: 409 },
    ],
  },
  // A role that only setup gives: refused after the person was found.
  giveRole: ofPerson(always(422), (p) => ({ role: 'national_reader', agencyId: p.agency, validFrom: today })),
  revokeRole: {
    roles: 'administrator',
    cells: ({ principals, facts }, p) =>
      principals
        .filter(({ name }) => asksOf(name) && !/stranger|without-role/.test(name))
        .flatMap((one): Cell[] => {
          const role = facts.roles.find(({ person }) => person === one.personId);
          // Taking a role that belongs to somebody else's unit, or to nobody.
          const roleId =
            one.authority === p.authority && one.unit === p.unit ? missingId : (role?.id ?? missingId);
          return [{ relation: one.name, params: { personId: one.personId, roleId }, expect: 404 }];
        }),
  },
  revokePerson: {
    roles: 'administrator',
    cells: (world, p) =>
      ofPerson(always(200))
        .cells(world, p)
        // Only who is revoked already: the others would be, from here on.
        .filter(({ relation, expect }) => expect !== 200 || relation === 'bif-revoked'),
  },
  reinstatePerson: {
    roles: 'administrator',
    cells: (world, p) =>
      ofPerson(always(200))
        .cells(world, p)
        .filter(({ relation }) => relation !== 'bif-revoked' || p.authority !== 'koebenhavns-kommune'),
  },
  readTrail: plain('auditor', 200),

  listLegalBases: plain('liaison chair coordinator approver legal_officer', 200),
  draftLegalBasis: plain('legal_officer', 400, { body: {} }),
  approveLegalBasis: of(
    'legal_officer',
    'legalBasisId',
    (world: ApiWorld) => world.facts.bases,
    inUnit,
    // Each authority decides on its own rows.
    (p, one) => (theirs(p, one) ? 409 : 403),
    () => ({ body: {} }),
  ),
  retireLegalBasis: {
    roles: 'legal_officer',
    cells: ({ facts }, p) => [
      // One's own that is in use would really be retired.
      ...facts.bases
        .filter(({ unit, state }) => state === 'retired' || unit !== p.unit)
        .map((one) => ({
          relation: one.name,
          params: { legalBasisId: one.id },
          body: {},
          expect: inUnit(p, one) ? (theirs(p, one) ? 409 : 403) : 404,
        })),
      { relation: 'missing', params: { legalBasisId: missingId }, body: {}, expect: 404 },
    ],
  },
  evaluateDecision: {
    roles: 'liaison chair coordinator approver legal_officer',
    cells: ({ facts }, p) => {
      const body = {
        basisCode: 'RSL11C',
        recipients: ['skat'],
        purpose: 'benefit_control',
        dataClass: 'confidential',
        subject: 'person',
        necessity: 'Prøve.',
      };
      return [
        { relation: 'no review', body, expect: 200 },
        ...facts.reviews.map((review) => ({
          relation: review.name,
          body: { ...body, reviewId: review.id },
          expect: knowsReview(p, review) ? 200 : 404,
        })),
        { relation: 'missing', body: { ...body, reviewId: missingId }, expect: 404 },
      ];
    },
  },
};
