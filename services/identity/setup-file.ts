import { z } from 'zod';
import { agencyKinds, roles } from '#platform/codes.ts';
import { civilDate, safeText, slug } from '#platform/contract.ts';
import { personName, personTitle, subject } from './contract.ts';

/** A CVR number as Erhvervsstyrelsen gives it: eight digits, the first not 0, with a weighted sum that 11 divides. */
export function isCvr(cvr: string): boolean {
  if (!/^[1-9]\d{7}$/.test(cvr)) return false;
  const weights = [2, 7, 6, 5, 4, 3, 2, 1];
  return weights.reduce((sum, weight, place) => sum + weight * Number(cvr[place]), 0) % 11 === 0;
}

const cvr = z.string().refine(isCvr, {
  error:
    'er ikke et CVR-nummer (8 cifre med kontrolciffer) / is not a CVR number (8 digits with a check digit)',
});
const address = z.url({
  protocol: /^https$/,
  hostname: z.regexes.domain,
  error: 'skal være en https-adresse / must be an https address',
});
const clientId = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'skal være 1-200 synlige tegn / must be 1-200 visible characters');
const period = { validFrom: civilDate, validTo: civilDate.nullable().default(null) };

/** What `npm run setup` reads: how one unit begins. Strict, so that a misspelt member is a fault and not forgotten. */
export const setupFile = z.strictObject({
  unit: slug,
  authorities: z
    .array(
      z.strictObject({
        id: slug,
        name: safeText(120),
        cvr,
        regime: z.enum(['RHL', 'GDPR']),
        validFrom: civilDate,
      }),
    )
    .default([]),
  agencies: z
    .array(
      z.strictObject({
        id: slug,
        authorityId: slug,
        kind: z.enum(agencyKinds),
        name: safeText(120),
        validFrom: civilDate,
      }),
    )
    .default([]),
  participation: z.array(z.strictObject({ agencyId: slug, ...period })).default([]),
  /** On what each agency takes part: without one it shares nothing until a second person has confirmed one here. */
  agreements: z
    .array(
      z
        .strictObject({
          agencyId: slug,
          scope: safeText(4000),
          signedOn: civilDate,
          validFrom: civilDate,
          validTo: civilDate,
        })
        .refine(({ validFrom, validTo }) => validTo >= validFrom, {
          path: ['validTo'],
          error: 'ligger før den første dag / is before the first day',
        }),
    )
    .default([]),
  issuers: z.array(
    z.strictObject({
      authorityId: slug,
      issuer: address,
      cvr,
      jwksUri: address,
      /** The id that the issuer has given the browser door; without it nobody of the authority signs in there. */
      webClientId: clientId.optional(),
    }),
  ),
  people: z.array(
    z.strictObject({
      authorityId: slug,
      subject,
      name: personName,
      title: personTitle.nullable().default(null),
      roles: z
        .array(z.strictObject({ role: z.enum(roles), unitId: slug.nullable().optional(), agencyId: slug }))
        .min(1),
    }),
  ),
  startingCatalogue: z.boolean(),
});
export type SetupFile = z.infer<typeof setupFile>;

export type Fault = { pointer: string; da: string; en: string };

/** The file, or every fault of its form at once. */
export function readSetupFile(content: string): SetupFile | Fault[] {
  let given: unknown;
  try {
    given = JSON.parse(content);
  } catch {
    return [{ pointer: '', da: 'filen er ikke gyldig JSON', en: 'the file is not valid JSON' }];
  }
  const read = setupFile.safeParse(given);
  return read.success ? read.data : read.error.issues.flatMap(faultsOf);
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const place = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: pointerTo([...place, key]),
      da: 'kendes ikke her',
      en: 'is not known here',
    }));
  const [da, en] = issue.message.includes(' / ') ? issue.message.split(' / ') : wordsFor(issue);
  return [{ pointer: pointerTo(place), da: da ?? '', en: en ?? '' }];
}

function wordsFor(issue: z.core.$ZodIssue): [string, string] {
  if (issue.code === 'invalid_type' && issue.input === undefined) return ['skal udfyldes', 'is required'];
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String).join(', ');
    return [`skal være en af: ${choices}`, `must be one of: ${choices}`];
  }
  if (issue.code === 'custom' && issue.message === 'person.subject-is-cpr')
    return ['ligner et CPR-nummer', 'looks like a civil registration number'];
  return ['har en forkert form', 'has the wrong form'];
}

const pointerTo = (path: readonly string[]) => path.map((step) => `/${step}`).join('');
