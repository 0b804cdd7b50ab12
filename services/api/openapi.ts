import type { Endpoint } from '#platform/contract.ts';
import { permissions } from '#platform/permissions.ts';
import manifest from '../../package.json' with { type: 'json' };
import { type Components, type JsonObject, makeComponents } from './openapi/components.ts';
import { answerOf, commonAnswers, refusedAnswers } from './openapi/answers.ts';
import { headerParameters, parametersOf } from './openapi/parameters.ts';
import { tagOf, tagsOf } from './openapi/tags.ts';
import { problem } from './problem.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The OpenAPI 3.1 document of these contracts: the same contracts in any order give the same document. */
export function openApiOf(endpoints: readonly Endpoint[]): JsonObject {
  const components = makeComponents();
  const ordered = endpoints.toSorted(
    (a, b) => compare(a.path, b.path) || methods.indexOf(a.method) - methods.indexOf(b.method),
  );
  const problemSchema = components.describe(problem.meta({ id: 'Problem' }), 'output');
  // What is answered first: an input that differs from it is the one that gets a name of its own.
  const answers = new Map(ordered.map((endpoint) => [endpoint, answerOf(endpoint, components)]));
  const paths: { [path: string]: JsonObject } = {};
  for (const endpoint of ordered) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    const responses = { ...answers.get(endpoint), ...refusedAnswers(endpoint, problemSchema) };
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: { ...operationOf(endpoint, components), responses },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Al Capone-enhedernes samarbejdstjeneste',
      version: manifest.version,
      description:
        'Fælles sagsgennemgang i Al Capone-enhederne. Afvisninger er RFC 9457 med regel, hjemmel og tekst på dansk og engelsk.\n\n' +
        'The coordination service of the Al Capone units. Refusals are RFC 9457 with rule, provision and texts in Danish and English.',
    },
    servers: [{ url: '/' }],
    security: [{ accessToken: [] }],
    tags: tagsOf(ordered),
    paths,
    components: {
      schemas: components.all(),
      responses: commonAnswers(problemSchema),
      parameters: headerParameters,
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'RFC 9068 (at+jwt), RS256, at most five minutes, from the issuer of one’s own authority.',
        },
      },
    },
  };
}

function operationOf(endpoint: Endpoint, components: Components): JsonObject {
  const { permission } = endpoint;
  const held = permission === 'signed_in' ? ['every role'] : permissions[permission];
  return {
    operationId: endpoint.id,
    tags: [tagOf(endpoint)],
    summary: endpoint.summary.da,
    description: [
      `${endpoint.summary.en}.`,
      ...(endpoint.description === undefined ? [] : [endpoint.description]),
      `Roles: ${held.join(', ')}.`,
    ].join('\n\n'),
    'x-permission': permission,
    parameters: parametersOf(endpoint, components),
    ...(endpoint.body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: components.describe(endpoint.body, 'input'),
                ...(endpoint.example === undefined ? {} : { example: endpoint.example }),
              },
            },
          },
        }
      : {}),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
