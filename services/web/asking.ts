import type { Ask, AskEndpoint, Somebody } from '#platform/ask.ts';
import type { Purpose } from '#platform/codes.ts';
import type { Endpoint } from '#platform/contract.ts';
import type { Served } from '#platform/deed.ts';
import type { ActingSeat } from './sessions.ts';

export type AskAs = (who: Somebody, acting: ActingSeat, purpose: Purpose, trace: string) => Ask;

/** Asks endpoints for pages: as the session's person, from its seat and for its purpose. */
export function makeAskAs(endpoints: readonly Served[], ask: AskEndpoint): AskAs {
  const servedBy = new Map<Endpoint, Served>(endpoints.map((served) => [served.endpoint, served]));
  return (who, acting, purpose, trace) =>
    async (endpoint, given = {}) => {
      const served = servedBy.get(endpoint);
      if (!served) throw new Error(`${endpoint.id} is not served`);
      const { params = {}, query = {}, body } = given;
      const { value, file } = await ask(served, {
        trace,
        who: async () => who,
        acting: { unitId: acting.unitId ?? undefined, agencyId: acting.agencyId },
        purpose: given.purpose ?? purpose,
        key: given.key ?? '',
        version: given.version ?? null,
        place: `${endpoint.path} ${JSON.stringify([params, query])}`,
        params,
        query,
        body,
      });
      // The endpoint's output, checked by its own schema before it left the deed.
      return (file ?? value) as never;
    };
}
