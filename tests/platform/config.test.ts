import { expect, test } from 'vitest';
import { ConfigError, neededByApi, readConfig } from '#platform/config.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app@db.example/capone',
  KEYS_FILE: '/run/secrets/keys.json',
};

function problems(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('says nothing: a demo on this machine alone', () => {
  expect(readConfig({})).toEqual({
    production: false,
    demo: true,
    port: 3000,
    host: '127.0.0.1',
    dataDir: '.data',
    databaseUrl: undefined,
    keysFile: '.data/keys.json',
    logLevel: 'warn',
    publicUrl: undefined,
  });
});

test('reads what it is told; an empty variable counts as unset', () => {
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    HOST: '::1',
    DATA_DIR: '/srv/data',
    DATABASE_URL: '',
    LOG_LEVEL: 'debug',
    PUBLIC_URL: 'https://capone.example',
  });
  expect(config).toMatchObject({ port: 0, host: '::1', keysFile: '/srv/data/keys.json', demo: true });
  expect(config).toMatchObject({
    logLevel: 'debug',
    publicUrl: 'https://capone.example',
    databaseUrl: undefined,
  });
});

test('production listens to the world, and is no demo', () => {
  expect(readConfig(production)).toMatchObject({
    production: true,
    demo: false,
    host: '0.0.0.0',
    logLevel: 'info',
    databaseUrl: production.DATABASE_URL,
    keysFile: production.KEYS_FILE,
  });
});

test('production without its own database and keys is refused, together with all other faults', () => {
  const found = problems({ NODE_ENV: 'production', DATABASE_URL: '', PORT: 'tre', LOG_LEVEL: 'loud' });
  expect(found.map((problem) => problem.split(' ')[0])).toEqual([
    'PORT',
    'LOG_LEVEL',
    'DATABASE_URL',
    'KEYS_FILE',
  ]);
  expect(found.every((problem) => problem.includes(' / '))).toBe(true);
});

test('the API in production also needs the https address that people reach it at', () => {
  const of = (env: NodeJS.ProcessEnv) => {
    try {
      return readConfig(env, neededByApi).publicUrl;
    } catch (error) {
      return error instanceof ConfigError ? error.problems : error;
    }
  };
  expect(of(production)).toEqual([expect.stringMatching(/^PUBLIC_URL mangler/)]);
  expect(of({ ...production, PUBLIC_URL: 'http://capone.example' })).toEqual([
    expect.stringMatching(/^PUBLIC_URL .*https/),
  ]);
  expect(of({ ...production, PUBLIC_URL: 'https://capone.example/' })).toBe('https://capone.example');
});

test.each([
  ['NODE_ENV', 'live'],
  ['NODE_ENV', 'Production'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PORT', '0x50'],
  ['HOST', 'two hosts'],
  ['DATABASE_URL', 'mysql://root:canary@db/x'],
  ['LOG_LEVEL', 'INFO'],
  ['PUBLIC_URL', 'javascript:alert(1)'],
  ['PUBLIC_URL', 'capone.example'],
  ['PUBLIC_URL', 'https://capone.example/app'],
  ['PUBLIC_URL', 'https://capone.example?next=1'],
  ['PUBLIC_URL', 'https://root:canary@capone.example'],
])('refuses %s=%s, naming the variable but not the value', (name, value) => {
  const found = problems({ [name]: value });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(new RegExp(`^${name} .+ / .+`));
  expect(found[0]).not.toContain(value);
});
