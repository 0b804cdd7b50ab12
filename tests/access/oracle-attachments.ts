import {
  byOwner,
  disclosedTo,
  type Facts,
  type Holds,
  isWithdrawn,
  type Known,
  readsFindings,
  type Row,
  same,
} from './oracle-facts.ts';

const rows = (facts: Facts, table: string) => facts.get(table) ?? [];
const findingOf = (row: Row, facts: Facts) =>
  rows(facts, 'app.finding').find(({ id }) => id === row['finding_id']);
const own: Holds = (row, caller, facts) => {
  const finding = findingOf(row, facts);
  return finding !== undefined && readsFindings(caller) && byOwner(finding, caller, facts);
};
/** Whoever sees what the version says. */
const seen: Holds = (row, caller, facts) =>
  own(row, caller, facts) ||
  (readsFindings(caller) &&
    disclosedTo(caller, facts, row['finding_id'], row['version']) &&
    !isWithdrawn(facts, row['finding_id']));
/** The current version of an own finding that nobody was ever given, and that does not wait for an approver. */
const changed: Holds = (row, caller, facts) =>
  own(row, caller, facts) &&
  same(findingOf(row, facts)?.['current_version'], row['version']) &&
  !isWithdrawn(facts, row['finding_id']) &&
  !rows(facts, 'app.disclosure').some(
    (given) => given['finding_id'] === row['finding_id'] && given['version'] === row['version'],
  ) &&
  !rows(facts, 'app.release_proposal').some(
    (waits) =>
      waits['finding_id'] === row['finding_id'] &&
      waits['version'] === row['version'] &&
      waits['state'] === 'proposed',
  );
const linksOf = (row: Row, facts: Facts) =>
  rows(facts, 'app.attachment').filter(({ file_id }) => file_id === row['id']);

/** Files of findings, and which version has which. */
export const attachmentRules = {
  // Before the links: a file goes only when no version has it.
  'app.attached_file': {
    key: 'id',
    select: {
      app: (row: Row, caller: Known, facts: Facts) =>
        own(row, caller, facts) || linksOf(row, facts).some((link) => seen(link, caller, facts)),
    },
    delete: {
      app: (row: Row, caller: Known, facts: Facts) =>
        own(row, caller, facts) && linksOf(row, facts).length === 0,
    },
  },
  'app.attachment': {
    key: "finding_id || '/' || version || '/' || file_id",
    select: { app: seen },
    delete: { app: changed },
  },
} as const;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
export const attachmentGrants = {
  'app.attachment': { select: { app: '*' }, insert: { app: '*' }, delete: ['app'] },
  'app.attached_file': {
    select: { app: '*' },
    insert: {
      app: words('id finding_id unit_id agency_id name_ct media_type bytes sha256 content_ct added_by'),
    },
    delete: ['app'],
  },
} as const;
