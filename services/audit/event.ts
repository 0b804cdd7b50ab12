import { z } from 'zod';
import { purposes, roles } from '#platform/codes.ts';
import { verbs } from './verbs.ts';

const none = z.literal('').transform(() => null);
const stored = z.object({
  person: z.union([none, z.uuid()]),
  system: z.union([none, z.string()]),
  roles: z.string().transform((list) => list.split(',').filter((role) => role !== '')),
  purpose: z.union([none, z.enum(purposes)]),
  request: z.string(),
  verb: z.enum(verbs),
  outcome: z.enum(['done', 'refused']),
  review: z.uuid().nullable(),
  event: z.object({
    deed: z.string(),
    ids: z.record(z.string(), z.array(z.string())).default({}),
    legalBasis: z.string().nullish(),
    recipient: z.string().optional(),
    fields: z.array(z.string()).default([]),
    ruleId: z.string().optional(),
    reason: z.string().optional(),
    counts: z.record(z.string(), z.number()).default({}),
  }),
});
const knownRoles = z.array(z.enum(roles));

/** An event as it is shown, read from the exact bytes that were stored. Throws when they are not an event. */
export function eventFrom({ at, canon, leaf }: { at: string; canon: Buffer; leaf: Buffer }) {
  const text = canon.toString('utf8');
  const { event, person, review, request, roles: held, ...rest } = stored.parse(JSON.parse(text));
  return {
    ...rest,
    leaf: leaf.toString('hex'),
    canon: text,
    at,
    personId: person,
    reviewId: review,
    traceId: request,
    roles: knownRoles.parse(held),
    deed: event.deed,
    ids: event.ids,
    fields: event.fields,
    counts: event.counts,
    legalBasis: event.legalBasis ?? null,
    ruleId: event.ruleId ?? null,
    reason: event.reason ?? null,
    recipient: event.recipient ?? null,
  };
}
