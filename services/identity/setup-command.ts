/**
 * `npm run setup -- setup.json`: a unit's own authorities, issuers and first people, as the deployer whom DATABASE_URL names;
 * without DATABASE_URL, in the data folder's database, for trying it out. Exit 0 when it is in place, 1 when nothing was done.
 */
import { readFile } from 'node:fs/promises';
import { openInstallation } from '#deploy/open-installation.ts';
import { withDeployer } from '#deploy/prepare-database.ts';
import { setUpUnit } from '#deploy/set-up-unit.ts';
import { readConfig } from '#platform/config.ts';
import { toDanishDate } from '#platform/danish-time.ts';
import { errorCode } from '#platform/folders.ts';
import { explain } from '#platform/production-process.ts';
import { type Fault, readSetupFile } from './setup-file.ts';

/** Says what is wrong, and that nothing was done. */
function refuse(lines: readonly string[]): void {
  console.error(['Intet er ændret / Nothing was changed:', ...lines].join('\n  - '));
  process.exitCode = 1;
}

/** Why the database of DATABASE_URL is no use, in words. */
function databaseFault(code: string): string | undefined {
  if (/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|28)/.test(code))
    return `databasen kan ikke nås (${code}); se DATABASE_URL / the database cannot be reached (${code}); see DATABASE_URL`;
  if (/^(3D|3F|42)/.test(code))
    return `databasen er ikke gjort klar, eller kontoen er ikke den, der gør klar (${code}); kør npm run migrate / the database is not prepared, or this is not the deployer’s account (${code}); run npm run migrate`;
  return undefined;
}

const lines = (faults: readonly Fault[]) =>
  faults.map(({ pointer, da, en }) => `${pointer || '/'}: ${da} / ${en}`);

async function run(path: string | undefined, others: readonly string[]): Promise<void> {
  if (path === undefined || others.length > 0)
    return refuse(['brug: npm run setup -- setup.json / usage: npm run setup -- setup.json']);
  const content = await readFile(path, 'utf8').catch((error: unknown) => ({ code: errorCode(error) }));
  if (typeof content !== 'string')
    return refuse([`filen kan ikke læses (${content.code}) / the file cannot be read (${content.code})`]);
  const file = readSetupFile(content);
  if (Array.isArray(file)) return refuse(lines(file));
  const config = readConfig(process.env);
  const installation =
    config.databaseUrl === undefined
      ? await openInstallation(config)
      : { databaseUrl: config.databaseUrl, release: async () => {} };
  try {
    const today = toDanishDate(new Date().toISOString());
    const done = await withDeployer(installation.databaseUrl, (deployer) => setUpUnit(deployer, file, today));
    if ('faults' in done) return refuse(lines(done.faults));
    const kept = file.people.length - done.people;
    console.log(
      `Enheden ${file.unit}: ${done.issuers} udstedere, ${done.people} nye personer, ${kept} var der i forvejen og er uændrede.\n` +
        `The unit ${file.unit}: ${done.issuers} issuers, ${done.people} new people, ${kept} were there already and are unchanged.`,
    );
    if (done.withoutAgreement.length > 0)
      console.log(
        `Uden deltagelsesaftale, og derfor uden deling: ${done.withoutAgreement.join(', ')}.\n` +
          `Without a participation agreement, and so without sharing: ${done.withoutAgreement.join(', ')}.`,
      );
    if (file.startingCatalogue)
      console.log(
        'Hjemlerne er lagt ind som udkast; en jurist godkender dem, før noget kan videregives.\n' +
          'The legal bases are in as drafts; a legal officer approves them before anything can be disclosed.',
      );
  } finally {
    await installation.release();
  }
}

const [path, ...others] = process.argv.slice(2);
try {
  await run(path, others);
} catch (error) {
  refuse([databaseFault(errorCode(error)) ?? explain(error)]);
}
