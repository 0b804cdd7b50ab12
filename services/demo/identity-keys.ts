import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type DemoKeys, makeDemoKeys } from '#identity/demo-identity-provider.ts';
import { errorCode } from '#platform/folders.ts';
import { demoAuthorities } from './people.ts';

const keysByAuthority = z.record(z.string(), z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }));

/** The demo identity providers' signing keys by authority, kept in the data folder so that sign-ins outlive a restart. */
export async function readOrCreateIdentityKeys(dataDir: string): Promise<Record<string, DemoKeys>> {
  const file = join(dataDir, 'demo-identity-keys.json');
  const stored = await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (stored !== null) return keysByAuthority.parse(JSON.parse(stored));
  const made = await Promise.all(
    demoAuthorities.map(async ({ authorityId }) => [authorityId, await makeDemoKeys()] as const),
  );
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(Object.fromEntries(made)), { mode: 0o600, flush: true });
  // link(), unlike rename(), fails when another process was first.
  await link(draft, file).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  await rm(draft, { force: true });
  return keysByAuthority.parse(JSON.parse(await readFile(file, 'utf8')));
}
