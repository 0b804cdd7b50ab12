import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route that the server has, as `GET /v1/me`: held against the contracts by a test. */
    routeTable: ReadonlySet<string>;
  }
}

/** Keeps the list of routes as they are opened; call it before the first. */
export function keepRouteTable(app: FastifyInstance): void {
  const routes = new Set<string>();
  app.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) routes.add(`${name} ${url}`);
  });
  app.decorate('routeTable', routes);
}
