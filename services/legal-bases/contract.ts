import { z } from 'zod';
import { basisStates, dataClasses, partyKinds, purposes, regimes, subjects } from '#platform/codes.ts';
import { civilDate, endpoint, id, safeText, slug } from '#platform/contract.ts';
import { fieldRule, notFound } from '#platform/errors.ts';
import { basisRules } from './basis-life.ts';

export { disclosureRules } from './deny.ts';
export * from './evaluate-contract.ts';
export * from './what-if-contract.ts';
export { limits } from './limits-schema.ts';

const said = {
  code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/),
  citation: safeText(200),
  law: safeText(200),
  regime: z.enum(regimes),
  contributors: z.array(z.enum(partyKinds)).min(1).max(5),
  recipients: z.array(z.enum(partyKinds)).max(5),
  dataClasses: z.array(z.enum(dataClasses)).max(4),
  factOnlyClasses: z
    .array(z.enum(dataClasses))
    .max(4)
    .describe('Classes of which it carries only the fact that a relevant finding exists.'),
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
    authorityId: slug.nullable().describe('Whose own row it is; null for the common rows of the unit.'),
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
        ofOwnAuthority: z
          .boolean()
          .describe(
            'The own one of your authority, or a common one under which no other authority gives anything: yours to decide on.',
          ),
        authorityName: z.string().nullable(),
        meant: z.boolean().describe('The version that your authority means today when it names the code.'),
      }),
    ),
    catalogueVersion: z.string(),
  }),
});

const someClass = fieldRule(
  'legal-basis.data-class',
  'Vælg mindst én type oplysninger.',
  'Choose at least one class of data.',
);
const wholeOrFact = fieldRule(
  'legal-basis.whole-or-fact',
  'En type oplysninger er enten hele oplysningen eller kun, at den findes.',
  'A class of data is either the whole of it or only that it exists.',
);
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
    'It is a row of your own authority, for what its agencies contribute, and takes the place of the common row of its code from its ' +
    'first day on. The version is the next of its code. A draft allows nothing until another legal officer of the authority approves it.',
  permission: 'legal-bases.draft',
  body: z
    .strictObject({
      ...said,
      factOnlyClasses: said.factOnlyClasses.default([]),
      needsSecondApprover: z.boolean().default(false),
    })
    .refine(({ dataClasses: whole, factOnlyClasses: fact }) => whole.length + fact.length > 0, {
      ...someClass,
      path: ['dataClasses'],
    })
    .refine(({ dataClasses: whole, factOnlyClasses: fact }) => !fact.some((one) => whole.includes(one)), {
      ...wholeOrFact,
      path: ['factOnlyClasses'],
    })
    .refine(({ validFrom, validTo }) => validTo === null || validTo >= validFrom, {
      ...daysInOrder,
      path: ['validTo'],
    }),
  output: legalBasis,
  refusals: [basisRules.notYourAgencies],
  example: {
    code: 'FVL31',
    citation: 'FVL § 31',
    law: 'Forvaltningsloven',
    regime: 'GDPR',
    contributors: ['bif', 'sof', 'bk'],
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
    'By another legal officer of the same authority than the one who drafted it. Older approved versions of the code with the same owner end the day before it begins, but not ' +
    'before today, and stay readable: findings and disclosures refer to the version they were made under.',
  permission: 'legal-bases.approve',
  params: ofBasis,
  body: z.strictObject({}),
  output: legalBasis.extend({ ended: z.array(legalBasis) }),
  refusals: [
    notFound,
    basisRules.notDraft,
    basisRules.fourEyes,
    basisRules.overtaken,
    basisRules.anotherAuthority,
  ],
  example: {},
});

export const retireLegalBasis = endpoint({
  id: 'retireLegalBasis',
  method: 'POST',
  path: '/v1/legal-bases/:legalBasisId/retirement',
  status: 200,
  summary: { da: 'Tag en hjemmel ud af brug', en: 'Take a legal basis out of use' },
  description:
    'From now on nothing is attached or disclosed under it, nor, when it was your own row, under the common row of its code: a new ' +
    'draft has to be approved first. What was disclosed under it stays as it is.',
  permission: 'legal-bases.approve',
  params: ofBasis,
  body: z.strictObject({}),
  output: legalBasis,
  refusals: [notFound, basisRules.retiredAlready, basisRules.anotherAuthority],
  example: {},
});
