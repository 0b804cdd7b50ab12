import { z } from 'zod';
import { holders, purposes, reviewOutcomes, reviewStates } from '#platform/codes.ts';
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
    heldBy: z.enum(holders).describe('Who of your own agency has the case.'),
    nominatedOn: civilDate,
    expiresOn: civilDate,
    admittedOn: civilDate.nullable(),
    reviewedOn: civilDate.nullable(),
    version: z.number().int(),
  })
  .meta({
    id: 'CaseReview',
    description:
      'Joint going-through of one citizen (da: sagsgennemgang). Name and masked number are null for who need not know the person: a coordinator, and a colleague of whoever has the case.',
  });
