export type Login = 'app' | 'register' | 'reporter' | 'scheduler';
export const logins: readonly Login[] = ['app', 'register', 'reporter', 'scheduler'];

/** Who is announced. `unit` is null for Rigspolitiet; a system has neither agency, person nor roles. */
export type Known = {
  readonly unit: string | null;
  readonly agency: string | null;
  readonly person: string | null;
  readonly roles: readonly string[];
  readonly system: string | null;
};
export const nobody: Known = { unit: null, agency: null, person: null, roles: [], system: null };

export type Row = Readonly<Record<string, unknown>>;
/** Every row of every table, as a superuser reads them. */
export type Facts = ReadonlyMap<string, readonly Row[]>;
export type Holds = (row: Row, caller: Known, facts: Facts) => boolean;

const rows = (facts: Facts, table: string) => facts.get(table) ?? [];
export const anybody: Holds = () => true;
export const same = (a: unknown, b: unknown) => a !== null && a !== undefined && a === b;

export const inOwnUnit: Holds = (row, caller) => same(row['unit_id'], caller.unit);
export const bySystemOfUnit: Holds = (row, caller) =>
  caller.system !== null && same(row['unit_id'], caller.unit);
export const ofRegister: Holds = (row, caller, facts) =>
  bySystemOfUnit(row, caller, facts) && row['source'] === 'register';
export const byOverseer: Holds = (row, caller) =>
  same(row['unit_id'], caller.unit) &&
  (caller.roles.includes('chair') || caller.roles.includes('coordinator'));
export const byOwner: Holds = (row, caller) =>
  same(row['unit_id'], caller.unit) && same(row['agency_id'], caller.agency);
export const forFigures: Holds = (row, caller) =>
  same(row['unit_id'], caller.unit) || caller.roles.includes('national_reader');
export const byHimself: Holds = (row, caller) => same(row['person_id'], caller.person);

/** What somebody keeps where they act for one agency in one unit. */
export const inOwnSeat: Holds = (row, caller, facts) =>
  byHimself(row, caller, facts) && byOwner(row, caller, facts);

/** Of a review know: the agency that nominated, the agencies that were asked, and the unit's chair and coordinator. */
export const knowsReview: Holds = (review, caller, facts) => {
  if (byOverseer(review, caller, facts)) return true;
  if (!same(review['unit_id'], caller.unit) || caller.agency === null) return false;
  return (
    review['nominating_agency_id'] === caller.agency ||
    rows(facts, 'app.review_agency').some(
      (asked) => asked['review_id'] === review['id'] && asked['agency_id'] === caller.agency,
    )
  );
};
export const knowsItsReview: Holds = (row, caller, facts) =>
  rows(facts, 'app.case_review').some(
    (review) => review['id'] === row['review_id'] && knowsReview(review, caller, facts),
  );
export const knowsAReviewOf =
  (column: string): Holds =>
  (row, caller, facts) =>
    rows(facts, 'app.case_review').some(
      (review) => review['citizen_id'] === row[column] && knowsReview(review, caller, facts),
    );

/** Whether a finding, or one version of it with what it says, is disclosed to the caller's agency. */
export const disclosedTo = (caller: Known, facts: Facts, findingId: unknown, version?: unknown) => {
  const given = rows(facts, 'app.disclosure').filter(
    (one) =>
      one['finding_id'] === findingId &&
      (version === undefined || one['form'] === 'full') &&
      one['revoked_at'] === null &&
      same(one['unit_id'], caller.unit) &&
      same(one['to_agency_id'], caller.agency),
  );
  // A newer version takes the place of an older one.
  const newest = Math.max(...given.map((one) => Number(one['version'])));
  return given.length > 0 && (version === undefined || newest === Number(version));
};
/** Findings are for those who work on them; coordinator, legal officer, auditor and administrator of an agency do not. */
export const readsFindings = (caller: Known) =>
  ['liaison', 'chair', 'approver'].some((role) => caller.roles.includes(role));
export const isWithdrawn = (facts: Facts, findingId: unknown) =>
  rows(facts, 'app.finding').some((row) => row['id'] === findingId && row['withdrawn_at'] !== null);
export const giver: Holds = (row, caller) =>
  same(row['unit_id'], caller.unit) && same(row['from_agency_id'], caller.agency);

const ownAuthority = (row: Row, caller: Known, facts: Facts) =>
  rows(facts, 'app.agency').some(
    (agency) => agency['id'] === caller.agency && agency['authority_id'] === row['authority_id'],
  );
export const byAdministrator: Holds = (row, caller, facts) =>
  caller.roles.includes('administrator') && ownAuthority(row, caller, facts);
export const seesPerson: Holds = (row, caller, facts) =>
  same(row['id'], caller.person) ||
  byAdministrator(row, caller, facts) ||
  rows(facts, 'app.role_assignment').some(
    (role) => role['person_id'] === row['id'] && same(role['unit_id'], caller.unit),
  );

const day = 86_400_000;
export const olderThan =
  (column: string, days: number): Holds =>
  (row, caller) =>
    caller.system !== null &&
    caller.unit !== null &&
    Date.now() - Date.parse(String(row[column])) > days * day;
