import { Ajv2020 } from 'ajv/dist/2020.js';

type Schema = Record<string, unknown>;
export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  'x-permission': string;
  parameters: (Schema & { name?: string; in?: string; schema?: Schema; $ref?: string })[];
  requestBody?: { content: { 'application/json': { schema: Schema; example?: unknown } } };
  responses: Record<string, Schema & { content?: Record<string, { schema: Schema }> }>;
};
export type Document = Schema & {
  openapi: string;
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Schema>;
    responses: Record<string, Schema>;
  };
};

/** Every operation with its address and method, as `GET /v1/me`. */
export function operationsOf(document: Document): { route: string; path: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      path,
      operation,
    })),
  );
}

/** What this schema of the document says is wrong with a value. Throws when the schema itself is not one (strict, 2020-12). */
export function checkerOf(document: Document) {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    validateFormats: false,
    multipleOfPrecision: 4,
  });
  // Known by a name, so that each is compiled once and not once for each that refers to it.
  ajv.addSchema({ $id: 'api', $defs: here(document.components.schemas) });
  return (schema: Schema) => {
    const validate = ajv.compile(here(schema));
    return (value: unknown): string[] =>
      validate(value)
        ? []
        : (validate.errors ?? []).map((fault) => `${fault.instancePath} ${fault.message ?? ''}`);
  };
}

const here = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', 'api#/$defs/')) as Schema;
