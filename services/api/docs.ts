import fastifySwaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { Served } from '#platform/deed.ts';
import { openApiOf } from './openapi.ts';

/** Only the page's own files: no inline script or style, no other host, and nobody may frame it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** /openapi.json and the documentation page at /docs. Both hold contracts and no data, and ask for no token. */
export async function openDocs(app: FastifyInstance, endpoints: readonly Served[]): Promise<void> {
  let made: string | undefined;
  // Made when somebody asks for it: nobody should wait for it when the service starts.
  const document = () => (made ??= JSON.stringify(openApiOf(endpoints.map(({ endpoint }) => endpoint))));
  app.get('/openapi.json', { exposeHeadRoute: false }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document()),
  );
  await app.register(documentSource, { document });
  await app.register(fastifySwaggerUi, {
    routePrefix: '/docs',
    staticCSP: contentSecurityPolicy,
    theme: { title: 'Al Capone-enhedernes samarbejdstjeneste: API' },
    uiConfig: {
      layout: 'BaseLayout',
      deepLinking: true,
      docExpansion: 'none',
      defaultModelsExpandDepth: 0,
      validatorUrl: null,
    },
  });
}

/** Stands where the page expects @fastify/swagger, which would make the document from routes; ours is made from contracts. */
const documentSource = Object.assign(
  async (app: FastifyInstance, { document }: { document: () => string }): Promise<void> => {
    app.decorate('swagger', ({ yaml = false }: { yaml?: boolean } = {}): unknown =>
      // JSON is YAML.
      yaml ? document() : JSON.parse(document()),
    );
  },
  { [Symbol.for('skip-override')]: true, [Symbol.for('plugin-meta')]: { name: '@fastify/swagger' } },
);
