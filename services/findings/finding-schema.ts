import { z } from 'zod';
import { textWarning } from '#citizens/contract.ts';
import {
  dataClasses,
  disclosureForms,
  initiatives,
  purposes,
  relations,
  sourceClasses,
  statementKinds,
  subjectCategories,
  subjects,
} from '#platform/codes.ts';
import { civilDate, id, instant, slug } from '#platform/contract.ts';

const basisRef = z
  .object({ code: z.string(), citation: z.string(), version: z.number().int() })
  .meta({ id: 'LegalBasisRef', description: 'The version of a legal basis that was used (da: hjemmel).' });

const useRestriction = z
  .object({ code: z.enum(['not_for_criminal_investigation']), da: z.string(), en: z.string() })
  .meta({
    id: 'UseRestriction',
    description: 'What the recipient may not use it for; repeat it in every copy.',
  });

/** What the police say of each finding of theirs; imported ones may lack a part. */
const policeFields = z.object({
  subjectCategory: z.enum(subjectCategories).nullable(),
  sourceReliability: z.string().nullable(),
  reviewDueOn: civilDate.nullable(),
});

export const disclosure = z
  .object({
    id,
    findingId: id,
    version: z.number().int(),
    toAgencyId: slug,
    legalBasis: basisRef,
    purpose: z.enum(purposes),
    form: z.enum(disclosureForms),
    decisionId: id.nullable(),
    useRestriction: useRestriction.nullable(),
    initiative: z.enum(initiatives),
    disclosedOn: civilDate,
    firstReadAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({
    id: 'Disclosure',
    description:
      'One version of a finding given to one agency (da: videregivelse). Only the agency that gave it reads this.',
  });

const aboutThirdPerson = z.object({ relation: z.enum(relations), thirdPersonId: id.nullable() }).meta({
  id: 'AboutThirdPerson',
  description:
    'The finding is about a third person (da: om en tredjeperson): what that person is to the citizen, and who, where the reader’s ' +
    'agency registered the person or was told.',
});

const attachment = z
  .object({ id, name: z.string(), mediaType: z.string(), bytes: z.number().int(), sha256: z.string() })
  .meta({ id: 'HandedOverFile', description: 'A file that goes with a finding, by its hash (da: bilag).' });

const content = {
  version: z.number().int(),
  statementKind: z.enum(statementKinds).nullable(),
  dataClass: z.enum(dataClasses).nullable(),
  subject: z.enum(subjects).nullable(),
  about: aboutThirdPerson.nullable(),
  text: z.string().nullable(),
  legalBasis: basisRef,
  purpose: z.enum(purposes),
  useRestriction: useRestriction.nullable(),
  police: policeFields.nullable(),
};

export const finding = z
  .object({
    id,
    reviewId: id,
    agencyId: slug,
    own: z.boolean(),
    notedOn: civilDate,
    form: z
      .enum(disclosureForms)
      .describe(
        '`fact_only`: the recipient is told that a relevant finding exists, and nothing of what it says.',
      ),
    ...content,
    attachments: z.array(attachment),
    contentHash: z
      .string()
      .nullable()
      .describe('SHA-256 of what the recipient was given; null of own findings, and of what is withdrawn.'),
    decisionId: id
      .nullable()
      .describe(
        'The decision behind it: of the disclosure that was received, or of attaching the own finding.',
      ),
    superseded: z.boolean(),
    withdrawn: z.boolean(),
    withdrawnAt: instant.nullable(),
    expired: z
      .boolean()
      .describe(
        'The police should have reviewed it by now: until they do, it is in no agenda, minutes, export or report (D9).',
      ),
    necessity: z.string().nullable(),
    sourceClass: z.enum(sourceClasses).nullable(),
    needsSecondApprover: z.boolean(),
    disclosures: z.array(disclosure),
    received: z.object({ disclosureId: id.nullable(), disclosedOn: civilDate }).nullable(),
  })
  .meta({
    id: 'Finding',
    description:
      'A statement of one agency on a case review (da: oplysning). The agency itself (`own`) sees necessity, source and to whom ' +
      'it was disclosed; a recipient sees the newest version disclosed to it, under the basis it was disclosed under. ' +
      'Of what was disclosed as `fact_only` it sees that it exists, and no version. `superseded`: a newer version exists that the reader has not been given. Of a withdrawn finding a recipient sees only that.',
  });

export const findingDetail = finding
  .extend({ versions: z.array(z.object({ ...content, necessity: z.string().nullable() })) })
  .meta({
    id: 'FindingDetail',
    description:
      'A finding with those versions that the reader may see, newest first: all of them, or the newest that was disclosed to it in full.',
  });

export const findingVersion = z
  .object({
    ...content,
    attachments: z.array(attachment),
    necessity: z.string().nullable(),
    sourceClass: z.enum(sourceClasses).nullable(),
    authorId: id.nullable(),
    authorName: z.string().nullable(),
    reason: z.string().nullable(),
    writtenAt: instant,
    changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
    corrects: z
      .boolean()
      .describe(
        'Those who were given an earlier version are told of this one. Not where only necessity, source and day of review changed.',
      ),
  })
  .meta({
    id: 'FindingVersion',
    description:
      'One version of a finding, by whom and why, and how it differs from the one before (da: version). For its own agency.',
  });

export const findingWritten = finding.extend({ warnings: z.array(textWarning) }).meta({
  id: 'FindingWritten',
  description: 'A finding as it was stored, with hints on its texts. A hint refuses nothing.',
});
