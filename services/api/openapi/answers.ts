import type { Endpoint } from '#platform/contract.ts';
import type { Rule } from '#platform/errors.ts';
import type { Components, JsonObject } from './components.ts';
import { commonRules, refusalsOf } from './refusals-of.ts';

/** The answer when the deed is done: JSON, a file, or nothing. */
export function answerOf(endpoint: Endpoint, components: Components): JsonObject {
  const headers = {
    traceparent: { schema: { type: 'string' } },
    ...(endpoint.etag
      ? { ETag: { description: 'The version, for If-Match.', schema: { type: 'string' } } }
      : {}),
    ...(endpoint.produces ? { 'Content-Disposition': { schema: { type: 'string' } } } : {}),
  };
  const content = contentOf(endpoint, components);
  return { [endpoint.status]: { description: endpoint.summary.da, headers, ...content } };
}

function contentOf(endpoint: Endpoint, components: Components): JsonObject {
  if (endpoint.status === 204) return {};
  const types = endpoint.produces ?? ['application/json'];
  const schema = endpoint.produces ? { type: 'string' } : components.describe(endpoint.output, 'output');
  return { content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

/** Refusals that are the same wherever they occur, described once. */
export function commonAnswers(problem: JsonObject): JsonObject {
  return Object.fromEntries(
    [...commonRules].map(([status, rules]) => [String(status), refusedAnswer(status, rules, problem)]),
  );
}

export function refusedAnswers(endpoint: Endpoint, problem: JsonObject): JsonObject {
  const byStatus = Map.groupBy(refusalsOf(endpoint), ({ status }) => status);
  return Object.fromEntries(
    [...byStatus].map(([status, rules]) => [
      status,
      idsOf(rules).join() === idsOf(commonRules.get(status) ?? []).join()
        ? { $ref: `#/components/responses/${status}` }
        : refusedAnswer(status, rules, problem),
    ]),
  );
}

function refusedAnswer(status: number, rules: readonly Rule[], schema: JsonObject): JsonObject {
  return {
    description: rules.map(({ id, title }) => `\`${id}\` ${title.da}`).join('\n\n'),
    ...(status === 503 ? { headers: { 'Retry-After': { schema: { type: 'string' } } } } : {}),
    content: { 'application/problem+json': { schema } },
    'x-rules': idsOf(rules),
  };
}

const idsOf = (rules: readonly Rule[]) => rules.map(({ id }) => id);
