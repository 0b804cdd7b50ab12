import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Hears which meetings and recalls have changed; says nothing of what changed: whoever is called reads again as itself. */
export type Notices = {
  /**
   * Calls `fn` after each COMMIT that wrote to the meeting or recall with this id, and once whenever listening has begun (again),
   * as something may have been missed: so subscribe first, then read. Returns what ends the subscription.
   */
  subscribe(id: string, fn: () => void): () => void;
  /** Ends the connection and all subscriptions; afterwards nobody is called. */
  close(): Promise<void>;
};

export type NoticeOptions = {
  url: string;
  user: string;
  password: string;
  /** A connection that was lost or not got, which is tried again, or what a subscriber threw. */
  onError: (error: Error) => void;
  /** Milliseconds between questions whether the connection still answers; 30 seconds by default. */
  heartbeat?: number;
};

/** Milliseconds to wait before the next attempt to connect: doubled after each that failed, up to the longest. */
const firstWait = 100;
const longestWait = 5_000;

/**
 * Listens for changed meetings and recalls (migrations 0012 and 0017) on one connection of its own, and comes back when that is
 * lost.
 */
export function listenForMeetings(options: NoticeOptions): Notices {
  const subscriptions = new Map<string, Set<{ fn: () => void }>>();
  const ending = new AbortController();
  const call = ({ fn }: { fn: () => void }) => {
    try {
      fn();
    } catch (error) {
      options.onError(error instanceof Error ? error : new Error('a subscriber failed', { cause: error }));
    }
  };
  const callOf = (id: string) => [...(subscriptions.get(id) ?? [])].forEach(call);
  const callAll = () => [...subscriptions.keys()].forEach(callOf);
  const over = keepListening(options, ending.signal, callOf, callAll);
  return {
    subscribe(id, fn) {
      const subscription = { fn };
      const known = subscriptions.get(id) ?? new Set();
      subscriptions.set(id, known.add(subscription));
      return () => {
        known.delete(subscription);
        if (known.size === 0 && subscriptions.get(id) === known) subscriptions.delete(id);
      };
    },
    async close() {
      subscriptions.clear();
      ending.abort();
      await over;
    },
  };
}

async function keepListening(
  options: NoticeOptions,
  signal: AbortSignal,
  onNotice: (id: string) => void,
  onListening: () => void,
): Promise<void> {
  let wait = firstWait;
  while (!signal.aborted) {
    try {
      await listenOnce(options, signal, onNotice, () => {
        wait = firstWait;
        onListening();
      });
    } catch (error) {
      if (!signal.aborted) options.onError(error instanceof Error ? error : new Error('listening failed'));
    }
    await sleep(wait, undefined, { signal, ref: false }).catch(() => {});
    wait = Math.min(wait * 2, longestWait);
  }
}

/** One connection from its beginning to its end; throws why it was lost, and returns when `signal` ended it. */
async function listenOnce(
  options: NoticeOptions,
  signal: AbortSignal,
  onNotice: (id: string) => void,
  onListening: () => void,
): Promise<void> {
  const { url, user, password, heartbeat = 30_000 } = options;
  const target = Object.assign(new URL(url), { username: user, password });
  const client = new pg.Client({
    connectionString: target.toString(),
    connectionTimeoutMillis: 2_000,
    query_timeout: Math.min(heartbeat, 5_000),
    keepAlive: true,
    application_name: `${user} notices`,
  });
  const over = Promise.withResolvers<void>();
  const end = () => over.resolve();
  signal.addEventListener('abort', end, { once: true });
  client.on('error', over.reject);
  client.on('end', () => over.reject(new Error('the connection for notices ended')));
  client.on('notification', ({ payload }) => onNotice(payload ?? ''));
  let pulse: NodeJS.Timeout | undefined;
  const listening = async () => {
    await client.connect();
    await client.query('listen meeting_changed; listen recall_changed');
    // A connection that a network between has forgotten makes no sound; only asking tells.
    pulse = setInterval(() => void client.query('select 1').catch(over.reject), heartbeat);
    if (!signal.aborted) onListening();
    return over.promise;
  };
  try {
    await Promise.race([listening(), over.promise]);
  } finally {
    signal.removeEventListener('abort', end);
    clearInterval(pulse);
    // One that makes no sound does not answer a goodbye either.
    await Promise.race([client.end().catch(() => {}), sleep(200)]);
    client.connection.stream.destroy();
  }
}
