/**
 * `npm run access:sabotage`: breaks one control after the other, each in a run of its own, and expects the part of the access
 * matrix that watches it to turn red. `--only <control>,<control>` takes some. Ends with one line of JSON; the exit code is not 0
 * when a broken control was not seen.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sabotages } from './sabotages.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = sabotages.filter(({ name }) => values.only?.split(',').includes(name) ?? true);
const out = mkdtempSync(join(tmpdir(), 'al-capone-sabotage-'));
const unseen: string[] = [];
for (const { name, control, seenBy } of chosen) {
  const command = join(import.meta.dirname, 'matrix-command.ts');
  const wish = ['--sabotage', name, '--only', seenBy, '--worlds', '60', '--until-red', '--out', out];
  const { status, stdout } = spawnSync(process.execPath, [command, ...wish], { encoding: 'utf8' });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  // Red means that the matrix found something, not that it fell over before it could look.
  const isRed = status === 1 && /"deviations":\d+/.test(last) && !stdout.includes('not judged to the end');
  if (!isRed) unseen.push(name);
  console.log(`${isRed ? 'red ' : 'NOT SEEN'} ${name}: ${control}  ${isRed ? last : stdout.slice(-2000)}`);
}
rmSync(out, { recursive: true, force: true });
process.exitCode = unseen.length === 0 ? 0 : 1;
console.log(JSON.stringify({ sabotaged: chosen.length, red: chosen.length - unseen.length, unseen }));
