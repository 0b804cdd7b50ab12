import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, openInstallation } from '#deploy/open-installation.ts';
import { readConfig } from '#platform/config.ts';
import { makeRegister } from '../performance/make-register.ts';
import expected from './examples/register-2016-2017/expected.json' with { type: 'json' };
import { exampleFolder, headings, withRegister } from './support.ts';

// Each run is a process of its own, and the machine may be busy.
const patience = 60_000;
const command = join(import.meta.dirname, '../../services/register/import-command.ts');
let dataDir: string;
let service: Installation;
let client: pg.Client;

// Somebody else uses the data folder all the while, as the running service does.
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'register-command-'));
  service = await openInstallation(readConfig({ DATA_DIR: join(dataDir, 'data') }));
  client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await service.release();
  await rm(dataDir, { recursive: true });
});

function start(words: string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [command, ...words], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      DATA_DIR: join(dataDir, 'data'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(words: string[], env: Record<string, string> = {}) {
  const child = start(words, env);
  const exit = new Promise<number | null>((done) => child.once('exit', done));
  if (!child.stdout || !child.stderr) throw new Error('the command has no output');
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

async function count(table: 'case_review' | 'finding' | 'follow_up_action'): Promise<number> {
  return Number((await client.query(`select count(*) from app.${table}`)).rows[0].count);
}

describe('the command', { timeout: patience }, () => {
  test('prints one document with what went in and what was refused, and exits with 2', async () => {
    const { code, out, err } = await run([exampleFolder]);
    expect([code, err]).toEqual([2, '']);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      unit: 'koebenhavn',
      dryRun: false,
      accepted: expected.accepted,
      new: expected.accepted,
      warnings: [],
    });
    expect(report.refused).toHaveLength(12);
    expect(Object.keys(report.refused[0])).toEqual(['file', 'line', 'column', 'code', 'message', 'english']);
    expect(report.summary).toBe('1.052 rækker læst ind. 12 rækker afvist.');
  });

  test('exits with 0 when every row holds good, and says when nothing is new', async () => {
    const small = join(dataDir, 'small');
    await makeRegister(small, 3);
    const first = await run([small, '--unit', 'koebenhavn']);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out).new['gennemgange.csv']).toBe(3);
    const again = await run([small, '--dry-run']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({
      dryRun: true,
      new: { 'gennemgange.csv': 0, 'oplysninger.csv': 0, 'opfoelgning.csv': 0 },
      refused: [],
      summary: 'Intet nyt: 15 rækker stod her i forvejen.',
    });
  });

  test('killed at any moment, it finishes the next time', async () => {
    const large = join(dataDir, 'large');
    await makeRegister(large, 500, 1_000);
    const before = await count('finding');
    const child = start([large]);
    const ended = new Promise((done) => child.once('exit', done));
    while ((await count('finding')) === before && child.exitCode === null) await setTimeout(5);
    child.kill('SIGKILL');
    await ended;
    const kept = (await count('finding')) - before;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(1_500);
    const { code, out } = await run([large]);
    expect(code).toBe(0);
    expect(JSON.parse(out).accepted['oplysninger.csv']).toBe(1_500);
    expect(await count('finding')).toBe(before + 1_500);
  });

  test('asked to stop, it stops between two batches and says so', async () => {
    const large = join(dataDir, 'other');
    await makeRegister(large, 800, 5_000);
    const child = start([large]);
    if (!child.stderr || !child.stdout) throw new Error('the command has no output');
    const said = Promise.all([text(child.stdout), text(child.stderr)]);
    const exit = new Promise((done) => child.once('exit', done));
    const before = await count('case_review');
    while ((await count('case_review')) === before && child.exitCode === null) await setTimeout(5);
    child.kill('SIGTERM');
    expect(await exit).toBe(1);
    const [out, err] = await said;
    expect(out).toBe('');
    expect(err).toMatch(/Stoppet undervejs.*\n.*Stopped halfway/);
  });
});

describe('when nothing can be done, it exits with 1, prints no document and says why in both languages', () => {
  test.each<[string, string[], Record<string, string>, RegExp]>([
    ['an unknown option', [exampleFolder, '--dryrun'], {}, /Skriv mappen.*--dry-run.*\n.*Give the folder/],
    ['an unknown unit', [exampleFolder, '--unit', 'a|b'], {}, /Enheden findes ikke.*fyn.*\n.*no such unit/],
    [
      'no database',
      [exampleFolder],
      { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/none' },
      /Databasen kan ikke nås.*\n.*cannot be reached/,
    ],
  ])('%s', async (_name, words, env, reason) => {
    const { code, out, err } = await run(words, env);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(reason);
  });

  test('a missing column, by name', async () => {
    const reviews = `${headings.reviews.replace('Mødedato;', '')}\r\n`;
    const { code, out, err } = await withRegister({ reviews }, (folder) => run([folder]));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/gennemgange\.csv mangler kolonnen »Mødedato«.*\n.*lacks the column "Mødedato"/);
  });
});
