import { z } from 'zod';
import { purposes, reviewOutcomes, reviewStates } from '#platform/codes.ts';
import { civilDate, id, slug } from '#platform/contract.ts';

export const caseReview = z
  .object({
    id,
    reference: z.string().nullable(),
    state: z.enum(reviewStates),
    outcome: z.enum(reviewOutcomes).nullable(),
    purpose: z.enum(purposes),
    name: z.string().nullable(),
    cprMasked: z.string().nullable(),
    municipalityCode: z.string(),
    nominatingAgencyId: slug,
    agencies: z.array(slug),
    nominatedOn: civilDate,
    expiresOn: civilDate,
    admittedOn: civilDate.nullable(),
    reviewedOn: civilDate.nullable(),
    version: z.number().int(),
  })
  .meta({
    id: 'CaseReview',
    description:
      'Joint going-through of one citizen (da: sagsgennemgang). Name and masked number are null for who need not know the person.',
  });
