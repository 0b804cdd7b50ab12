import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { errorCode, makeFolder, syncFolder } from './folders.ts';
import { demoKeys, describeFaults, productionKeys } from './key-shapes.ts';
import type { DatabaseRole, DemoKeys, Keys, ProductionKeys } from './key-shapes.ts';

export type { DatabaseRole, DemoKeys, Keys, ProductionKeys } from './key-shapes.ts';

/** The key file cannot be used. The message (Danish and English) never holds key material. */
export class KeysError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeysError';
  }
}

/**
 * The demo's keys, made and stored at the first call. Processes that race all get the keys of the first.
 * @throws KeysError when the file is damaged or holds production keys; it is never overwritten.
 */
export async function readOrCreateDemoKeys(file: string): Promise<DemoKeys> {
  const stored = await readDemoKeys(file);
  if (stored !== undefined) return stored;
  await makeFolder(dirname(file));
  await publish(file, newDemoKeys());
  const published = await readDemoKeys(file);
  if (published === undefined) throw new KeysError(`${file}: forsvandt igen / disappeared again`);
  return published;
}

/**
 * The keys that this process was given in production; parts that it was not given are absent.
 * @throws KeysError for demo keys, a file that others may read or the group may write, or a wrong form.
 */
export async function readProductionKeys(file: string): Promise<ProductionKeys> {
  const handle = await openKeys(file);
  try {
    await refuseLoosePermissions(file, handle);
    const content = parseJson(file, await handle.readFile('utf8'));
    if (typeof content === 'object' && content !== null && 'demo' in content && content.demo === true) {
      throw new KeysError(
        `${file}: demonøgler kan ikke bruges i produktion / demo keys cannot be used in production`,
      );
    }
    return check(file, productionKeys, content);
  } finally {
    await handle.close();
  }
}

/** One part of the keys. @throws KeysError when this process was not given it. */
export function need<Part extends keyof Keys>(keys: Keys, part: Part): NonNullable<Keys[Part]> {
  const found = keys[part];
  if (found === undefined || found === null) throw missing(part);
  return found;
}

/** The password of one database role. @throws KeysError when this process was not given it. */
export function needPassword(keys: Keys, role: DatabaseRole): string {
  const found = keys.databasePasswords?.[role];
  if (found === undefined) throw missing(`databasePasswords.${role}`);
  return found;
}

function missing(part: string): KeysError {
  return new KeysError(
    `Nøglefilen mangler "${part}", som denne proces har brug for / ` +
      `The key file lacks "${part}", which this process needs`,
  );
}

async function readDemoKeys(file: string): Promise<DemoKeys | undefined> {
  try {
    return check(file, demoKeys, parseJson(file, await readFile(file, 'utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function publish(file: string, keys: DemoKeys): Promise<void> {
  const draft = `${file}.${process.pid}-${randomHex(4)}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(keys, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // link(), unlike rename(), fails when another process was first.
    await link(draft, file).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    await syncFolder(dirname(file));
  } finally {
    await rm(draft, { force: true });
  }
}

async function openKeys(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    throw new KeysError(
      `${file}: nøglefilen kan ikke læses (${errorCode(error)}) / the key file cannot be read (${errorCode(error)})`,
    );
  }
}

async function refuseLoosePermissions(file: string, handle: FileHandle): Promise<void> {
  const status = await handle.stat();
  if (!status.isFile()) throw new KeysError(`${file}: er ikke en fil / is not a file`);
  if ((status.mode & 0o027) !== 0) {
    throw new KeysError(
      `${file}: andre kan læse eller ændre nøglefilen; giv den rettighederne 600 eller 440 / ` +
        'others can read or change the key file; give it mode 600 or 440',
    );
  }
}

function parseJson(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // The parser's own message quotes the text around the fault, which may be a key.
    throw new KeysError(`${file}: er ikke gyldig JSON / is not valid JSON`);
  }
}

function check<Shape extends z.ZodType>(file: string, shape: Shape, content: unknown): z.output<Shape> {
  const read = shape.safeParse(content);
  if (read.success) return read.data;
  const faults = describeFaults(read.error);
  throw new KeysError(
    [`${file}: nøglefilen kan ikke bruges / the key file cannot be used:`, ...faults].join('\n  - '),
  );
}

function newDemoKeys(): DemoKeys {
  const current = randomHex(4);
  return {
    demo: true,
    callerSigning: randomHex(32),
    citizenEncryption: { current, keys: { [current]: randomHex(32) } },
    blindIndex: { id: randomHex(4), key: randomHex(32) },
    cursor: randomHex(32),
    receiptSigning: { key: randomHex(32), retired: [] },
    databasePasswords: {
      app: randomHex(32),
      reporter: randomHex(32),
      scheduler: randomHex(32),
      register: randomHex(32),
    },
    superuserPassword: randomHex(32),
  };
}

function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
