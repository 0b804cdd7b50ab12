import { z } from 'zod';
import {
  basisStates,
  dataClasses,
  decisionOutcomes,
  disclosureForms,
  partyKinds,
  purposes,
  regimes,
  sourceClasses,
  statementKinds,
  subjectCategories,
  subjects,
} from '#platform/codes.ts';
import { civilDate, endpoint, id, safeText, slug } from '#platform/contract.ts';
import { fieldRule, notFound } from '#platform/errors.ts';
import { basisRules } from './basis-life.ts';

export { disclosureRules } from './deny.ts';
export { limits } from './limits-schema.ts';

const said = {
  code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/),
  citation: safeText(200),
  law: safeText(200),
  regime: z.enum(regimes),
  contributors: z.array(z.enum(partyKinds)).min(1).max(5),
  recipients: z.array(z.enum(partyKinds)).max(5),
  dataClasses: z.array(z.enum(dataClasses)).min(1).max(4),
  purposes: z.array(z.enum(purposes)).min(1).max(4),
  subjects: z.array(z.enum(subjects)).min(1).max(2),
  notForCriminalInvestigation: z.boolean(),
  createsDuty: z.boolean(),
  needsSecondApprover: z.boolean(),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
};

const legalBasis = z
  .object({
    id,
    ...said,
    citation: z.string(),
    law: z.string(),
    version: z.number().int(),
    status: z.enum(basisStates),
  })
  .meta({
    id: 'LegalBasis',
    description:
      'One version of a legal basis (da: hjemmel): who may give what to whom, for what purpose, and on which days (both count). ' +
      'An empty list of recipients means own review only.',
  });

export const listLegalBases = endpoint({
  id: 'listLegalBases',
  method: 'GET',
  path: '/v1/legal-bases',
  summary: { da: 'Enhedens katalog over hjemler', en: "The unit's catalogue of legal bases" },
  permission: 'legal-bases.read',
  query: z.strictObject({ status: z.enum(basisStates).optional(), on: civilDate.optional() }),
  output: z.object({
    items: z.array(
      legalBasis.extend({
        draftedByYou: z.boolean().describe('Then somebody else has to approve it (four eyes).'),
      }),
    ),
    catalogueVersion: z.string(),
  }),
});

const daysInOrder = fieldRule(
  'legal-basis.validity',
  'Gyldighedens sidste dag kan ikke ligge før den første.',
  'The last day of validity cannot be before the first.',
);

export const draftLegalBasis = endpoint({
  id: 'draftLegalBasis',
  method: 'POST',
  path: '/v1/legal-bases',
  summary: {
    da: 'Skriv udkast til en hjemmel eller en ny version',
    en: 'Draft a legal basis or a new version',
  },
  description:
    'The version is the next of its code. A draft allows nothing until another legal officer approves it.',
  permission: 'legal-bases.draft',
  body: z
    .strictObject({ ...said, needsSecondApprover: z.boolean().default(false) })
    .refine(({ validFrom, validTo }) => validTo === null || validTo >= validFrom, {
      ...daysInOrder,
      path: ['validTo'],
    }),
  output: legalBasis,
  example: {
    code: 'FVL31',
    citation: 'FVL § 31',
    law: 'Forvaltningsloven',
    regime: 'GDPR',
    contributors: ['tax', 'bif', 'sof', 'bk'],
    recipients: ['tax', 'bif', 'sof', 'bk'],
    dataClasses: ['ordinary', 'confidential'],
    purposes: ['benefit_control', 'tax_control'],
    subjects: ['person'],
    notForCriminalInvestigation: false,
    createsDuty: true,
    validFrom: '2018-05-25',
    validTo: null,
  },
});

const ofBasis = z.strictObject({ legalBasisId: id });

export const approveLegalBasis = endpoint({
  id: 'approveLegalBasis',
  method: 'POST',
  path: '/v1/legal-bases/:legalBasisId/approval',
  status: 200,
  summary: { da: 'Godkend et udkast', en: 'Approve a draft' },
  description:
    'By another legal officer than the one who drafted it. Older approved versions of the code end the day before it begins, but not ' +
    'before today, and stay readable: findings and disclosures refer to the version they were made under.',
  permission: 'legal-bases.approve',
  params: ofBasis,
  body: z.strictObject({}),
  output: legalBasis.extend({ ended: z.array(legalBasis) }),
  refusals: [notFound, basisRules.notDraft, basisRules.fourEyes, basisRules.overtaken],
  example: {},
});

export const retireLegalBasis = endpoint({
  id: 'retireLegalBasis',
  method: 'POST',
  path: '/v1/legal-bases/:legalBasisId/retirement',
  status: 200,
  summary: { da: 'Tag en hjemmel ud af brug', en: 'Take a legal basis out of use' },
  description:
    'From now on nothing is attached or disclosed under it. What was disclosed under it stays as it is.',
  permission: 'legal-bases.approve',
  params: ofBasis,
  body: z.strictObject({}),
  output: legalBasis,
  refusals: [notFound, basisRules.retiredAlready],
  example: {},
});

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

const decision = z
  .object({
    recipient: slug,
    outcome: z.enum(decisionOutcomes),
    sharing: z.enum(['disclosure', 'internal_use']),
    refusals: z.array(reason),
    basis: basisRef.nullable(),
    useRestriction: restriction.nullable(),
    catalogueVersion: z.string(),
    possible: z.array(option),
    impossible: z.array(option),
  })
  .meta({
    id: 'Decision',
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
