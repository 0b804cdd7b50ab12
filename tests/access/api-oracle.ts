import type { Principal } from './api-people.ts';

/** What is in the world, as those who made it meant it. */
export type Review = {
  name: string;
  id: string;
  unit: string;
  nominator: string;
  asked: readonly string[];
  /** Those of `asked` that have answered. */
  answered: string[];
  state: string;
  cpr: string;
};
export type Finding = {
  name: string;
  id: string;
  unit: string;
  agency: string;
  review: string;
  /** Whom it is disclosed to, by version, where that was not revoked. */
  told: readonly (readonly [agency: string, version: number])[];
  withdrawn: boolean;
};
export type Disclosure = { name: string; id: string; unit: string; from: string; revoked: boolean };
export type Placed = { name: string; id: string; unit: string };
export type Item = Placed & { review: string };
export type Action = Placed & { review: string; agency: string };
export type Basis = Placed & { state: string };

/** Everything that the world holds. */
export type ApiFacts = {
  reviews: Review[];
  findings: Finding[];
  disclosures: Disclosure[];
  actions: Action[];
  items: Item[];
  meetings: (Placed & { state: string })[];
  series: Placed[];
  reports: Placed[];
  bases: Basis[];
  roles: { id: string; person: string }[];
  filters: (Placed & { owner: string })[];
  imports: (Placed & { owner: string; discarded: boolean })[];
};

/** A text or an id that occurs once, where it comes from, and who may read it. Ids are looked for as they are. */
export type Secret = { text: string; of: string; may(principal: Principal): boolean; plain?: true };

export const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();
export const later = `${Number(today.slice(0, 4)) + 1}-06-01`;

export const knowsReview = (p: Principal, review: Review | undefined): boolean =>
  review !== undefined &&
  p.unit === review.unit &&
  (isParty(p, review) || p.roles.includes('chair') || p.roles.includes('coordinator'));
export const isParty = (p: Principal, review: Review) =>
  p.unit === review.unit && (review.nominator === p.agency || review.asked.includes(p.agency));
export const readsFinding = (p: Principal, finding: Finding) =>
  p.unit === finding.unit &&
  ['liaison', 'chair', 'approver'].some((role) => p.roles.includes(role)) &&
  (p.agency === finding.agency || finding.told.some(([agency]) => agency === p.agency));
export const hasRole = (p: Principal, ...roles: string[]) => roles.some((role) => p.roles.includes(role));
