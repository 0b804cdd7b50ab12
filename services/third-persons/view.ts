import type { z } from 'zod';
import { restrictionOf } from '#legal-bases/questions.ts';
import type { Vault } from '#platform/vault.ts';
import type { thirdPerson } from './contract.ts';
import { nameColumn, necessityColumn, numberColumn, toldNameColumn, toldNumberColumn } from './places.ts';
import { notificationDuty } from './rules.ts';
import type { OwnRow, ReceivedRow } from './store.ts';

export type ThirdPersonView = z.input<typeof thirdPerson>;

const basisOf = (row: { code: string; citation: string; basis_version: number }) => ({
  code: row.code,
  citation: row.citation,
  version: row.basis_version,
});

export function ownView(row: OwnRow, vault: Vault): ThirdPersonView {
  const { code, not_for_criminal_investigation: notForCriminalInvestigation } = row;
  return {
    id: row.id,
    reviewId: row.review_id,
    agencyId: row.agency_id,
    own: true,
    relation: row.relation,
    name: vault.open(row.name_ct, nameColumn, row.id),
    cprMasked: vault.openOptional(row.number_ct, numberColumn, row.id),
    dataClass: row.data_class,
    legalBasis: basisOf(row),
    purpose: row.purpose,
    useRestriction: restrictionOf({ code, notForCriminalInvestigation }),
    since: row.registered_on,
    necessity: vault.open(row.necessity_ct, necessityColumn, row.id),
    disclosures: row.disclosures.map((given) => ({
      id: given.id,
      toAgencyId: given.to_agency_id,
      legalBasis: basisOf(given),
      disclosedOn: given.disclosed_on,
      firstReadAt: instantOf(given.first_read_at),
      revokedAt: instantOf(given.revoked_at),
    })),
    notificationDuty: row.relation === 'child' ? notificationDuty : null,
  };
}

/** What a recipient reads: who it is, and what it may be used for. */
export function receivedView(row: ReceivedRow, vault: Vault): ThirdPersonView {
  return {
    id: row.third_person_id,
    reviewId: row.review_id,
    agencyId: row.from_agency_id,
    own: false,
    relation: row.relation,
    name: vault.open(row.name_ct, toldNameColumn, row.id),
    cprMasked: vault.openOptional(row.number_ct, toldNumberColumn, row.id),
    dataClass: row.data_class,
    legalBasis: basisOf(row),
    purpose: row.purpose,
    useRestriction: restrictionOf({
      code: row.code,
      notForCriminalInvestigation: row.use_restriction !== null,
    }),
    since: row.disclosed_on,
    necessity: null,
    disclosures: [],
    notificationDuty: null,
  };
}

const instantOf = (text: string | null) => (text === null ? null : new Date(text).toISOString());
