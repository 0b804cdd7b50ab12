import type { FastifyInstance } from 'fastify';
import type { Served } from '#platform/deed.ts';

/** /openapi.json and the documentation page at /docs. */
export async function openDocs(_app: FastifyInstance, _endpoints: readonly Served[]): Promise<void> {}
