import {
  type Finding,
  isParty,
  isShut,
  knowsReview,
  readsFinding,
  type Review,
  today,
} from './api-oracle.ts';
import type { Principal } from './principal.ts';
import type { Sent } from './api-send.ts';
import type { ApiWorld } from './api-world.ts';

/** Nothing has this id. */
export const missingId = '6f1d2c3b-4a59-4e68-8f70-a1b2c3d4e5f6';

/** One request to one object, and what this principal is to be answered when the role allows the endpoint. */
export type Cell = Sent & {
  relation: string;
  params?: Readonly<Record<string, string>>;
  query?: string;
  expect: number;
};
/**
 * How an endpoint is asked without changing the world: requests fail only at the last ring (412 a stale version, 422 a
 * basis that does not exist, 409 what was done already), where 404 says hidden and 403 says role.
 */
export type Probe = {
  /** The roles that may, restated here by hand; `*` is everybody who is let in. */
  roles: string;
  cells(world: ApiWorld, principal: Principal): Cell[];
};

export const stale = 999_999;
export const purposeBases = {
  text: 'Prøve.',
  statementKind: 'fact',
  dataClass: 'confidential',
  subject: 'person',
  legalBasisCode: 'NO-SUCH-BASIS',
  necessity: 'Prøve af adgangen.',
  sourceClass: 'own_records',
  declarations: { noMoneyLaunderingSource: true },
};
export const release = {
  recipients: ['skat'],
  legalBasisCode: 'NO-SUCH-BASIS',
  necessity: 'Prøve.',
  version: stale,
};

/** An endpoint of no single object. */
export const plain = (roles: string, expect: number, sent: Sent & { query?: string } = {}): Probe => ({
  roles,
  cells: () => [{ relation: 'all', expect, ...sent }],
});

export type Object = { name: string; id: string; unit: string };
export type Asked = Sent & { params?: Readonly<Record<string, string>>; query?: string };

/** An endpoint of one object of a kind: what is expected where the principal may know of it, else 404 as for a missing one. */
export function of<Kind extends Object = Object>(
  roles: string,
  param: string,
  objects: (world: ApiWorld) => readonly Kind[],
  knows: (p: Principal, one: NoInfer<Kind>, world: ApiWorld) => boolean,
  expect: (p: Principal, one: NoInfer<Kind>) => number,
  ask: (p: Principal) => Asked = () => ({}),
): Probe {
  return {
    roles,
    cells: (world, p) => [
      ...objects(world).map((one) => ({
        relation: one.name,
        ...ask(p),
        params: { [param]: one.id, ...ask(p).params },
        expect: knows(p, one, world) ? expect(p, one) : 404,
      })),
      { relation: 'missing', ...ask(p), params: { [param]: missingId, ...ask(p).params }, expect: 404 },
    ],
  };
}

export const ofReview = (
  roles: string,
  expect: (p: Principal, review: Review) => number,
  ask?: (p: Principal) => Asked,
) =>
  of(
    roles,
    'reviewId',
    (world: ApiWorld) => world.facts.reviews,
    knowsReview,
    // A colleague has it: it is there, and has to be opened with a reason first.
    (p, review) => (isShut(p, review) ? 403 : expect(p, review)),
    ask,
  );
export const ofFinding = (
  roles: string,
  knows: (p: Principal, finding: Finding) => boolean,
  expect: (p: Principal, finding: Finding) => number,
  ask?: (p: Principal) => Asked,
) =>
  of(
    roles,
    'findingId',
    (world: ApiWorld) => world.facts.findings,
    (p, finding) => isShutBehind(p, finding) || knows(p, finding),
    (p, finding) => (isShutBehind(p, finding) ? 403 : expect(p, finding)),
    ask,
  );
/** The agency reads it, and a colleague has the case. `given`: of one disclosure, to whom it was made and holds. */
export function isShutBehind(p: Principal, finding: Finding, given?: { name: string; revoked: boolean }) {
  const { on, agency, told } = finding;
  const holds = given
    ? !given.revoked && given.name.endsWith(` to ${p.agency}`)
    : told.some(([to]) => to === p.agency);
  return knowsReview(p, on) && isShut(p, on) && (p.agency === agency || holds);
}
export const own = (p: Principal, finding: Finding) =>
  readsFinding(p, finding) && p.agency === finding.agency;
export const unlessWithdrawn = (status: number) => (_p: Principal, finding: Finding) =>
  finding.withdrawn ? 409 : status;
export const inUnit = (p: Principal, one: Object) => p.unit === one.unit;
export const ofMeeting = (
  roles: string,
  expect: (p: Principal, one: { state: string }) => number,
  ask?: (p: Principal) => Asked,
) => of(roles, 'meetingId', (world: ApiWorld) => world.facts.meetings, inUnit, expect, ask);
export const always = (status: number) => () => status;
export const withVersion = (body?: unknown) => () => ({
  version: stale,
  ...(body === undefined ? {} : { body }),
});
const types: Record<string, string> = {
  'koebenhavns-politi': 'security_assessment',
  skat: 'special_control',
  'kk-bif': 'sanction',
  'kk-sof': 'exit_referral',
  'kk-bk': 'benefit_stop',
};
/** Due before it starts: refused at the very end. */
export const assignment = (p: Principal) => ({
  body: { agencyId: p.agency, type: types[p.agency], startedOn: today, dueOn: '2020-01-01' },
});
export const takesFollowUp = (p: Principal, review: Review) => {
  if (isShut(p, review)) return 403;
  if (!isParty(p, review)) return 422;
  return review.state === 'admitted' || review.state === 'concluded' ? 422 : 409;
};

/** People whose access an administrator may change: those of the own authority; nobody changes the own access. */
export function ofPerson(
  expect: (one: Principal) => number,
  body?: (p: Principal, one: Principal) => unknown,
): Probe {
  return {
    roles: 'administrator',
    cells: ({ principals }, p) => {
      const people = principals.filter(
        ({ name }) => !['anonymous', 'expired', 'forged', 'stranger'].includes(name) && asksOf(name),
      );
      const cell = (relation: string, personId: string, status: number, one: Principal): Cell => ({
        relation,
        params: { personId },
        ...(body ? { body: body(p, one) } : {}),
        expect: status,
      });
      return [
        ...people.map((one) =>
          cell(one.name, one.personId, one.authority === p.authority ? expect(one) : 404, one),
        ),
        cell('self', p.personId, 422, p),
        cell('missing', missingId, 404, p),
      ];
    },
  };
}
export const asksOf = (name: string) => /liaison|revoked|without-role|national/.test(name);

export function knowsAction(p: Principal, action: { review: string }, { facts }: ApiWorld): boolean {
  return knowsReview(
    p,
    facts.reviews.find(({ name }) => name === action.review),
  );
}
export function ofReport(roles: string): Probe {
  return of(
    roles,
    'reportId',
    (world: ApiWorld) => world.facts.reports,
    (p, one) => inUnit(p, one) || p.unit === null,
    always(200),
  );
}
