import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoints } from '#api/endpoints.ts';
import type { Endpoint } from '#platform/contract.ts';
import { permissions } from '#platform/permissions.ts';
import { aWorld, type Json, type World } from '../support/world.ts';
import { personFor } from './person-for.ts';

// Whatever a body holds beside what its contract names is refused, and nothing is changed.
let world: World;
let names: string[];
beforeAll(async () => {
  world = await aWorld();
  const { rows } = await world.superuser.query(
    "select distinct column_name as name from information_schema.columns where table_schema in ('app', 'audit')",
  );
  const columns = rows.map(({ name }: { name: string }) => name);
  const camel = columns.map((name) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const others = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'owner',
    'roles',
    'audit',
    'isAdmin',
    '',
  ];
  names = [...new Set([...columns, ...camel, ...others])];
});
afterAll(() => world.close());

const writable = endpoints.filter(({ endpoint }) => endpoint.method !== 'GET');
const cases = writable.map(
  (served) => [`${served.endpoint.method} ${served.endpoint.path}`, served] as const,
);

/** The members that the contract names at this place of the body. */
const declaredBy = (endpoint: Endpoint) => new Set(Object.keys(endpoint.body?.shape ?? {}));
const membersNamed = (tried: readonly string[]) => tried.map((name) => `${JSON.stringify(name)}:"x"`).join();
/** Parsed as a request is: `__proto__` becomes a member like any other. */
const withMembers = (body: object, members: string): object =>
  JSON.parse(`${JSON.stringify(body).slice(0, -1)}${Object.keys(body).length > 0 ? ',' : ''}${members}}`);

test('there is much to try', () => {
  expect(writable.length).toBeGreaterThan(20);
  expect(names.length).toBeGreaterThan(150);
  expect(names).toEqual(
    expect.arrayContaining(['visible_to', 'visibleTo', 'version', 'state', 'id', '__proto__']),
  );
});

describe('one by one, on top and inside', () => {
  test.each(cases)('%s', (_route, { endpoint, prepare }) => {
    const example: object = endpoint.example ?? {};
    const declared = declaredBy(endpoint);
    const accepted: string[] = [];
    /** All at once: a strict schema names each member that it does not know. */
    const tryMembers = (tried: readonly string[], bodyWith: (members: string) => object, place: string) => {
      const prepared = prepare({ params: {}, query: {}, body: bodyWith(membersNamed(tried)) });
      const faults = 'faults' in prepared ? prepared.faults : [];
      const refused = new Set(
        faults.flatMap(([part, error]) =>
          part === 'body'
            ? error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
            : [],
        ),
      );
      accepted.push(...tried.filter((name) => !refused.has(name)).map((name) => `${place}${name}`));
    };
    const undeclared = names.filter((name) => !declared.has(name));
    tryMembers(undeclared, (members) => withMembers(example, members), '');
    for (const [member, inner] of Object.entries(example)) {
      const [sample] = Array.isArray(inner) ? inner : [inner];
      if (sample === null || typeof sample !== 'object') continue;
      const schema = endpoint.body?.shape[member];
      const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
      const tried = ['visibleTo', 'state', '__proto__', 'constructor'].filter(
        (name) => !known.includes(name),
      );
      const changed = (members: string) => {
        const one = withMembers(sample, members);
        return { ...example, [member]: Array.isArray(inner) ? [one] : one };
      };
      tryMembers(tried, changed, `${member}.`);
    }
    expect(accepted).toEqual([]);
  });
});

/** Everything that is stored, but for the trail and the answers kept for repetitions. */
async function stored(): Promise<string> {
  const { rows } = await world.superuser.query(`
    select c.relname, (xpath('/row/h/text()', query_to_xml(format(
      'select md5(coalesce(string_agg(t::text, chr(10) order by t::text), '''')) as h from app.%I t', c.relname), false, true, '')))[1]::text as hash
    from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'idempotency_key' order by 1`);
  expect(rows.length).toBeGreaterThan(15);
  return JSON.stringify(rows);
}

test('by REST: each member is named in the refusal, and nothing is changed', async () => {
  const before = await stored();
  for (const { endpoint } of writable) {
    const declared = declaredBy(endpoint);
    // The parser refuses these two for the whole body.
    const tried = names.filter(
      (name) => !declared.has(name) && name !== '__proto__' && name !== 'constructor',
    );
    const body = withMembers(endpoint.example ?? {}, membersNamed(tried));
    const path = endpoint.path.replaceAll(/:\w+/g, '0f6f3f0e-4a52-4c7e-8a44-6a8d5f8e9b10');
    const answer = await world.send(personFor(endpoint), endpoint.method, path, {
      body,
      version: 1,
      headers: { 'idempotency-key': `mass-${endpoint.id}` },
    });
    expect([endpoint.id, answer.status, answer.json.ruleId]).toEqual([endpoint.id, 400, 'input.invalid']);
    const unknown = answer.json.errors.filter(({ rule }: Json) => rule === 'field.unknown');
    const pointers = new Set(unknown.map(({ pointer }: Json) => pointer));
    expect(
      tried.filter((name) => !pointers.has(`/body/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)),
    ).toEqual([]);
  }
  expect(await stored()).toBe(before);
});

test.each([
  '{"__proto__":{"state":"x"}}',
  '{"constructor":{"prototype":{"state":"x"}}}',
  '{"a":{"__proto__":1}}',
])('a body that reaches for prototypes is refused by the parser: %s', async (payload) => {
  const authorization = `Bearer ${await world.providers.accessTokenFor('bif-administrator')}`;
  const answer = await world.api.server.inject({
    method: 'POST',
    url: '/v1/people',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': 'prototype-1' },
    payload,
  });
  expect([answer.statusCode, answer.json().ruleId]).toEqual([400, 'request.malformed']);
});

test('every permission has somebody who can try it', () => {
  for (const permission of Object.keys(permissions))
    expect(personFor({ permission })).toMatch(/^(bif|national)-/);
});
