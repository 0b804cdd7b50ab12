import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import { openApiOf } from '#api/openapi.ts';
import { permissions } from '#platform/permissions.ts';
import { aWorld, type World } from '../support/world.ts';
import { checkerOf, type Document, operationsOf } from './document.ts';

const folder = join(import.meta.dirname, '../..');
const contracts = endpoints.map(({ endpoint }) => endpoint);
const document = openApiOf(contracts) as Document;
const operations = operationsOf(document);
const checker = checkerOf(document);

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

describe('openapi/openapi.json', () => {
  test('is current', async () => {
    const text = await readFile(join(folder, 'openapi/openapi.json'), 'utf8');
    // Compared as a whole: a difference is shown by `npm run openapi` and git.
    expect(text === `${JSON.stringify(document, null, 2)}\n`).toBe(true);
  });

  test('does not depend on the order of the contracts', () => {
    expect(JSON.stringify(openApiOf(contracts.toReversed()))).toBe(JSON.stringify(document));
  });

  test('is what the service answers', async () => {
    const answer = await world.as(null).get('/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual(document);
  });
});

// What a route may be that no contract is behind: nothing of it answers data.
const housekeeping = [
  'GET /health/live',
  'GET /health/ready',
  'GET /openapi.json',
  'GET /docs',
  'GET /docs/json',
  'GET /docs/yaml',
  'GET /docs/static/*',
  'HEAD /docs/static/*',
  'GET /docs/static/index.html',
  'GET /docs/static/swagger-initializer.js',
];

test('the server’s routes are the contracts and the documented operations, both ways', () => {
  const declared = contracts.map(({ method, path }) => `${method} ${path}`).toSorted();
  expect(operations.map(({ route }) => route).toSorted()).toEqual(declared);
  const open = [...world.api.server.routeTable];
  expect(open.toSorted()).toEqual([...declared, ...housekeeping].toSorted());
});

describe('each operation', () => {
  test('has one name, a room that is described, and words in both languages', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    const rooms = new Set(document.tags.map(({ name }) => name));
    for (const { operation } of operations) {
      expect(operation.tags.filter((tag) => !rooms.has(tag))).toEqual([]);
      expect(operation.summary).toMatch(/\S{2}/);
      expect(operation.description).toMatch(/^[A-Z].*\.\n/);
      expect([...Object.keys(permissions), 'signed_in']).toContain(operation['x-permission']);
    }
  });

  test.each(operations)('$route declares the parameters of its address', ({ path, operation }) => {
    const inAddress = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = operation.parameters
      .filter((parameter) => parameter.in === 'path')
      .map(({ name }) => name);
    expect(declared).toEqual(inAddress);
  });

  test.each(operations)(
    '$route has schemas that are JSON Schema 2020-12, and an example that fits',
    ({ operation }) => {
      for (const { schema } of operation.parameters) if (schema) checker(schema);
      for (const { content } of Object.values(operation.responses))
        for (const { schema } of Object.values(content ?? {})) checker(schema);
      const body = operation.requestBody?.content['application/json'];
      if (!body) return;
      // A contract with a body has an example.
      expect(body.example).toBeDefined();
      expect(checker(body.schema)(body.example)).toEqual([]);
    },
  );

  test('tells how it is refused', () => {
    for (const { route, operation } of operations) {
      const statuses = Object.keys(operation.responses);
      const least = ['400', '401', '403', '500', '503'];
      if (!route.startsWith('GET')) least.push('409', '413', '415');
      expect([route, statuses]).toEqual([route, expect.arrayContaining(least)]);
    }
  });
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to ?? '');
  expect(references.length).toBeGreaterThan(100);
  for (const reference of new Set(references)) {
    const steps = reference.replace(/^#\//, '').split('/');
    const found = steps.reduce<unknown>(
      (at, step) => (at as Record<string, unknown> | undefined)?.[step],
      document,
    );
    expect([reference, typeof found]).toEqual([reference, 'object']);
  }
});

test('an answer declares every member: nothing else can leave', () => {
  const open: string[] = [];
  const walk = (schema: unknown, place: string): void => {
    if (Array.isArray(schema)) schema.forEach((part, index) => walk(part, `${place}/${index}`));
    if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) return;
    const shape = schema as Record<string, unknown>;
    const extra = shape['additionalProperties'];
    const closed = extra === false || (typeof extra === 'object' && Object.keys(extra ?? {}).length > 0);
    if (shape['type'] === 'object' && !closed) open.push(place);
    for (const [name, part] of Object.entries(shape)) walk(part, `${place}/${name}`);
  };
  const { Problem: _problem, ...schemas } = document.components.schemas;
  walk(schemas, '');
  for (const { route, operation } of operations)
    for (const [status, { content }] of Object.entries(operation.responses))
      if (status.startsWith('2')) walk(content, `${route} ${status}`);
  // What is sent and declares defaults is described apart, and is strict as well.
  expect(open).toEqual([]);
});
