import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

/** What says who is to be answered what: in the API, in SQL, and what of an answer is a leak. */
const oracles = ['oracle*.ts', 'probe*.ts', 'api-oracle.ts', 'states.ts', 'canaries.ts', 'principal.ts'];
const roots = globSync(oracles, { cwd: import.meta.dirname }).filter((file) => !file.endsWith('.test.ts'));

/** The specifiers that a module names, and those of them that it runs. */
function importsOf(path: string): { all: string[]; run: string[] } {
  const { module, errors } = parseSync(path, readFileSync(path, 'utf8'));
  expect(errors).toEqual([]);
  const statics = module.staticImports.map(({ moduleRequest, entries }) => ({
    from: moduleRequest.value,
    run: entries.length === 0 || entries.some(({ isType }) => !isType),
  }));
  const again = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ from: moduleRequest.value, run: !isType }] : [],
    ),
  );
  const dynamic = module.dynamicImports.map(() => ({ from: 'a computed name', run: true }));
  const all = [...statics, ...again, ...dynamic];
  return { all: all.map(({ from }) => from), run: all.filter(({ run }) => run).map(({ from }) => from) };
}

test('the oracle runs no line of the service, and names none of its types', () => {
  const known = new Set<string>();
  const foreign: string[] = [];
  const waiting = roots.map((file) => join(import.meta.dirname, file));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (known.has(path)) continue;
    known.add(path);
    const { all, run } = importsOf(path);
    // A test's own type may be named: it is gone before anything runs.
    foreign.push(...all.filter((from) => !/^(\.|node:)/.test(from)).map((from) => `${path}: ${from}`));
    foreign.push(...all.filter((from) => from.includes('services')).map((from) => `${path}: ${from}`));
    waiting.push(...run.filter((from) => from.startsWith('.')).map((from) => resolve(path, '..', from)));
  }
  expect(known.size).toBeGreaterThan(20);
  expect([...known].filter((path) => !path.startsWith(import.meta.dirname))).toEqual([]);
  expect(foreign).toEqual([]);
});
