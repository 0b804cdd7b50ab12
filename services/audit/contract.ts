import { z } from 'zod';
import { purposes, roles } from '#platform/codes.ts';
import { endpoint, id, instant, page, pageQuery } from '#platform/contract.ts';
import { verbs } from './verbs.ts';

const trailEvent = z
  .object({
    leaf: z.string().regex(/^[0-9a-f]{64}$/),
    canon: z.string(),
    at: instant,
    verb: z.enum(verbs),
    outcome: z.enum(['done', 'refused']),
    deed: z.string(),
    personId: id.nullable(),
    system: z.string().nullable(),
    roles: z.array(z.enum(roles)),
    purpose: z.enum(purposes).nullable(),
    legalBasis: z.string().nullable(),
    ruleId: z.string().nullable(),
    reason: z.string().nullable(),
    reviewId: id.nullable(),
    recipient: z.string().nullable(),
    fields: z.array(z.string()),
    ids: z.record(z.string(), z.array(z.string())),
    counts: z.record(z.string(), z.number()),
    traceId: z.string(),
  })
  .meta({
    id: 'TrailEvent',
    description:
      'Who did what to which review, why and when; ids and codes, no names and no texts. `canon` holds the exact text that was stored; `leaf` is SHA-256 of a zero byte followed by it (RFC 6962).',
  });

export const readTrail = endpoint({
  id: 'readTrail',
  method: 'GET',
  path: '/v1/trail',
  summary: {
    da: 'Loggen over egen myndigheds opslag og ændringer i enheden, nyeste først',
    en: 'The trail of what your own agency did in the unit, newest first',
  },
  description: 'Reading the trail is itself recorded in it.',
  permission: 'trail.read',
  query: z.strictObject({
    ...pageQuery,
    from: instant.optional(),
    until: instant.optional(),
    personId: id.optional(),
    reviewId: id.optional(),
    verb: z.enum(verbs).optional(),
    outcome: z.enum(['done', 'refused']).optional(),
  }),
  output: page(trailEvent).extend({
    people: z
      .array(z.object({ id, name: z.string() }))
      .describe('The names of the civil servants in these events, as far as they belong to the unit.'),
    reviews: z
      .array(z.object({ id, reference: z.string().nullable() }))
      .describe('The references of the case reviews in these events, as far as the own agency knows them.'),
  }),
});
