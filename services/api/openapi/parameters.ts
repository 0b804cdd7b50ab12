import { z } from 'zod';
import { purposes } from '#platform/codes.ts';
import type { Endpoint } from '#platform/contract.ts';
import type { Components, JsonObject } from './components.ts';

const text = (description: string, schema: JsonObject, required: boolean, name: string) => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});

/** The headers, each described once. */
export const headerParameters: JsonObject = {
  Purpose: text(
    'Formålet med opslaget. / The purpose; recorded in the trail.',
    { type: 'string', enum: [...purposes] },
    true,
    'Purpose',
  ),
  'Idempotency-Key': text(
    'Valgt af klienten; samme nøgle giver samme svar og én virkning. / Chosen by the client; the same key gives the same answer and one effect.',
    { type: 'string', minLength: 8, maxLength: 100, pattern: '^[!-~]{8,100}$' },
    true,
    'Idempotency-Key',
  ),
  'If-Match': text(
    'Den version, der er læst, i anførselstegn. / The version that was read, in quotes.',
    { type: 'string', pattern: '^"[0-9]{1,9}"$' },
    true,
    'If-Match',
  ),
  'Acting-Unit': text(
    'Enheden der handles i; kan udelades med kun ét sæde. / The unit one acts in; may be left out with one seat.',
    { type: 'string' },
    false,
    'Acting-Unit',
  ),
  'Acting-Agency': text(
    'Myndigheden der handles for; kan udelades med kun ét sæde. / The agency one acts for; may be left out with one seat.',
    { type: 'string' },
    false,
    'Acting-Agency',
  ),
  traceparent: text(
    'W3C Trace Context; går igen i svar og log. / Echoed in the answer and the trail.',
    { type: 'string', pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' },
    false,
    'traceparent',
  ),
};

const shape = z.looseObject({
  properties: z.record(z.string(), z.looseObject({})).default({}),
  required: z.array(z.string()).default([]),
});

/** The parameters of an endpoint: path, query, headers, in the order in which they are declared. */
export function parametersOf(endpoint: Endpoint, components: Components): JsonObject[] {
  const headers = [
    ...(endpoint.purpose ? ['Purpose'] : []),
    ...(endpoint.idempotent ? ['Idempotency-Key'] : []),
    ...(endpoint.ifMatch ? ['If-Match'] : []),
    'Acting-Unit',
    'Acting-Agency',
    'traceparent',
  ];
  return [
    ...fromShape(endpoint.params, 'path', components),
    ...fromShape(endpoint.query, 'query', components),
    ...headers.map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function fromShape(
  given: z.ZodObject | undefined,
  place: 'path' | 'query',
  components: Components,
): JsonObject[] {
  if (!given) return [];
  // What is sent is text; what it is read as says more. Whether it must be there is said by what is sent.
  const { properties } = shape.parse(components.describe(given, 'output'));
  const { required } = shape.parse(components.describe(given, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }));
}
