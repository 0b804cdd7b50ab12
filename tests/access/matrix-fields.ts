import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
});
const operation = z.looseObject({
  responses: z.record(
    z.string(),
    z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).optional() }),
  ),
});
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

/** The published description of the API: what stands in it may leave, and nothing else. */
const published = document.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi/openapi.json'), 'utf8')),
);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of a value that no alternative of its schema names, as `/items/0/visible_to`. */
function unnamed(value: unknown, by: readonly unknown[], place: string): string[] {
  const all = by.flatMap(alternatives);
  if (Array.isArray(value)) {
    const items = all.flatMap(({ items: of }) => (of === undefined ? [] : [of]));
    return items.length === 0 ? [] : value.flatMap((one, index) => unnamed(one, items, `${place}/${index}`));
  }
  if (!isObject(value)) return [];
  const free = all.some(({ properties, additionalProperties: more }) => !properties && more === undefined);
  return Object.entries(value).flatMap(([name, member]) => {
    const of = all.flatMap(({ properties, additionalProperties: more }) => {
      const named = properties?.[name] ?? (isObject(more) ? more : undefined);
      return named === undefined ? [] : [named];
    });
    if (of.length > 0) return unnamed(member, of, `${place}/${name}`);
    return free ? [] : [`${place}/${name}`];
  });
}

function alternatives(of: unknown): z.infer<typeof schema>[] {
  const one = schema.parse(isObject(of) ? of : {});
  const name = one.$ref?.replace('#/components/schemas/', '');
  if (name !== undefined) return alternatives(published.components.schemas[name]);
  const more = [...(one.anyOf ?? []), ...(one.oneOf ?? []), ...(one.allOf ?? [])];
  return more.length > 0 ? more.flatMap(alternatives) : [one];
}

/** What an answer says that the published description does not name. Answers that refuse are looked at by the canaries alone. */
export function undeclared(method: string, path: string, status: number, json: unknown): string[] {
  const operations = published.paths[path.replaceAll(/:(\w+)/g, '{$1}')];
  const content = operations?.[method.toLowerCase()]?.responses[String(status)]?.content;
  const answer = content?.['application/json'];
  return status < 300 && answer ? unnamed(json, [answer.schema], '') : [];
}
