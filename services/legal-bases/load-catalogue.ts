import { z } from 'zod';
import { dataClasses, partyKinds, purposes, regimes, subjects } from '#platform/codes.ts';
import { civilDate } from '#platform/contract.ts';
import type { Deployer } from '#platform/deployer.ts';
import catalogue from './starting-catalogue.json' with { type: 'json' };
import { putStartingCatalogue } from './store.ts';

const row = z.strictObject({
  code: z.string(),
  citation: z.string(),
  law: z.string(),
  regime: z.enum(regimes),
  contributors: z.array(z.enum(partyKinds)),
  recipients: z.array(z.enum(partyKinds)),
  dataClasses: z.array(z.enum(dataClasses)),
  purposes: z.array(z.enum(purposes)),
  subjects: z.array(z.enum(subjects)),
  notForCriminalInvestigation: z.boolean(),
  createsDuty: z.boolean(),
  needsSecondApprover: z.boolean().default(false),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
});

/**
 * Puts the starting catalogue into a unit: as drafts for its lawyers, or approved, which only the demo does.
 * Safe to repeat.
 */
export async function loadStartingCatalogue(
  deployer: Deployer,
  unitId: string,
  status: 'draft' | 'approved',
): Promise<void> {
  const bases = z.array(row).parse(catalogue.legalBases);
  await deployer.asGuard((db) =>
    putStartingCatalogue(
      db,
      bases.map((basis) => ({
        unit_id: unitId,
        code: basis.code,
        version: 1,
        citation: basis.citation,
        law: basis.law,
        regime: basis.regime,
        contributors: basis.contributors,
        recipients: basis.recipients,
        data_classes: basis.dataClasses,
        purposes: basis.purposes,
        subjects: basis.subjects,
        not_for_criminal_investigation: basis.notForCriminalInvestigation,
        creates_duty: basis.createsDuty,
        needs_second_approver: basis.needsSecondApprover,
        status,
        approved_at: status === 'approved' ? new Date().toISOString() : null,
        valid_from: basis.validFrom,
        valid_to: basis.validTo,
      })),
    ),
  );
}
