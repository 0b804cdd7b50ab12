import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crawl } from '../support/crawl.ts';
import { median, startServer } from './load.ts';

type Options = { rounds: number; say: (line: string) => void };

const people = [
  ['koebenhavns-kommune', 'bif-liaison'],
  ['koebenhavns-politi', 'politi-chair'],
  ['koebenhavns-kommune', 'bif-coordinator'],
  ['koebenhavns-kommune', 'bif-legal-officer'],
  ['koebenhavns-kommune', 'bif-auditor'],
  ['koebenhavns-kommune', 'bif-administrator'],
] as const;

/** Server time of every page of the demo that its people can reach, one request at a time: medians, and beside one read of the API. */
export async function benchPages({ rounds, say }: Options): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'al-capone-pages-'));
  const server = await startServer(
    'services/start.ts',
    { DATA_DIR: dataDir, LOG_LEVEL: 'error', PORT: '0' },
    (line) => Number(/http:\/\/localhost:(\d+)\/v1/.exec(line)?.[1] ?? 0) || null,
  );
  const base = `http://localhost:${server.port}`;
  const measured = new Map<string, number>();
  try {
    const plain = await timesOf(() => fetch(`${base}/health/ready`), rounds * 10);
    for (const [authority, username] of people) {
      const get = await browserOf(base, authority, username);
      for (const { address, pattern, status } of await crawl(async (path) => {
        const answer = await get(path);
        return {
          status: answer.status,
          type: answer.headers.get('content-type') ?? '',
          text: await answer.text(),
        };
      })) {
        if (status !== 200) continue;
        const time = await timesOf(() => get(address), rounds * 4);
        const name = `${pattern} (${username})`;
        measured.set(name, time);
      }
    }
    const slowest = [...measured].toSorted((a, b) => b[1] - a[1]);
    for (const [name, time] of slowest.slice(0, 8))
      say(
        `${name.padEnd(56)} ${time.toFixed(1).padStart(6)} ms  ${(time / plain).toFixed(1).padStart(5)} × one question to the database`,
      );
    say(
      `${measured.size} pages: median ${median([...measured.values()]).toFixed(1)} ms, slowest ${slowest[0]?.[1].toFixed(1)} ms (aim: every page under 30 ms)`,
    );
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Median milliseconds until the whole answer is there, after a few rounds to warm up. */
async function timesOf(ask: () => Promise<Response>, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let round = -5; round < rounds; round++) {
    const start = performance.now();
    await (await ask()).arrayBuffer();
    if (round >= 0) times.push(performance.now() - start);
  }
  return median(times);
}

/** Signs in as a browser does, and keeps its cookies. */
async function browserOf(
  base: string,
  authority: string,
  username: string,
): Promise<(path: string) => Promise<Response>> {
  const jar = new Map<string, string>();
  const get = async (address: string): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(address, base), {
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  let next: string | null = `/sign-in/${authority}?login_hint=${username}`;
  for (let steps = 0; next !== null && steps < 10; steps++) next = (await get(next)).headers.get('location');
  if (!jar.has('session')) throw new Error(`${username} could not sign in`);
  return get;
}
