import { z } from 'zod';
import {
  dataClasses,
  decisionOutcomes,
  disclosureForms,
  purposes,
  sourceClasses,
  statementKinds,
  subjectCategories,
  subjects,
} from '#platform/codes.ts';
import { civilDate, endpoint, id, safeText, slug } from '#platform/contract.ts';
import { notFound } from '#platform/errors.ts';

const basisRef = z.object({ id, code: z.string(), version: z.number().int(), citation: z.string() });
const restriction = z.object({
  code: z.enum(['not_for_criminal_investigation']),
  da: z.string(),
  en: z.string(),
});
const reason = z.object({
  rule: z.string(),
  code: z.string(),
  da: z.string(),
  en: z.string(),
  provision: z.string().optional(),
  mend: z.object({ da: z.string(), en: z.string() }).describe('What would change the answer.'),
});
const option = z.object({
  basis: basisRef,
  refusals: z.array(reason),
  useRestriction: restriction.nullable(),
  factOnly: z.boolean().describe('It carries only the fact that a relevant finding exists.'),
});

const said = z.object({ da: z.string(), en: z.string() });

/** How every decision is told, a dry run and one that was kept alike. */
export const toldDecision = {
  outcome: z.enum(decisionOutcomes),
  wished: z.enum(disclosureForms),
  sharing: z.enum(['disclosure', 'internal_use']),
  rules: z
    .array(z.string())
    .describe('The rules that say no, or all that were tried where the answer is yes.'),
  provision: z.string().nullable(),
  sentence: said,
  whoDecides: said.extend({ role: z.string() }),
  wouldChange: z.array(said),
  refusals: z.array(reason),
  basis: basisRef.nullable(),
  useRestriction: restriction.nullable(),
  catalogueVersion: z.string(),
};

const decision = z
  .object({
    recipient: slug,
    ...toldDecision,
    possible: z.array(option),
    impossible: z.array(option),
  })
  .meta({
    id: 'TriedDecision',
    description:
      'Whether a recipient may be given something under a legal basis, with every rule that says no, and how each basis of the ' +
      'catalogue would fare. A possible basis may list what is still to be filled in.',
  });

export const evaluateDecision = endpoint({
  id: 'evaluateDecision',
  method: 'POST',
  path: '/v1/decisions/evaluate',
  status: 200,
  idempotent: false,
  summary: { da: 'Prøv, om noget må deles, uden at dele det', en: 'Try whether something may be shared' },
  description:
    'A dry run by the rules that decide a disclosure; changes nothing. Without a review, taking part in one is not tried.',
  permission: 'legal-bases.read',
  body: z.strictObject({
    reviewId: id.optional(),
    basisCode: z.string().max(40),
    recipients: z.array(slug).min(1).max(20),
    purpose: z.enum(purposes),
    dataClass: z.enum(dataClasses),
    subject: z.enum(subjects),
    necessity: safeText(2000, 0),
    form: z.enum(disclosureForms).default('full'),
    statementKind: z.enum(statementKinds).optional(),
    sourceClass: z.enum([...sourceClasses, 'money_laundering_report']).default('own_records'),
    police: z
      .strictObject({
        subjectCategory: z.enum(subjectCategories).optional(),
        reviewDueOn: civilDate.optional(),
      })
      .optional(),
    declarationNotInvestigation: z.boolean().default(false),
    secondApproval: z.boolean().default(false),
  }),
  output: z.object({ decisions: z.array(decision) }),
  refusals: [notFound],
  example: {
    basisCode: 'RSL11C',
    recipients: ['skat', 'koebenhavns-politi'],
    purpose: 'benefit_control',
    dataClass: 'confidential',
    subject: 'person',
    necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
  },
});
