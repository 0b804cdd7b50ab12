import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresLimits } from '#reports/limits.ts';
import { readOptions } from '#reports/report-options.ts';
import expected from '../register/examples/register-2016-2017/expected.json' with { type: 'json' };
import { aWorld, type World } from '../support/world.ts';
import { importExample } from './support.ts';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await aWorld();
  folder = await mkdtemp(join(tmpdir(), 'report-command-'));
  await writeFile(join(folder, 'keys.json'), JSON.stringify(world.keys), { mode: 0o600 });
  await importExample(world);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await world.close();
});

type Ran = { code: number; out: string; err: string };
function report(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const command = join(import.meta.dirname, '../../services/reports/report-command.ts');
  const settings = {
    DATABASE_URL: world.url,
    KEYS_FILE: join(folder, 'keys.json'),
    DATA_DIR: folder,
    ...env,
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [command, ...args],
      {
        env: {
          PATH: process.env['PATH'],
          NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
          ...settings,
        },
      },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

describe('the report command', { timeout: 60_000 }, () => {
  it('prints the figures of a period as JSON', async () => {
    const { code, out, err } = await report([
      '--unit',
      'koebenhavn',
      '--period',
      '2016-H1',
      '--format',
      'json',
    ]);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual({
      unit: 'koebenhavn',
      unitName: 'København',
      period: '2016-H1',
      from: '2016-01-01',
      until: '2016-07-01',
      definitionVersion: '1',
      preliminary: false,
      figures: expected.periods['2016-H1'],
      limits: figuresLimits,
    });
    const { rows } = await world.superuser.query(
      `select verb, outcome, unit_id, convert_from(canon, 'UTF8')::json->'event'->'counts'->>'reviews' as reviews
       from audit.event where system = 'report-command'`,
    );
    expect(rows).toEqual([{ verb: 'export', outcome: 'done', unit_id: 'koebenhavn', reviews: '38' }]);
  });

  it('prints the same as CSV, for København when no unit is named', async () => {
    const { code, out } = await report(['--period=2017', '--format=csv']);
    expect(code).toBe(0);
    expect(out).toContain('2017;København;Krævet;;3498950,00;kr.;endelig;1;');
  });

  it('names the units when there is no such unit', async () => {
    const { code, out, err } = await report(['--unit', 'atlantis', '--period', '2016']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^--unit: Enheden findes ikke\..*koebenhavn.*\n--unit: There is no such unit\./);
  });

  it('says when the database cannot be used, and when a setting is wrong', async () => {
    const away = await report(['--period', '2016'], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/nothing',
    });
    expect(away.code).toBe(1);
    expect(away.err).toMatch(/Rapporten kunne ikke laves.*ECONNREFUSED[^]*The report could not be made/);
    const wrong = await report(['--period', '2016'], { DATABASE_URL: 'mysql://x' });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('DATABASE_URL');
  });

  it('refuses options before it looks for a database', async () => {
    const { code, out, err } = await report(['--period', '2016-H3'], { DATABASE_URL: 'mysql://x' });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^--period: .*2016-H1.*\n--period: The period must be/);
  });
});

describe('options', () => {
  const faultsOf = (...args: string[]) => {
    const read = readOptions(args);
    return 'faults' in read ? read.faults.map(({ en }) => en.split(' ')[0]) : [];
  };

  it('default to København and JSON', () => {
    const read = readOptions(['--period', '2016-H1']);
    expect(read).toMatchObject({
      options: { unit: 'koebenhavn', format: 'json', period: { id: '2016-H1' } },
    });
  });

  it('are refused all at once, each by name', () => {
    expect(faultsOf('--unit', '--period', '--format')).toEqual(['--unit', '--period:', '--format']);
    expect(faultsOf('--unit=A|b', '--period=16', '--format=xml')).toEqual([
      '--unit',
      '--period:',
      '--format',
    ]);
    expect(faultsOf()).toEqual(['--period:']);
    expect(faultsOf('--period', '2016', '--colour', 'red')).toEqual(['The', 'The']);
  });

  it('are not repeated when they are not words of the command line', () => {
    const read = readOptions(['--period', '2016', '610775-1750']);
    expect(JSON.stringify(read)).not.toContain('610775');
  });
});
