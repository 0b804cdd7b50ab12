import { z } from 'zod';
import { limits } from '#legal-bases/contract.ts';
import { securityConditionsTold } from '#assessments/contract.ts';
import { itemOutcomes, itemReasons, meetingStates, reviewStates, standings } from '#platform/codes.ts';
import { civilDate, endpoint, id, instant, slug } from '#platform/contract.ts';
import { dueStates } from '#platform/due.ts';
import { notFound, staleVersion } from '#platform/errors.ts';
import { absentReasons } from './agenda.ts';
import { agendaRules } from './rules.ts';

const text = z.object({ da: z.string(), en: z.string() });

export const agendaItem = z
  .object({
    id,
    reviewId: id,
    reference: z.string().nullable(),
    nominatedOn: civilDate,
    reviewState: z.enum(reviewStates),
    position: z.int().describe('Among the items that this reader sees.'),
    reasons: z.array(text.extend({ code: z.enum(itemReasons) })),
    name: z.string().nullable(),
    cprMasked: z
      .string()
      .nullable()
      .describe('As in the list of reviews: null, like the name, for who need not know the person.'),
    readiness: z
      .object({
        asked: z.int(),
        answered: z.int(),
        agencies: z.array(
          z.object({
            agencyId: slug,
            answered: z.boolean(),
            dueOn: civilDate,
            standing: z
              .enum(standings)
              .describe(
                '`answered`: whatever it answered, and shows to nobody else. The own agency reads its own answer.',
              ),
            due: z
              .enum(dueStates)
              .nullable()
              .describe('How near the deadline is; null once it has answered.'),
          }),
        ),
        notAsked: z.array(slug).describe('The other agencies of the unit, which nobody has asked.'),
      })
      .describe(
        'The agencies that were asked, soonest due first, how many they are, which of them have answered, and what only where they show it.',
      ),
    openFollowUps: z
      .int()
      .nullable()
      .describe('Follow-ups of the review in progress; null for who may not read follow-ups.'),
    security: z
      .array(securityConditionsTold)
      .describe(
        'Conditions for meeting the citizen safely that the reader’s agency was told, and that are in force.',
      ),
    limits: limits.describe('Inherited from the findings of the review that this reader has.'),
    outcome: z.enum(itemOutcomes).nullable(),
    version: z.int(),
  })
  .meta({
    id: 'AgendaItem',
    description: 'One review on the agenda (da: punkt), with the reasons why it is there.',
  });

const absentReview = z.object({
  reviewId: id,
  reference: z.string().nullable(),
  nominatedOn: civilDate,
  reason: text.extend({ code: z.enum(absentReasons) }),
  remedy: text.describe('What would bring it on.'),
});

export const agenda = z
  .object({
    meeting: z.object({
      id,
      date: civilDate,
      state: z.enum(meetingStates),
      capacity: z.int(),
      version: z.int().describe('For If-Match when the agenda is settled.'),
    }),
    revision: z.int(),
    state: z.enum(['proposed', 'settled']),
    newestRevision: z.int().describe('Higher than `revision` when a newer proposal waits for the chair.'),
    builtAt: instant,
    settledAt: instant.nullable(),
    limits: limits.describe(
      'The strictest of its items: of the agenda as a whole, and of every copy and minute of it.',
    ),
    items: z.array(agendaItem),
    absent: z
      .array(absentReview)
      .nullable()
      .describe(
        'Open reviews that are not on it, and why, in the order in which they would come on; at most 500. For chair and coordinator, null for others.',
      ),
    absentMore: z.boolean().describe('More are absent than are shown.'),
  })
  .meta({
    id: 'Agenda',
    description:
      'The reviews of a meeting (da: dagsorden) in a fixed order: carried over, overdue follow-up, oldest nomination, id. Never by anything about the person.',
  });

const params = z.strictObject({ meetingId: id });

export const proposeAgenda = endpoint({
  id: 'proposeAgenda',
  method: 'POST',
  path: '/v1/meetings/:meetingId/agenda-proposals',
  summary: {
    da: 'Byg en dagsorden; det samme grundlag giver den samme udgave igen',
    en: 'Build an agenda; the same inputs give the same revision again',
  },
  permission: 'agendas.build',
  params,
  output: agenda,
  status: 200,
  purpose: true,
  refusals: [notFound, agendaRules.notPlanned],
});

export const getAgenda = endpoint({
  id: 'getAgenda',
  method: 'GET',
  path: '/v1/meetings/:meetingId/agenda',
  summary: { da: 'Dagsordenen, som den gælder', en: 'The agenda as it stands' },
  description:
    'The settled revision, or the newest proposal while none is settled; another one by `revision`.',
  permission: 'meetings.read',
  params,
  query: z.strictObject({ revision: z.coerce.number().int().min(1).max(100_000).optional() }),
  output: agenda,
  purpose: true,
  refusals: [notFound, agendaRules.none],
});

const reviewIds = z.array(id).max(200);

export const settleAgenda = endpoint({
  id: 'settleAgenda',
  method: 'POST',
  path: '/v1/meetings/:meetingId/agenda-settlement',
  summary: { da: 'Fastlæg dagsordenen', en: 'Settle the agenda' },
  description: 'The newest revision as it is, or changed: then a new revision says what the chair added.',
  permission: 'meetings.run',
  params,
  body: z.strictObject({
    revision: z
      .int()
      .min(1)
      .optional()
      .describe('The revision that was read; refused when there is a newer one.'),
    order: reviewIds.optional().describe('All reviews of the agenda, in the wanted order.'),
    remove: reviewIds.default([]),
    add: reviewIds.default([]),
  }),
  output: agenda,
  status: 200,
  purpose: true,
  ifMatch: true,
  refusals: [
    notFound,
    staleVersion,
    agendaRules.none,
    agendaRules.notPlanned,
    agendaRules.orderIncomplete,
    agendaRules.notOnIt,
    agendaRules.cannotAdd,
  ],
  example: { revision: 1 },
});

export const recordOutcome = endpoint({
  id: 'recordOutcome',
  method: 'PUT',
  path: '/v1/agenda-items/:itemId/outcome',
  summary: { da: 'Notér udfaldet af et punkt', en: 'Record the outcome of an item' },
  description:
    'follow_up and no_follow_up conclude the review, postponed carries it over, withdrawn ends it. While the meeting is open the outcome can be changed again.',
  permission: 'meetings.run',
  params: z.strictObject({ itemId: id }),
  body: z.strictObject({ outcome: z.enum(itemOutcomes) }),
  output: agendaItem.omit({ position: true }),
  purpose: true,
  ifMatch: true,
  etag: true,
  refusals: [
    notFound,
    staleVersion,
    agendaRules.meetingNotOpen,
    agendaRules.oldRevision,
    agendaRules.concludedBefore,
  ],
  example: { outcome: 'follow_up' },
});
