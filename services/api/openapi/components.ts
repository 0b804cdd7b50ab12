import { z } from 'zod';

export type JsonObject = { [name: string]: unknown };

const made = z.looseObject({
  $schema: z.string(),
  $defs: z.record(z.string(), z.looseObject({})).default({}),
});

/** Collects the schemas that have an id, each once, and refers to them. */
export function makeComponents() {
  const schemas = new Map<string, JsonObject>();

  /** The JSON Schema (2020-12) of a schema as it is sent (`input`) or answered (`output`). */
  function describe(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
    const {
      $schema: _dialect,
      $defs,
      ...root
    } = made.parse(z.toJSONSchema(schema, { io, unrepresentable: 'any', override: tidy }));
    const own = new Map(Object.entries($defs).map(([name, text]) => [name, nameFor(name, text, io)]));
    for (const [name, definition] of Object.entries($defs)) {
      const known = own.get(name) ?? name;
      const next = withReferences(definition, own);
      const before = schemas.get(known);
      if (before && JSON.stringify(before) !== JSON.stringify(next))
        throw new Error(`the component ${known} means two things`);
      schemas.set(known, next);
    }
    return withReferences(root, own);
  }

  /** What is sent may be looser than what is answered, e.g. where there is a default: then it has a name of its own. */
  function nameFor(name: string, definition: JsonObject, io: 'input' | 'output'): string {
    const before = schemas.get(name);
    const same = !before || JSON.stringify(before) === JSON.stringify(withReferences(definition, new Map()));
    return same || io === 'output' ? name : `${name}Input`;
  }

  return {
    describe,
    /** By name, so that the document is the same whatever was described first. */
    all: (): JsonObject => Object.fromEntries([...schemas].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}
export type Components = ReturnType<typeof makeComponents>;

/** Leaves out what a format already says, and keeps the limits of texts that are trimmed before they are measured. */
function tidy(context: { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { zodSchema, jsonSchema } = context;
  if (/^(date|date-time|uuid)$/.test(jsonSchema.format ?? '')) delete jsonSchema.pattern;
  if (!(zodSchema instanceof z.ZodPipe) || !(zodSchema.out instanceof z.ZodString)) return;
  const { minLength, maxLength } = zodSchema.out;
  if (minLength !== null) jsonSchema.minLength = minLength;
  if (maxLength !== null) jsonSchema.maxLength = maxLength;
}

function withReferences(schema: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const text = JSON.stringify(schema, (key, value: unknown) => {
    const local =
      key === '$ref' && typeof value === 'string' ? /^#\/\$defs\/(.+)$/.exec(value)?.[1] : undefined;
    return local === undefined ? value : `#/components/schemas/${names.get(local) ?? local}`;
  });
  return z.looseObject({}).parse(JSON.parse(text));
}
