import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';

export type Server = { port: number; process: ChildProcess; stop(): Promise<void> };

/** Starts a server as a process of its own and waits for the line that names its port. */
export async function startServer(
  file: string,
  env: Record<string, string>,
  portOf: (line: string) => number | null,
): Promise<Server> {
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=4', '--disable-warning=ExperimentalWarning', file],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const port = portOf(line);
    if (port !== null) {
      child.stdout.resume();
      return {
        port,
        process: child,
        stop: async () => {
          child.kill('SIGTERM');
          await ended;
        },
      };
    }
  }
  throw new Error(`${file} ended before it listened`);
}

export type Load = { url: string; requests: autocannon.Request[]; seconds: number };
export type Measured = { perSecond: number; p99: number };

/** Sixteen connections for some seconds; any answer but 2xx is an error, so that nothing fast but wrong is measured. */
export async function load({ url, requests, seconds }: Load): Promise<Measured> {
  const result = await autocannon({ url, connections: 16, duration: seconds, requests });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${result.non2xx} answers were not 2xx, ${result.errors} requests failed: ${JSON.stringify(result.statusCodeStats)}`,
    );
  }
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

/** The two in turn, several times, so that a machine that drifts drifts for both; the median of each, and their ratio. */
export async function compare(
  name: string,
  ours: Load,
  bare: Load,
  rounds: number,
): Promise<{ line: string; ratio: number }> {
  await load({ ...ours, seconds: 2 });
  await load({ ...bare, seconds: 2 });
  const measured: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    measured.ours.push((await load(ours)).perSecond);
    measured.bare.push((await load(bare)).perSecond);
  }
  const ratio = median(measured.ours) / median(measured.bare);
  const line = `${name.padEnd(34)} ${median(measured.ours).toFixed(0).padStart(7)}/s of ${median(measured.bare).toFixed(0).padStart(7)}/s  ratio ${ratio.toFixed(2)}`;
  return { line, ratio };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const memoryIn = async (pid: number, field: string) =>
  Number(new RegExp(`${field}:\\s+(\\d+)`).exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) /
  1024;

/** Resident memory of a process in megabytes: now, and the most it ever was. */
export const memoryOf = (pid: number) => memoryIn(pid, 'VmRSS');
export const peakMemoryOf = (pid: number) => memoryIn(pid, 'VmHWM');

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
