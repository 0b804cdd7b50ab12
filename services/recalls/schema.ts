import { z } from 'zod';
import { recallAnswers, recallKinds } from '#platform/codes.ts';
import { civilDate, id, instant, slug } from '#platform/contract.ts';

const count = z.int().min(1);

const answering = {
  answer: z.enum(recallAnswers).nullable(),
  why: z
    .string()
    .nullable()
    .describe('Why it cannot be corrected or deleted, in the words of the recipient.'),
  answeredAt: instant.nullable(),
  firstSeenAt: instant.nullable(),
  dueOn: civilDate,
  overdue: z.boolean(),
  superseded: z
    .boolean()
    .describe('A later recall of the same finding told the agency anew before it answered.'),
  newVersion: z
    .enum(['given', 'not_given', 'no_longer'])
    .nullable()
    .describe(
      'Of a correction: whether the agency has the new version; `no_longer`: it has been withdrawn since.',
    ),
};

const about = {
  id,
  kind: z.enum(recallKinds),
  findingId: id,
  reviewId: id,
  reviewReference: z.string().nullable(),
  openedOn: civilDate,
};

export const recall = z
  .object({
    ...about,
    version: z.int().describe('The newest version that it concerns.'),
    recipients: z.array(z.object({ agencyId: slug, heldVersion: z.int(), ...answering })),
    open: z.boolean().describe('Somebody has not answered.'),
    dueOn: civilDate,
  })
  .meta({
    id: 'Recall',
    description:
      'A finding that was corrected or withdrawn, or a disclosure that was revoked, after it had reached others (da: tilbagekaldelse), ' +
      'with what each of them has answered. Only the agency that gave it reads this.',
  });

const times = z.object({ agencyId: slug, day: civilDate, times: count });

export const recallDetail = recall
  .extend({
    reached: z
      .object({
        disclosures: z.array(
          z.object({
            disclosureId: id,
            agencyId: slug,
            version: z.int(),
            disclosedOn: civilDate,
            firstReadOn: civilDate.nullable(),
            receiptNumber: z.int().nullable(),
          }),
        ),
        views: z.array(times),
        agendas: z.array(z.object({ meetingId: id, revision: count, builtOn: civilDate })),
        meetings: z.array(z.object({ meetingId: id, heldOn: civilDate })),
        followUps: z.array(z.object({ actionId: id, agencyId: slug, startedOn: civilDate })),
        exports: z.array(times),
        reports: z.array(z.object({ reportId: id, period: z.string(), version: count, builtOn: civilDate })),
      })
      .describe(
        'Where it had got to when it was recalled: who was given it and first read it, how often each other agency looked at it on which ' +
          'day, the agendas and meetings that its review was on, the follow-up of others that rests on it, and the exports and reports that ' +
          'hold it or count its review.',
      ),
  })
  .meta({ id: 'RecallDetail', description: 'A recall with everything that the finding had reached.' });

export const recallNotice = z
  .object({
    ...about,
    fromAgencyId: slug,
    heldVersion: z.int().describe('The newest version that your agency was given.'),
    heldSince: civilDate,
    text: z.object({ da: z.string(), en: z.string() }),
    provision: z.string(),
    ...answering,
    version: z.int(),
  })
  .meta({
    id: 'RecallNotice',
    description:
      'What one agency is told of a recall, and what it answers (da: meddelelse om tilbagekaldelse). It says nothing of what the finding said.',
  });
