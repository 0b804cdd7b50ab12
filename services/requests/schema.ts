import { z } from 'zod';
import { purposes, requestStates } from '#platform/codes.ts';
import { civilDate, id, slug } from '#platform/contract.ts';
import { dueStates } from '#platform/due.ts';
import { requestDeeds } from './information-request.ts';

const text = z.object({ da: z.string(), en: z.string() });

/** The classes of data that a question may hold. */
export const questionClasses = ['ordinary', 'confidential'] as const;

export const informationRequest = z
  .object({
    id,
    reviewId: id,
    reviewReference: z.string().nullable(),
    direction: z.enum(['received', 'sent']),
    fromAgencyId: slug.describe('The agency that asks.'),
    toAgencyId: slug.describe('The agency that is asked.'),
    state: z.enum(requestStates),
    question: z.string(),
    necessity: z.string().describe('Why the asker needs to know; both agencies read it.'),
    dataClass: z.enum(questionClasses),
    purpose: z.enum(purposes),
    legalBasis: z.object({ code: z.string(), version: z.int(), citation: z.string() }),
    useRestriction: z.enum(['not_for_criminal_investigation']).nullable(),
    duty: text
      .extend({ creates: z.boolean(), provision: z.string(), title: text })
      .describe('Whether the basis obliges anybody to answer, and what is said of it.'),
    askedOn: civilDate,
    wishedOn: civilDate.describe('When the asker would like to have the answer.'),
    expiresOn: civilDate.describe('After this day an open request is not answered, and no more than that.'),
    decidedOn: civilDate.nullable(),
    due: z
      .enum(dueStates)
      .nullable()
      .describe('How near the wished-for day is; null once there is nothing to wait for.'),
    reason: z
      .string()
      .nullable()
      .describe(
        'Why it was not accepted: for the refuser, and for the asker where the refuser shows it. Usually none.',
      ),
    reasonShown: z.boolean().nullable().describe('Whether the asker sees the reason; null without one.'),
    findingIds: z.array(id).describe('The findings that were disclosed in answer and are not revoked.'),
    allowedNext: z.array(z.enum(requestDeeds)).describe('What the own agency can do with it now.'),
    version: z.int(),
  })
  .meta({
    id: 'InformationRequest',
    description:
      'One agency asks another of the same review for information (da: anmodning om oplysninger). Nobody but the two knows of it. That it is refused or not answered says nothing about the citizen.',
  });
