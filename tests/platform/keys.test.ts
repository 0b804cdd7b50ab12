import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { KeysError, need, needPassword, readOrCreateDemoKeys, readProductionKeys } from '#platform/keys.ts';

const folders: string[] = [];
let file: string;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  folders.push(folder);
  file = join(folder, 'data', 'keys.json');
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const hex = (byte: string, bytes: number) => `0123456789abcdef${byte.repeat(bytes - 8)}`;

async function store(content: unknown, mode = 0o600): Promise<string> {
  const path = join(file, '..', '..', 'production.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  await chmod(path, mode);
  return path;
}

async function refusal(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof KeysError)) throw new Error(`not refused: ${String(error)}`);
  return error.message;
}

test('makes the demo keys once, for the owner alone', async () => {
  const keys = await readOrCreateDemoKeys(file);
  expect(keys.demo).toBe(true);
  expect(keys.citizenEncryption.keys[keys.citizenEncryption.current]).toMatch(/^[0-9a-f]{64}$/);
  expect(await readOrCreateDemoKeys(file)).toEqual(keys);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(file, '..'))).toEqual(['keys.json']);
  const secrets = JSON.stringify(keys).match(/[0-9a-f]{64}/g) ?? [];
  expect(secrets).toHaveLength(10);
  expect(new Set(secrets).size).toBe(10);
});

test('processes and calls that race end with the same keys', async () => {
  const script = `import { readOrCreateDemoKeys } from '#platform/keys.ts';
    const keys = await Promise.all(Array.from({ length: 8 }, () => readOrCreateDemoKeys(process.argv[1])));
    console.log(JSON.stringify(keys.map((one) => one.cursor)))`;
  const answers = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      await once(child, 'close');
      return said;
    }),
  );
  const { cursor } = await readOrCreateDemoKeys(file);
  expect(answers).toEqual(Array.from({ length: 3 }, () => `${JSON.stringify(Array(8).fill(cursor))}\n`));
  expect(await readdir(join(file, '..'))).toEqual(['keys.json']);
});

test('a damaged demo file is refused and never overwritten', async () => {
  const path = await store('{"demo":true,"cursor":"canary');
  expect(await refusal(readOrCreateDemoKeys(path))).toMatch(/er ikke gyldig JSON \/ is not valid JSON/);
  expect(await readFile(path, 'utf8')).toBe('{"demo":true,"cursor":"canary');
});

test('a demo file from before there were receipts gets a key for them, the same each time', async () => {
  const { receiptSigning, ...older } = await readOrCreateDemoKeys(file);
  await writeFile(file, JSON.stringify(older));
  const [first, again] = [await readOrCreateDemoKeys(file), await readOrCreateDemoKeys(file)];
  expect(first).toEqual(again);
  expect(first.receiptSigning.key).toMatch(/^[0-9a-f]{64}$/);
  expect(Object.values(older)).not.toContain(first.receiptSigning.key);
  expect(first.receiptSigning).not.toEqual(receiptSigning);
});

test('the demo refuses the keys of production, and production those of the demo', async () => {
  const real = await store({ demo: false, cursor: hex('cd', 32) });
  expect(await refusal(readOrCreateDemoKeys(real))).toMatch(/demo: skal være true/);
  await readOrCreateDemoKeys(file);
  expect(await refusal(readProductionKeys(file))).toMatch(/demonøgler.*demo keys/);
});

test('production gives a process only some keys; asking for another is refused by name', async () => {
  const keys = await readProductionKeys(
    await store(
      { demo: false, cursor: hex('cd', 32), databasePasswords: { app: 'a-password-of-24-letters' } },
      0o440,
    ),
  );
  expect(need(keys, 'cursor')).toBe(hex('cd', 32));
  expect(needPassword(keys, 'app')).toBe('a-password-of-24-letters');
  expect(() => need(keys, 'callerSigning')).toThrow(/mangler "callerSigning".*lacks "callerSigning"/);
  expect(() => needPassword(keys, 'reporter')).toThrow(/databasePasswords\.reporter/);
});

test.each([0o644, 0o604, 0o602, 0o620])('refuses a production file of mode %o', async (mode) => {
  const path = await store({ demo: false }, mode);
  expect(await refusal(readProductionKeys(path))).toMatch(/andre kan læse.*others can read/);
});

test('refuses a production file that is missing or a folder', async () => {
  expect(await refusal(readProductionKeys(file))).toMatch(/ENOENT.*cannot be read/);
  expect(await refusal(readProductionKeys(tmpdir()))).toMatch(/er ikke en fil/);
});

const key = hex('cd', 32);
const id = '00c0ffee';

test.each<[string, unknown, RegExp]>([
  ['broken JSON', `{"cursor": "${key}" oops`, /gyldig JSON/],
  ['no word of whether it is a demo', { cursor: key }, /demo: skal være false/],
  ['a short key', { demo: false, cursor: key.slice(2) }, /cursor: skal være 64 hexadecimale tegn/],
  ['an upper-case key', { demo: false, cursor: key.toUpperCase() }, /cursor: skal være 64/],
  ['a key of zeros', { demo: false, cursor: '0'.repeat(64) }, /cursor: er ikke tilfældig/],
  ['a number', { demo: false, cursor: 7 }, /cursor: mangler eller er ikke tekst/],
  ['an unknown part', { demo: false, [key]: key }, /ukendt.*unknown/],
  [
    'a key in place of its id',
    { demo: false, citizenEncryption: { current: id, keys: { [key]: id } } },
    /\*/,
  ],
  [
    'a current key that is not there',
    { demo: false, citizenEncryption: { current: id, keys: {} } },
    /current/,
  ],
  ['one key for two uses', { demo: false, cursor: key, callerSigning: key }, /to steder.*two places/],
  [
    'one key for index and encryption',
    { demo: false, blindIndex: { id, key }, citizenEncryption: { current: id, keys: { [id]: key } } },
    /to steder/,
  ],
  ['the key of receipts used twice', { demo: false, cursor: key, receiptSigning: { key } }, /to steder/],
  [
    'a short password',
    { demo: false, databasePasswords: { app: 'canary' } },
    /databasePasswords\.app: skal være mindst 24/,
  ],
])('refuses %s, and says so without a word of the key', async (_, content, rule) => {
  const message = await refusal(readProductionKeys(await store(content)));
  expect(message).toMatch(rule);
  expect(message).toContain(' / ');
  expect(message.toLowerCase()).not.toContain(key.slice(0, 16));
  expect(message).not.toContain('canary');
});
