import { z } from 'zod';
import { toldDecision } from '#legal-bases/contract.ts';
import { decisionKinds, disclosureForms, purposes } from '#platform/codes.ts';
import { civilDate, endpoint, id, slug } from '#platform/contract.ts';
import { notFound } from '#platform/errors.ts';
import './kept-by-design.ts';

const decision = z
  .object({
    id,
    kind: z.enum(decisionKinds),
    own: z.boolean(),
    reviewId: id,
    findingId: id.nullable(),
    version: z.number().int().nullable(),
    disclosureId: id.nullable(),
    agencyId: slug,
    recipient: slug.nullable(),
    purpose: z.enum(purposes),
    form: z.enum(disclosureForms).nullable(),
    decidedOn: civilDate,
    ...toldDecision,
    sharing: toldDecision.sharing.nullable(),
    law: z.string().nullable(),
    facts: z
      .record(z.string(), z.union([z.string(), z.boolean(), z.null()]))
      .nullable()
      .describe('What it was decided on, as codes; for the agency that decided.'),
  })
  .meta({
    id: 'Decision',
    description:
      'What the rules answered when something was to be attached or disclosed (da: reglernes svar), under which version of which basis and ' +
      'catalogue. The agency that decided reads its own; a recipient reads the one behind what it was given. To everybody else it ' +
      'does not exist.',
  });

export const getDecision = endpoint({
  id: 'getDecision',
  method: 'GET',
  path: '/v1/decisions/:decisionId',
  summary: {
    da: 'Hvorfor? Reglernes svar, og hvad det hviler på',
    en: 'Why? A decision and what it rests on',
  },
  permission: 'findings.read',
  purpose: true,
  params: z.strictObject({ decisionId: id }),
  output: decision,
  refusals: [notFound],
});
