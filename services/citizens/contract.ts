import { z } from 'zod';
import { reviewOutcomes, reviewStates } from '#platform/codes.ts';
import { civilDate, endpoint, id, slug } from '#platform/contract.ts';
import { needToKnow } from '#need-to-know/questions.ts';
import { fieldRule, notFound } from '#platform/errors.ts';
import { quotaSpent } from './quota.ts';
import { type CprFault, parseCpr } from './cpr.ts';

export { cprNumbersIn } from './cpr-scan.ts';
export { hintsIn, hintTexts } from './text-scan.ts';

/** A hint on a free text, to whoever wrote it. */
export const textWarning = z
  .object({
    code: z.enum(['cpr_number', 'person_name', 'special_category', 'child']),
    pointer: z.string(),
    da: z.string(),
    en: z.string(),
  })
  .meta({ id: 'TextWarning', description: 'What a free text seems to hold; a hint refuses nothing.' });

const faults: Record<CprFault, { params: { rule: string }; error: string }> = {
  cpr_length: fieldRule(
    'cpr.length',
    'CPR-nummeret skal have ti cifre: DDMMÅÅ-XXXX, eventuelt uden bindestreg.',
    'The CPR number must have ten digits: DDMMYY-XXXX, with or without the hyphen.',
  ),
  cpr_day_out_of_range: fieldRule(
    'cpr.day',
    'CPR-nummerets dag skal være 01-31, eller 61-91 for et erstatningspersonnummer.',
    'The day of the CPR number must be 01-31, or 61-91 for a replacement number.',
  ),
  cpr_not_a_date: fieldRule(
    'cpr.date',
    'CPR-nummeret begynder ikke med en dato, der findes.',
    'The CPR number does not begin with a date that exists.',
  ),
};

/** A civil registration number as people write it; becomes its ten digits. What was written is never repeated. */
export const cprNumber = z
  .string()
  .transform((text, context) => {
    const parsed = parseCpr(text);
    if (parsed.ok) return parsed.cpr;
    const { params, error } = faults[parsed.code];
    context.addIssue({ code: 'custom', params, message: error, input: text });
    return z.NEVER;
  })
  .meta({
    description: 'DDMMYY-XXXX, with or without the hyphen. Only ever in a body, never in an address.',
  });

const seenReview = z.object({
  id,
  unitId: slug,
  reference: z.string().nullable(),
  state: z.enum(reviewStates),
  nominatedOn: civilDate,
  reviewedOn: civilDate.nullable(),
  outcome: z.enum(reviewOutcomes).nullable(),
});

const lookUp = z
  .object({
    cprMasked: z.string(),
    replacementNumber: z.boolean(),
    modulus11: z.boolean().meta({ description: 'A hint against slips of the pen; never a rule since 2007.' }),
    reviews: z.array(seenReview),
  })
  .meta({
    id: 'CitizenLookup',
    description:
      'The reviews of a person that the caller may see. Empty both when nobody reviews the person and when others do.',
  });

const lookUpReasons = ['new_nomination', 'follow_up', 'citizen_contact', 'error_suspected'] as const;

export const lookUpCitizen = endpoint({
  id: 'lookUpCitizen',
  method: 'POST',
  path: '/v1/citizen-lookups',
  summary: { da: 'Slå en borger op i egne gennemgange', en: 'Look a citizen up among own reviews' },
  permission: 'citizens.look-up',
  purpose: true,
  idempotent: false,
  verb: 'search',
  status: 200,
  body: z.strictObject({ cpr: cprNumber, reason: z.enum(lookUpReasons) }),
  output: lookUp,
  refusals: [quotaSpent],
  example: { cpr: '780264-2812', reason: 'new_nomination' },
});

const unmaskReasons = ['identify_in_own_system', 'phone_contact', 'error_suspected'] as const;

export const unmaskCitizen = endpoint({
  id: 'unmaskCitizen',
  method: 'POST',
  path: '/v1/case-reviews/:reviewId/unmaskings',
  summary: { da: 'Vis hele CPR-nummeret', en: 'Show the whole CPR number' },
  description: 'Recorded as a deed of its own with the reason, every time.',
  permission: 'citizens.unmask',
  purpose: true,
  idempotent: false,
  verb: 'consult',
  status: 200,
  params: z.strictObject({ reviewId: id }),
  body: z.strictObject({ reason: z.enum(unmaskReasons) }),
  output: z.object({ cpr: z.string() }).meta({ id: 'UnmaskedNumber', description: 'DDMMYY-XXXX.' }),
  refusals: [notFound, needToKnow],
  example: { reason: 'identify_in_own_system' },
});
