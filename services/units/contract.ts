import { z } from 'zod';
import { agencyKinds } from '#platform/codes.ts';
import { civilDate, endpoint, slug } from '#platform/contract.ts';
import { notFound } from '#platform/errors.ts';

const agency = z
  .object({
    id: slug,
    kind: z.enum(agencyKinds),
    name: z.string(),
    names: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['official', 'alias']),
        validFrom: civilDate,
        validTo: civilDate.nullable(),
      }),
    ),
    authority: z.object({ id: slug, name: z.string(), regime: z.enum(['RHL', 'GDPR']) }),
  })
  .meta({
    id: 'Agency',
    description:
      'A body that takes part with its own task, legal basis and liaison (da: myndighed, forvaltning).',
  });

export const unit = z
  .object({
    id: slug,
    name: z.string(),
    nameEn: z.string(),
    municipalities: z.array(z.object({ code: z.string(), name: z.string() })),
    agencies: z.array(agency),
  })
  .meta({ id: 'Unit', description: 'The Al Capone unit of one police district (da: Al Capone-enhed).' });

export const listUnits = endpoint({
  id: 'listUnits',
  method: 'GET',
  path: '/v1/units',
  summary: { da: 'Enhederne i de 12 politikredse', en: 'The units of the 12 police districts' },
  permission: 'signed_in',
  output: z.object({ items: z.array(unit) }),
});

export const getUnit = endpoint({
  id: 'getUnit',
  method: 'GET',
  path: '/v1/units/:unitId',
  summary: { da: 'En enhed, dens kommuner og myndigheder', en: 'A unit, its municipalities and agencies' },
  permission: 'signed_in',
  params: z.strictObject({ unitId: slug }),
  output: unit,
  refusals: [notFound],
});
