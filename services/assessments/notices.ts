import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import type { DisclosureDecision } from '#legal-bases/questions.ts';
import type { PersonCaller } from '#platform/caller.ts';
import type { Purpose, SecurityCondition } from '#platform/codes.ts';
import type { Transaction } from '#platform/database.ts';
import type { Floor } from '#platform/deed.ts';
import { toldContactColumn, toldTextColumn } from './places.ts';
import { insertNotices } from './security-store.ts';

/** What recipients are told, in the words that the police wrote. */
export type Told = {
  assessmentId: string;
  reviewId: string;
  unitId: string;
  conditions: SecurityCondition[];
  text: string | null;
  contact: string;
  assessedOn: string;
  validUntil: string;
  purpose: Purpose;
  declared: boolean;
};

/** Writes a row for each recipient with what it is told and nothing else, and records each in the trail. */
export async function tellRecipients(
  tx: Transaction,
  caller: PersonCaller,
  { vault, today }: Pick<Floor, 'vault' | 'today'>,
  told: Told,
  decided: readonly { agencyId: string; decision: DisclosureDecision }[],
): Promise<void> {
  const notices = decided.map(({ agencyId, decision }) => ({ id: randomUUID(), agencyId, decision }));
  await insertNotices(
    tx,
    notices.map(({ id, agencyId, decision }) => ({
      id,
      assessment_id: told.assessmentId,
      review_id: told.reviewId,
      unit_id: told.unitId,
      from_agency_id: caller.agencyId,
      to_agency_id: agencyId,
      conditions: told.conditions,
      text_ct: told.text === null ? null : vault.seal(told.text, toldTextColumn, id),
      contact_ct: vault.seal(told.contact, toldContactColumn, id),
      assessed_on: told.assessedOn,
      valid_until: told.validUntil,
      legal_basis_id: decision.basis?.id ?? '',
      purpose: told.purpose,
      declared_not_for_investigation: told.declared,
      use_restriction: decision.useRestriction?.code ?? null,
      told_on: today,
      told_by: caller.personId,
    })),
  );
  for (const { id, agencyId, decision } of notices)
    record(tx, {
      verb: 'disclose',
      deed: 'tellOfSecurity',
      reviewId: told.reviewId,
      recipient: agencyId,
      legalBasis: decision.basis && `${decision.basis.code}/${decision.basis.version}`,
      ids: {
        security: [told.assessmentId],
        securityNotices: [id],
        catalogueVersions: [decision.catalogueVersion],
      },
    });
}
