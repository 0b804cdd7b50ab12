import { z } from 'zod';
import { affiliationValues, purposes, securityConditions } from '#platform/codes.ts';
import { civilDate, id, instant, slug } from '#platform/contract.ts';

const person = z.object({ id, name: z.string() });

export const affiliationStatement = z
  .object({
    id,
    reviewId: id,
    version: z.number().int(),
    value: z.enum(affiliationValues),
    carriesReview: z
      .boolean()
      .describe('The review is held because of it: unless it is confirmed and in date, it is on no agenda.'),
    ground: z.string().nullable(),
    statedOn: civilDate,
    author: person.nullable(),
    reviewDueOn: civilDate.nullable(),
    inForce: z.boolean(),
    lapsed: z.boolean().describe('Its date has passed without confirmation.'),
    askedOn: civilDate.nullable().describe('When the service asked the police to confirm or withdraw it.'),
  })
  .meta({
    id: 'AffiliationStatement',
    description:
      'What the police state of the citizen’s affiliation (da: tilknytning), with author, day and the day it must be reviewed. The ' +
      'police alone read it; it names no group and has no level, and nothing is filtered, sorted or counted by it.',
  });

const useRestriction = z.object({ code: z.string(), da: z.string(), en: z.string() });

/** All that a recipient is told. */
export const securityConditionsTold = z
  .object({
    id,
    reviewId: id,
    fromAgencyId: slug,
    conditions: z.array(z.enum(securityConditions)),
    text: z.string().nullable(),
    contact: z.string().describe('Whom to call.'),
    since: civilDate,
    until: civilDate,
    useRestriction: useRestriction.nullable(),
  })
  .meta({
    id: 'SecurityConditions',
    description:
      'Under which conditions the citizen can be met (da: vilkår for et sikkert møde), since when, until when and whom to call. ' +
      'No ground, no source, no level.',
  });

export const securityAssessment = securityConditionsTold
  .omit({ useRestriction: true })
  .extend({
    own: z.boolean(),
    inForce: z.boolean(),
    useRestriction: useRestriction.nullable(),
    details: z
      .object({
        author: person.nullable(),
        necessity: z.string(),
        legalBasis: z.object({ code: z.string(), citation: z.string(), version: z.number().int() }),
        purpose: z.enum(purposes),
        replaces: id.nullable(),
        endedAt: instant.nullable(),
        recipients: z.array(
          z.object({ noticeId: id, agencyId: slug, toldOn: civilDate, firstReadAt: instant.nullable() }),
        ),
      })
      .nullable()
      .describe('For the police alone.'),
  })
  .meta({
    id: 'SecurityAssessment',
    description:
      'A security assessment (da: sikkerhedsvurdering) of the police. A recipient gets its conditions alone, as long as it is in force.',
  });

export const dueAssessments = z
  .object({
    affiliations: z.array(
      z.object({
        reviewId: id,
        reference: z.string().nullable(),
        reviewDueOn: civilDate,
        askedOn: civilDate.nullable(),
        carriesReview: z.boolean(),
      }),
    ),
    securityAssessments: z.array(
      z.object({ id, reviewId: id, reference: z.string().nullable(), until: civilDate }),
    ),
    findings: z
      .array(z.object({ id, reviewId: id, reference: z.string().nullable(), reviewDueOn: civilDate }))
      .describe(
        'Their own findings on reviews under way: once the day has passed, they are in no agenda and no minutes (D9).',
      ),
  })
  .meta({
    id: 'DueAssessments',
    description:
      'What the police are to confirm, withdraw or renew: due within 30 days or past its day, soonest first. At most 100 of each.',
  });
