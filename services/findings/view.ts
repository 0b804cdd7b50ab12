import type { z } from 'zod';
import { restrictionOf } from '#legal-bases/questions.ts';
import type { Floor } from '#platform/deed.ts';
import { fileView } from '#attachments/questions.ts';
import type { Vault } from '#platform/vault.ts';
import type { disclosure, finding } from './finding-schema.ts';
import { contentHash, handOverOf } from './hand-over.ts';
import { necessityColumn, sealedPlace, textColumn } from './places.ts';
import type { DisclosureRow, FindingRow, VersionRow } from './store.ts';

/** A finding as one caller may see it. */
export type FindingView = z.input<typeof finding>;
type DisclosureView = z.input<typeof disclosure>;

/** What a row's disclosures mean to the caller: the newest that it received, or nothing where the finding is its own. */
const receivedBy = (row: Pick<FindingRow, 'own' | 'disclosures'>) =>
  row.own ? undefined : row.disclosures[0];

/** The finding for the caller whose rows these are. The preview of a disclosure is made by the same function. */
export function viewOf(row: FindingRow, { vault, today }: Pick<Floor, 'vault' | 'today'>): FindingView {
  const received = receivedBy(row);
  const version = versionIn(row);
  // Who was given the fact alone may hold an earlier version in full, but this is not it.
  const content = contentOf(row.id, received?.form === 'fact_only' ? null : version, received, vault);
  const view: FindingView = {
    id: row.id,
    reviewId: row.review_id,
    agencyId: row.agency_id,
    own: row.own,
    notedOn: row.noted_on,
    form: received?.form ?? 'full',
    ...content,
    attachments: content.text === null ? [] : (row.files ?? []).map((file) => fileView(file, vault)),
    contentHash: null,
    decisionId: received ? received.decision_id : row.decision_id,
    superseded: row.current_version > content.version,
    withdrawn: row.withdrawn_at !== null,
    withdrawnAt: row.withdrawn_at,
    expired: row.expires_on !== null && row.expires_on < today,
    necessity: necessityOf(row.id, row, vault),
    sourceClass: row.source_class,
    needsSecondApprover: row.own && (row.needs_second_approver === true || row.data_class === 'special'),
    disclosures: row.own ? row.disclosures.map(givenOf) : [],
    received: received ? { disclosureId: received.id, disclosedOn: received.disclosed_on } : null,
  };
  return row.own || view.withdrawn ? view : { ...view, contentHash: contentHash(handOverOf(view)) };
}

/**
 * Ids of what the caller received and now has before it for the first time: the newest of each. Of a withdrawn finding there is
 * nothing to read.
 */
export const unread = (rows: readonly FindingRow[]): string[] =>
  rows.flatMap((row) => (row.withdrawn_at === null ? unreadIn(row, row.disclosures.slice(0, 1)) : []));

/** The same for those versions of one finding that are shown. */
export function unreadIn(row: FindingRow, shown: readonly { version: number | null }[]): string[] {
  if (row.own) return [];
  return row.disclosures.flatMap(({ id, version, first_read_at }) =>
    id !== null && first_read_at === null && shown.some((one) => one.version === version) ? [id] : [],
  );
}

/** The version in a row, or null where the caller may see none. */
function versionIn(row: FindingRow): VersionRow | null {
  const { version, statement_kind, data_class, subject, purpose, text_ct, code, citation, basis_version } =
    row;
  if (version === null || statement_kind === null || data_class === null || subject === null) return null;
  if (purpose === null || text_ct === null || code === null || citation === null || basis_version === null)
    return null;
  return {
    ...row,
    version,
    statement_kind,
    data_class,
    subject,
    purpose,
    text_ct,
    code,
    citation,
    basis_version,
    not_for_criminal_investigation: row.not_for_criminal_investigation === true,
    needs_second_approver: row.needs_second_approver === true,
  };
}

/**
 * What a version says. A recipient reads it under the basis, the purpose and the restriction of the disclosure; its own agency
 * under those of the version.
 */
export function contentOf(
  findingId: string,
  version: VersionRow | null,
  received: DisclosureRow | undefined,
  vault: Vault,
) {
  const basis = received ?? version;
  if (!basis) throw new Error('a finding is seen as its own or as received');
  const restricted = received ? received.use_restriction !== null : version?.not_for_criminal_investigation;
  return {
    version: basis.version,
    statementKind: version?.statement_kind ?? null,
    dataClass: version?.data_class ?? null,
    subject: version?.subject ?? null,
    about:
      version && version.about_relation !== null
        ? { relation: version.about_relation, thirdPersonId: version.about_third_person_id }
        : null,
    text: version && vault.open(version.text_ct, textColumn, sealedPlace(findingId, version.version)),
    legalBasis: { code: basis.code, citation: basis.citation, version: basis.basis_version },
    purpose: basis.purpose,
    useRestriction: restrictionOf({
      code: basis.code,
      notForCriminalInvestigation: restricted === true,
    }),
    police:
      version && hasPoliceFields(version)
        ? {
            subjectCategory: version.subject_category,
            sourceReliability: version.source_reliability,
            reviewDueOn: version.review_due_on,
          }
        : null,
  };
}

const hasPoliceFields = ({ subject_category, source_reliability, review_due_on }: VersionRow) =>
  subject_category !== null || source_reliability !== null || review_due_on !== null;

export function necessityOf(
  findingId: string,
  { version, necessity_ct }: Pick<FindingRow, 'version' | 'necessity_ct'>,
  vault: Vault,
): string | null {
  return version === null
    ? null
    : vault.openOptional(necessity_ct, necessityColumn, sealedPlace(findingId, version));
}

const instantOf = (text: string | null) => (text === null ? null : new Date(text).toISOString());

function givenOf(row: DisclosureRow): DisclosureView {
  if (row.id === null) throw new Error('what was given has an id');
  return {
    id: row.id,
    findingId: row.finding_id,
    version: row.version,
    toAgencyId: row.to_agency_id,
    legalBasis: { code: row.code, citation: row.citation, version: row.basis_version },
    purpose: row.purpose,
    form: row.form,
    decisionId: row.decision_id,
    useRestriction: restrictionOf({
      code: row.code,
      notForCriminalInvestigation: row.use_restriction !== null,
    }),
    initiative: row.initiative,
    disclosedOn: row.disclosed_on,
    firstReadAt: instantOf(row.first_read_at),
    revokedAt: instantOf(row.revoked_at),
  };
}
