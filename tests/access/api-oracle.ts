import type { AskedFor } from './deeds-requests.ts';
import type { Principal } from './principal.ts';

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
  /** Names of those who are excluded from it: for them there is no such review. */
  excluded: string[];
  /** Names of those to whom it is assigned; where nobody of an agency is, it is open to all of that agency who work on reviews. */
  assigned: { name: string; agency: string }[];
  /** Agencies whose agreement has lapsed: they read nothing any more of what they were given. */
  lapsed: readonly string[];
};
export type Finding = {
  name: string;
  id: string;
  unit: string;
  agency: string;
  review: string;
  /** Whom it is disclosed to, by version, where that was not revoked. */
  told: readonly (readonly [agency: string, version: number])[];
  /** Those of `told` that were only told that there is something. */
  factOnly: readonly string[];
  /** Whom it was disclosed to until that was revoked. */
  revoked: readonly string[];
  withdrawn: boolean;
  /** What each version says, the first first. */
  texts: string[];
  on: Review;
};
export type Disclosure = Placed & { finding: string; from: string; revoked: boolean; decision: string };
export type Placed = { name: string; id: string; unit: string };
export type Item = Placed & { review: string };
export type Action = Placed & { review: string; agency: string; on: Review };
/** `authority` is whose own row it is, or who alone gives under it; null for a common row of several. */
export type Basis = Placed & { state: string; authority: string | null };

/** Something with an id that is asked for by `param`, where it stands, and from whom it is hidden as if it were not there. */
export type Thing = Placed & {
  param: string;
  under?: Readonly<Record<string, string>>;
  review?: string;
  finding?: string;
  hiddenFrom(p: Principal): boolean;
  /** Who reads it with a GET; the others may be refused in another way. */
  shownTo?(p: Principal): boolean;
};

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
  requests: AskedFor[];
  things: Thing[];
};

/** A text or an id that occurs once, where it comes from, and who may read it. Ids are looked for as they are. */
export type Secret = {
  text: string;
  of: string;
  may(principal: Principal): boolean;
  plain?: true;
  /** Who reads it in the register of receipts, which is for the whole agency and says no more than numbers and ids. */
  inReceipts?(principal: Principal): boolean;
};

export const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();
export const later = `${Number(today.slice(0, 4)) + 1}-06-01`;

/** The parties of a review, and who leads the unit's meetings; not whoever is excluded from it. */
export const knowsReview = (p: Principal, review: Review | undefined): boolean =>
  review !== undefined &&
  p.unit === review.unit &&
  !review.excluded.includes(p.name) &&
  (takesPart(p, review) || p.roles.includes('chair') || p.roles.includes('coordinator'));
export const isParty = (p: Principal, review: Review) =>
  takesPart(p, review) && !review.excluded.includes(p.name);
const takesPart = (p: Principal, review: Review) =>
  p.unit === review.unit && (review.nominator === p.agency || review.asked.includes(p.agency));
/** A colleague has the review, and this one has not: it is there, and shut. */
export const isShut = (p: Principal, review: Review) =>
  takesPart(p, review) &&
  hasRole(p, 'liaison', 'approver') &&
  !hasRole(p, 'chair') &&
  review.assigned.some(({ agency }) => agency === p.agency) &&
  !review.assigned.some(({ name }) => name === p.name);
export const readsFinding = (p: Principal, finding: Finding) =>
  p.unit === finding.unit &&
  ['liaison', 'chair', 'approver'].some((role) => p.roles.includes(role)) &&
  !finding.on.excluded.includes(p.name) &&
  !isShut(p, finding.on) &&
  (p.agency === finding.agency ||
    (finding.told.some(([agency]) => agency === p.agency) && !finding.on.lapsed.includes(p.agency)));
/** What the one who may read a finding reads of it: the newest version, or the newest that was disclosed; null where none was. */
export const textFor = (
  p: Principal,
  { agency, texts, told, factOnly, withdrawn }: Finding,
): string | null => {
  if (p.agency === agency) return texts.at(-1) ?? null;
  const versions = told.flatMap(([to, version]) => (to === p.agency ? [version] : []));
  return withdrawn || factOnly.includes(p.agency) ? null : (texts[Math.max(...versions) - 1] ?? null);
};
export const hasRole = (p: Principal, ...roles: string[]) => roles.some((role) => p.roles.includes(role));
