import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the service that is tried in the browser listens: `http://localhost:49152`. */
    serviceUrl: string;
    chromium: string;
  }
}

/** Starts the service as `npm start` does, on a free port and a data folder of its own. */
export default async function startDemo(project: TestProject): Promise<() => Promise<void>> {
  const chromium = await findChromium();
  const folder = await mkdtemp(join(tmpdir(), 'al-capone-browser-'));
  const service = spawn('npm', ['start'], {
    env: { ...process.env, PORT: '0', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error', NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const stop = async () => {
    const ended = new Promise((resolve) => service.once('exit', resolve));
    if (service.pid !== undefined && service.exitCode === null) {
      process.kill(-service.pid, 'SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    project.provide('serviceUrl', await addressOf(service.stdout));
    project.provide('chromium', chromium);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** What the service says of itself when it listens. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  for await (const part of output) {
    said += String(part);
    const found = /(http:\/\/localhost:\d+)\/demo-idp\//.exec(said);
    if (found?.[1] !== undefined) {
      output.resume();
      return found[1];
    }
  }
  throw new Error(`the service did not start: ${said}`);
}
