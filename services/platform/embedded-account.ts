import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedDatabaseError } from './embedded-binaries.ts';
import { errorCode } from './folders.ts';

const run = promisify(execFile);

/** Whose processes the database's are; undefined for our own account. */
export type Owner = { readonly uid: number; readonly gid: number };

/** How to start a program as the account that runs the database. */
export type Account = {
  readonly owner: Owner | undefined;
  readonly as: (program: string, args: readonly string[]) => Command;
};

export type Command = {
  readonly file: string;
  readonly args: readonly string[];
  readonly ids: { uid?: number; gid?: number };
};

const ourselves: Account = {
  owner: undefined,
  as: (file, args) => ({ file, args, ids: {} }),
};

/**
 * Chooses the account. PostgreSQL refuses to run as root, so root lends it another account: the owner of
 * the database that is already there, else `postgres`, made if missing. When that account cannot reach the
 * data folder or the programs (below a closed home, say), it may pass closed folders, and nothing more.
 */
export async function chooseAccount(postgres: string, dataDir: string, cluster: string): Promise<Account> {
  const holder = await ownerOf(cluster);
  if (process.getuid?.() !== 0) {
    if (holder !== undefined && holder.uid !== process.getuid?.()) throw notOurs(cluster);
    await proveUsable(ourselves, postgres, dataDir);
    return ourselves;
  }
  const owner = holder ?? (await findOwner()) ?? (await makeOwner());
  const choices = [plain(owner), passing(owner, 'dac_read_search'), passing(owner, 'dac_override')];
  for (const account of choices) {
    if (await canUse(account, postgres, dataDir)) return account;
  }
  await proveUsable(plain(owner), postgres, dataDir);
  return plain(owner);
}

const plain = (owner: Owner): Account => ({
  owner,
  as: (file, args) => ({ file, args, ids: { ...owner } }),
});

const passing = ({ uid, gid }: Owner, capability: string): Account => ({
  owner: { uid, gid },
  as: (program, args) => ({
    file: 'setpriv',
    args: [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      // Or access(2), by which PostgreSQL finds its own programs, would ignore the capability.
      '--securebits=+no_setuid_fixup',
      `--inh-caps=-all,+${capability}`,
      `--ambient-caps=-all,+${capability}`,
      program,
      ...args,
    ],
    ids: {},
  }),
});

async function probe(account: Account, postgres: string, dataDir: string): Promise<void> {
  const { file, args, ids } = account.as('/bin/sh', [
    '-c',
    '"$1" --version && cd "$2"',
    'sh',
    postgres,
    dataDir,
  ]);
  await run(file, args, { ...ids, cwd: '/' });
}

async function canUse(account: Account, postgres: string, dataDir: string): Promise<boolean> {
  return probe(account, postgres, dataDir).then(
    () => true,
    () => false,
  );
}

async function proveUsable(account: Account, postgres: string, dataDir: string): Promise<void> {
  await probe(account, postgres, dataDir).catch((error: unknown) => {
    throw new EmbeddedDatabaseError(
      `Den indlejrede PostgreSQL kan ikke køre eller kan ikke nå datamappen ${dataDir}. Kør "npm rebuild", start som en almindelig bruger, eller vælg med DATA_DIR en mappe, som alle må passere.`,
      `The embedded PostgreSQL cannot run or cannot reach the data folder ${dataDir}. Run "npm rebuild", start as an ordinary user, or choose with DATA_DIR a folder that everybody may pass.`,
      { cause: error },
    );
  });
}

async function ownerOf(cluster: string): Promise<Owner | undefined> {
  try {
    const { uid, gid } = await stat(cluster);
    return uid === 0 ? undefined : { uid, gid };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function findOwner(): Promise<Owner | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function makeOwner(): Promise<Owner> {
  const failure = await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(
    (error: unknown) => error,
  );
  // Another process may have made it a moment before us, so look before complaining.
  const owner = await findOwner();
  if (owner !== undefined) return owner;
  throw new EmbeddedDatabaseError(
    'PostgreSQL kan ikke køre som root, og systembrugeren "postgres" kunne ikke oprettes. Start som en almindelig bruger.',
    'PostgreSQL cannot run as root, and the system user "postgres" could not be created. Start as an ordinary user.',
    { cause: failure },
  );
}

function notOurs(cluster: string): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    `Databasen i ${cluster} tilhører en anden bruger (måske startet som root). Start som den bruger, eller vælg en anden DATA_DIR.`,
    `The database in ${cluster} belongs to another user (started as root perhaps). Start as that user, or choose another DATA_DIR.`,
  );
}
