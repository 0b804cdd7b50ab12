import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The README's walk-through is run as it stands there, by bash and curl, against `npm start` on a fresh data folder.
const root = join(import.meta.dirname, '..');
let dataDir: string;
let service: ReturnType<typeof spawn>;
let base = '';

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'al-capone-walk-'));
  service = spawn(process.execPath, ['services/start.ts'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!service.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: service.stdout })) {
    base = /API\s+(http:\S+)\/v1/.exec(line)?.[1] ?? '';
    if (base !== '') break;
  }
}, 60_000);

afterAll(async () => {
  const ended = new Promise((resolve) => service.once('exit', resolve));
  service.kill('SIGINT');
  await ended;
  await rm(dataDir, { recursive: true, force: true });
});

/** Runs a script under bash, with curl; resolves with what it printed and its exit code. */
function bash(script: string): Promise<{ code: number | null; output: string }> {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env: { ...process.env, BASE: base, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH']}` },
  });
  let output = '';
  shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  shell.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => shell.once('close', (code) => resolve({ code, output })));
}

test('the README walks from sign-in to report', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```bash walk\n(.*?)```/gs)].map(([, code]) => code ?? '');
  expect(blocks.length).toBeGreaterThan(6);
  const { code, output } = await bash(blocks.join('\n'));
  expect(output).not.toMatch(/curl: \(|not found/);
  expect(code).toBe(0);
  expect(output).toContain('Tilbagebetalingskrav');
}, 60_000);
