import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenHabits } from './habits.ts';

const root = join(import.meta.dirname, '../..');
const paths = globSync('{services,tests}/**/*.{ts,tsx}', { cwd: root });
const found = paths
  .filter((path) => !path.endsWith('habits.test.ts'))
  .flatMap((path) => brokenHabits(path, readFileSync(join(root, path), 'utf8')));
for (const line of found) console.error(line);
if (found.length === 0) console.log(`Habits kept: ${paths.length} files.`);
process.exitCode = found.length > 0 || paths.length < 60 ? 1 : 0;
