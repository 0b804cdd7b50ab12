/** Writes openapi/openapi.json from the contracts; --check only compares. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { endpoints } from './endpoints.ts';
import { openApiOf } from './openapi.ts';

const target = join(import.meta.dirname, '../../openapi/openapi.json');
const written = `${JSON.stringify(openApiOf(endpoints.map(({ endpoint }) => endpoint)), null, 2)}\n`;
const current = await readFile(target, 'utf8').catch(() => '');

if (current === written) {
  console.log('openapi/openapi.json is current');
} else if (process.argv.includes('--check')) {
  console.error('openapi/openapi.json is not current: npm run openapi');
  process.exitCode = 1;
} else {
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, written);
  console.log('wrote openapi/openapi.json');
}
