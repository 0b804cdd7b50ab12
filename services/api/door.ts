import type { FastifyInstance } from 'fastify';
import type { AskEndpoint } from '#platform/ask.ts';
import { inertFile } from '#platform/contract.ts';
import type { Served } from '#platform/deed.ts';
import { header, purposeOf } from './headers.ts';

/** Opens one endpoint to HTTP: the request is read, the endpoint asked, and its answer sent. */
export function openDoor(app: FastifyInstance, served: Served, ask: AskEndpoint): void {
  const { endpoint } = served;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    exposeHeadRoute: false,
    ...(endpoint.bodyLimit === undefined ? {} : { bodyLimit: endpoint.bodyLimit }),
    handler: async (request, reply) => {
      const version = /^"(\d{1,9})"$/.exec(header(request, 'if-match') ?? '');
      const answer = await ask(served, {
        trace: request.id,
        who: () => app.verifyAccessToken(request),
        acting: { unitId: header(request, 'acting-unit'), agencyId: header(request, 'acting-agency') },
        purpose: purposeOf(request),
        key: header(request, 'idempotency-key') ?? '',
        version: version ? Number(version[1]) : null,
        place: request.url,
        params: request.params,
        query: request.query,
        body: request.body,
      });
      const answered = versionOf(answer.value);
      if (endpoint.etag && answered !== undefined) reply.header('etag', `"${answered}"`);
      reply.code(answer.status);
      if (answer.status === 204) return reply.send();
      const { file } = answer;
      if (file)
        reply
          .header('content-disposition', `attachment; filename="${file.name}"`)
          .header('content-security-policy', inertFile);
      return reply
        .type(file?.type ?? 'application/json; charset=utf-8')
        .send(file?.content ?? answer.text ?? JSON.stringify(answer.value));
    },
  });
}

function versionOf(value: unknown): number | undefined {
  return value && typeof value === 'object' && 'version' in value && typeof value.version === 'number'
    ? value.version
    : undefined;
}
