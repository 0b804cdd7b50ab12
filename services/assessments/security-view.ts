import type { z } from 'zod';
import { restrictionOf } from '#legal-bases/questions.ts';
import type { Vault } from '#platform/vault.ts';
import {
  conditionTextColumn,
  contactColumn,
  necessityColumn,
  toldContactColumn,
  toldTextColumn,
} from './places.ts';
import type { securityAssessment, securityConditionsTold } from './schema.ts';
import { isPast } from './security.ts';
import type { AssessmentRow, ToldRow } from './security-store.ts';

export type SecurityTold = z.input<typeof securityConditionsTold>;
export type SecurityView = z.input<typeof securityAssessment>;

/** What stands on reviews, items and follow-ups: conditions, since when, until when, whom to call. */
export function toldView(row: ToldRow, vault: Vault): SecurityTold {
  const [text, contact] = row.own
    ? [conditionTextColumn, contactColumn]
    : [toldTextColumn, toldContactColumn];
  return {
    id: row.id,
    reviewId: row.review_id,
    fromAgencyId: row.from_agency_id,
    conditions: row.conditions,
    text: vault.openOptional(row.text_ct, text, row.id),
    contact: vault.open(row.contact_ct, contact, row.id),
    since: row.assessed_on,
    until: row.valid_until,
    useRestriction: restrictionOf({ code: '', notForCriminalInvestigation: row.use_restriction !== null }),
  };
}

/** The same as an entry of the list, without what is the police's alone. */
export const receivedView = (row: ToldRow, vault: Vault): SecurityView => ({
  ...toldView(row, vault),
  own: false,
  inForce: true,
  details: null,
});

/** The police's own assessment, with why and who was told. */
export function assessmentView(row: AssessmentRow, vault: Vault, today: string): SecurityView {
  return {
    id: row.id,
    reviewId: row.review_id,
    fromAgencyId: row.agency_id,
    conditions: row.conditions,
    text: vault.openOptional(row.text_ct, conditionTextColumn, row.id),
    contact: vault.open(row.contact_ct, contactColumn, row.id),
    since: row.assessed_on,
    until: row.valid_until,
    useRestriction: restrictionOf({
      code: row.code,
      notForCriminalInvestigation: row.not_for_criminal_investigation,
    }),
    own: true,
    inForce: !isPast(row, today),
    details: {
      author: row.author_name === null ? null : { id: row.assessed_by, name: row.author_name },
      necessity: vault.open(row.necessity_ct, necessityColumn, row.id),
      legalBasis: { code: row.code, citation: row.citation, version: row.basis_version },
      purpose: row.purpose,
      replaces: row.replaces,
      endedAt: row.ended_at,
      recipients: row.notices.map((notice) => ({
        noticeId: notice.id,
        agencyId: notice.to_agency_id,
        toldOn: notice.told_on,
        firstReadAt: notice.first_read_at === null ? null : new Date(notice.first_read_at).toISOString(),
      })),
    },
  };
}
