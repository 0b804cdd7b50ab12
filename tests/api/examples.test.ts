import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '#api/endpoints.ts';
import { openApiOf } from '#api/openapi.ts';
import { addDays, toDanishDate } from '#platform/danish-time.ts';
import { aWorld, type World } from '../support/world.ts';
import { checkerOf, type Document, operationsOf } from './document.ts';
import { personFor } from './person-for.ts';
import { prepared } from './prepared.ts';

// The documentation's examples, sent as they stand by somebody who may, to a service in which there is what they speak of.
const contracts = endpoints.map(({ endpoint }) => endpoint);
const document = openApiOf(contracts) as Document;
const operations = new Map(operationsOf(document).map(({ operation }) => [operation.operationId, operation]));
const checker = checkerOf(document);

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

/** The examples were written for this day; sent on another, their dates move along by whole weeks. */
const writtenFor = '2026-11-22';
function asIfWrittenToday(example: unknown): Record<string, unknown> {
  const daysSince =
    (Date.parse(toDanishDate(new Date().toISOString())) - Date.parse(writtenFor)) / 86_400_000;
  const shift = Math.floor(daysSince / 7) * 7;
  const moved = JSON.stringify(example).replaceAll(
    /"(\d{4}-\d{2}-\d{2})"/g,
    (_, day: string) => `"${addDays(day, shift)}"`,
  );
  return JSON.parse(moved);
}

/** What is wrong with an answer by the document, as a list. */
function wrongWith(id: string, status: number, json: unknown): string[] {
  const content = operations.get(id)?.responses[status]?.content?.['application/json'];
  return content ? checker(content.schema)(json) : [`${status} is not documented`];
}

const withBody = contracts.filter(({ body }) => body !== undefined);

describe('the example of', () => {
  test.each(withBody.map((endpoint) => [endpoint.id, endpoint] as const))(
    '%s is answered as documented',
    async (id, endpoint) => {
      // An endpoint with a body has an example, and tests/api/prepared.ts says what has to be there for it.
      expect([id, endpoint.example === undefined, Object.hasOwn(prepared, id)]).toEqual([id, false, true]);
      const { as = '', params = {}, change = {}, ...sent } = (await prepared[id]?.(world)) ?? {};
      const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? `no ${name}`);
      const body = { ...asIfWrittenToday(endpoint.example), ...change };
      const answer = await world.send(as, endpoint.method, path, { ...sent, body });
      expect([answer.status, answer.json]).toEqual([endpoint.status, expect.anything()]);
      expect(wrongWith(id, answer.status, answer.json)).toEqual([]);
      if (endpoint.etag) expect(answer.headers['etag']).toBe(`"${answer.json.version}"`);
    },
  );
});

test('nothing is prepared for an endpoint that is not there', () => {
  const known = new Set(withBody.map(({ id }) => id));
  expect(Object.keys(prepared).filter((id) => !known.has(id))).toEqual([]);
});

const lists = contracts.filter(
  ({ method, path, produces }) => method === 'GET' && !path.includes(':') && !produces,
);
describe('without anything given', () => {
  test.each(lists.map((endpoint) => [endpoint.path, endpoint] as const))(
    'GET %s is answered as documented',
    async (path, endpoint) => {
      const required = operations
        .get(endpoint.id)
        ?.parameters.filter((parameter) => parameter.in === 'query' && parameter['required']);
      const query = required?.some(({ name }) => name === 'period') ? '?period=2026-H1' : '';
      const answer = await world.as(personFor(endpoint)).get(path + query);
      expect([answer.status, answer.json]).toEqual([200, expect.anything()]);
      expect(wrongWith(endpoint.id, 200, answer.json)).toEqual([]);
    },
  );
});
