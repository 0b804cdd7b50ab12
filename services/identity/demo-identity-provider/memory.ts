import type { Adapter, AdapterPayload } from 'oidc-provider';

const MOST_ENTRIES = 5_000;

type Entry = { payload: AdapterPayload; expiresAt: number };

/**
 * Keeps sessions, codes and tokens of one demo identity provider in memory: at most 5,000 entries, the
 * oldest go first. A restart forgets them.
 */
export function makeMemory(): (model: string) => Adapter {
  const entries = new Map<string, Entry>();

  function read(key: string): AdapterPayload | undefined {
    const entry = entries.get(key);
    if (entry !== undefined && entry.expiresAt > Date.now()) return entry.payload;
    entries.delete(key);
    return undefined;
  }

  function find(model: string, matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    const key = [...entries].find(([k, { payload }]) => k.startsWith(`${model}:`) && matches(payload))?.[0];
    return key === undefined ? undefined : read(key);
  }

  return (model) => ({
    async upsert(id, payload, expiresIn = 3600) {
      entries.delete(`${model}:${id}`);
      const [oldest] = entries.keys();
      if (entries.size >= MOST_ENTRIES && oldest !== undefined) entries.delete(oldest);
      entries.set(`${model}:${id}`, { payload, expiresAt: Date.now() + expiresIn * 1000 });
    },
    find: async (id) => read(`${model}:${id}`),
    findByUid: async (uid) => find(model, (payload) => payload.uid === uid),
    findByUserCode: async (userCode) => find(model, (payload) => payload.userCode === userCode),
    async consume(id) {
      const payload = read(`${model}:${id}`);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      entries.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
    },
  });
}
