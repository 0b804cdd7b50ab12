import { fieldTexts, type FieldError, type Refusal } from '#platform/errors.ts';
import { z } from 'zod';

/** RFC 9457, with the rule, its provision and both languages. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    titleEn: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    detailEn: z.string().optional(),
    ruleId: z.string(),
    provision: z.string().optional(),
    contact: z.string().optional(),
    traceId: z.string(),
    errors: z
      .array(z.object({ pointer: z.string(), rule: z.string(), da: z.string(), en: z.string() }))
      .optional(),
  })
  .loose();
export type Problem = z.infer<typeof problem>;

/** The problem document of a refusal. The same refusal gives the same bytes but for `traceId`. */
export function problemOf(refusal: Refusal, traceId: string): Problem {
  const { rule, details } = refusal;
  const provision = details.provision ?? rule.provision;
  return {
    type: `/v1/meta/rules#${rule.id}`,
    title: rule.title.da,
    titleEn: rule.title.en,
    status: rule.status,
    ...(details.detail ? { detail: details.detail.da, detailEn: details.detail.en } : {}),
    ruleId: rule.id,
    ...(provision === undefined ? {} : { provision }),
    ...(details.contact === undefined ? {} : { contact: details.contact }),
    traceId,
    ...(details.errors === undefined ? {} : { errors: [...details.errors] }),
    ...details.members,
  };
}

/** What people call the types of JSON. */
const types: Record<string, [da: string, en: string]> = {
  number: ['et tal', 'a number'],
  int: ['et helt tal', 'a whole number'],
  string: ['en tekst', 'a text'],
  array: ['en liste', 'a list'],
};

const missing = { rule: 'field.missing', da: 'Skal udfyldes.', en: 'Is required.' };
const texts: Record<string, (issue: z.core.$ZodIssue) => { rule: string; da: string; en: string }> = {
  unrecognized_keys: () => ({
    rule: 'field.unknown',
    da: 'Feltet kendes ikke her.',
    en: 'This field is not known here.',
  }),
  too_small: (issue) => {
    const least = 'minimum' in issue ? String(issue.minimum) : '';
    const rule = 'field.too-small';
    const origin = 'origin' in issue ? issue.origin : '';
    if (origin === 'array') return { rule, da: `Vælg mindst ${least}.`, en: `Choose at least ${least}.` };
    if (origin !== 'string')
      return { rule, da: `Skal være mindst ${least}.`, en: `Must be at least ${least}.` };
    if (least === '1') return { ...missing, rule };
    return { rule, da: `Skal være på mindst ${least} tegn.`, en: `Must be at least ${least} characters.` };
  },
  too_big: (issue) => {
    const most = 'maximum' in issue ? String(issue.maximum) : '';
    const rule = 'field.too-big';
    const origin = 'origin' in issue ? issue.origin : '';
    if (origin === 'array') return { rule, da: `Vælg højst ${most}.`, en: `Choose at most ${most}.` };
    if (origin !== 'string') return { rule, da: `Må højst være ${most}.`, en: `Must be at most ${most}.` };
    return { rule, da: `Må højst være på ${most} tegn.`, en: `Must be at most ${most} characters.` };
  },
  invalid_value: (issue) => {
    if (issue.input === undefined) return missing;
    const values = 'values' in issue && Array.isArray(issue.values) ? issue.values.join(', ') : '';
    return {
      rule: 'field.not-a-choice',
      da: `Skal være en af: ${values}.`,
      en: `Must be one of: ${values}.`,
    };
  },
  invalid_type: (issue) => {
    const expected = 'expected' in issue ? String(issue.expected) : '';
    return issue.input === undefined
      ? missing
      : {
          rule: 'field.wrong-type',
          da: `Skal være ${types[expected]?.[0] ?? expected}.`,
          en: `Must be ${types[expected]?.[1] ?? expected}.`,
        };
  },
  not_multiple_of: () => ({
    rule: 'field.too-precise',
    da: 'Må højst have to decimaler.',
    en: 'May have at most two decimals.',
  }),
  invalid_format: (issue) => {
    const format = 'format' in issue ? String(issue.format) : '';
    const forms: Record<string, [string, string]> = {
      date: ['en dato som 2026-01-31', 'a date like 2026-01-31'],
      datetime: [
        'et tidspunkt i UTC som 2026-01-31T08:00:00Z',
        'an instant in UTC like 2026-01-31T08:00:00Z',
      ],
      uuid: ['et id', 'an id'],
    };
    const [da, en] = forms[format] ?? ['på den rigtige form', 'in the right form'];
    return { rule: `field.format`, da: `Skal være ${da}.`, en: `Must be ${en}.` };
  },
};
const otherwise = { rule: 'field.invalid', da: 'Er ikke gyldigt her.', en: 'Is not valid here.' };
/** All errors of one part of a request, each with a JSON Pointer; values are never repeated. */
export function fieldErrors(part: string, error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const base = [part, ...issue.path.map(String)];
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...base, key]) : [base];
    const named =
      issue.code === 'custom' ? fieldTexts.get(String(issue.params?.['rule'] ?? issue.message)) : undefined;
    const text = named ?? texts[issue.code]?.(issue) ?? otherwise;
    return paths.map((path) => ({
      pointer: `/${path.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
      ...text,
    }));
  });
}
