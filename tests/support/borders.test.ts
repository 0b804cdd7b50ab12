import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { breaches, computed, readModules } from './borders.ts';

const kept: [path: string, specifier: string][] = [
  ['services/findings/attach-finding.ts', './finding.ts'],
  ['services/findings/attach-finding.ts', '#case-reviews/questions.ts'],
  ['services/findings/attach-finding.ts', '#audit/record.ts'],
  ['services/findings/contract.ts', '#case-reviews/contract.ts'],
  ['services/findings/store.ts', 'kysely'],
  ['services/audit/record.ts', 'kysely'],
  ['services/findings/finding.ts', '#platform/errors.ts'],
  ['services/platform/database.ts', 'pg'],
  ['services/api/endpoints.ts', '#findings/attach-finding.ts'],
  ['services/api/main.ts', '@fastify/jwt'],
  ['services/scheduler/ticker.ts', 'node-cron'],
  ['services/scheduler/jobs.ts', '#agendas/build-agenda.ts'],
  ['services/reports/report-command.ts', '#identity/caller-of-command.ts'],
  ['services/platform/migrate-command.ts', '#units/store.ts'],
  ['services/start.ts', '#api/main.ts'],
  ['services/demo/load-demo.ts', '#case-reviews/nominate.ts'],
  ['services/web/page.ts', '#findings/contract.ts'],
  ['services/web/browser/page.ts', '../../citizens/text-scan.ts'],
  ['services/web/sign-in/open-sign-in.ts', 'fastify'],
  ['services/platform/embedded-binaries.ts', computed],
];

const crossed: [path: string, specifier: string, rule: RegExp][] = [
  ['services/findings/attach-finding.ts', '#case-reviews/store.ts', /another room is asked through/],
  ['services/findings/attach-finding.ts', '../case-reviews/conclude.ts', /another room is asked through/],
  [
    'services/findings/attach-finding.ts',
    '#case-reviews/round/questions.ts',
    /another room is asked through/,
  ],
  ['services/findings/attach-finding.ts', '#audit/seal.ts', /another room is asked through/],
  ['services/findings/attach-finding.ts', '#api/serve.ts', /rooms do not import doors/],
  ['services/findings/attach-finding.ts', '#start.ts', /rooms do not import doors/],
  ['services/findings/questions.ts', '#scheduler/slots.ts', /rooms do not import doors/],
  ['services/platform/database.ts', '#audit/record.ts', /the floor imports no room/],
  ['services/platform/database.ts', '#api/serve.ts', /the floor imports no room/],
  ['services/web/page.ts', '#findings/questions.ts', /web imports contracts/],
  ['services/web/page.ts', '#citizens/cpr.ts', /web imports contracts/],
  ['services/findings/attach-finding.ts', 'kysely', /SQL is spoken only/],
  ['services/findings/attach-finding.ts', 'kysely/helpers/postgres', /SQL is spoken only/],
  ['services/api/serve.ts', 'pg', /SQL is spoken only/],
  ['services/identity/session.ts', 'fastify', /Fastify stays/],
  ['services/scheduler/main.ts', '@fastify/under-pressure', /Fastify stays/],
  ['services/platform/clock.ts', 'node-cron', /node-cron stays/],
  ['services/findings/attach-finding.ts', '#demo/people.ts', /rooms do not import doors/],
  ['services/api/serve.ts', computed, /literal name/],
  ['services/units/agency.ts', '../../tests/support/a-unit.ts', /do not import tests/],
];

describe('one import', () => {
  test.each(kept)('%s may import %s', (path, specifier) => {
    expect(breaches([{ path, imports: [specifier] }])).toEqual([]);
  });

  test.each(crossed)('%s may not import %s', (path, specifier, rule) => {
    expect(breaches([{ path, imports: [specifier] }])).toEqual([expect.stringMatching(rule)]);
  });
});

test('only the demo may use what production does not install', () => {
  const paths = [
    'services/api/token.ts',
    'services/identity/demo-identity-provider.ts',
    'services/demo/load-demo.ts',
  ];
  const found = paths.flatMap((path) => breaches([{ path, imports: ['oidc-provider'] }], ['oidc-provider']));
  expect(found).toEqual(['services/api/token.ts imports oidc-provider: production does not install it']);
});

test('a circle is told once, from its first file round to it again', () => {
  const found = breaches([
    { path: 'services/start.ts', imports: ['#units/contract.ts'] },
    { path: 'services/units/contract.ts', imports: ['#identity/contract.ts'] },
    { path: 'services/identity/contract.ts', imports: ['./role.ts'] },
    { path: 'services/identity/role.ts', imports: ['#units/contract.ts'] },
  ]);
  expect(found).toEqual([
    'services/units/contract.ts -> services/identity/contract.ts -> services/identity/role.ts -> ' +
      'services/units/contract.ts: imports go round in a circle',
  ]);
});

describe('reading modules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'borders-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  afterEach(() => rmSync(folder, { recursive: true }));

  test('finds every way to import, and nothing in comments or strings', () => {
    write(
      'services/room/deed.ts',
      `import type { A } from './types.ts';
       import './effect.ts';
       export { b } from './named.ts';
       export * from './all.ts';
       export const later = () => import('./dynamic.ts');
       export type C = import('./inline.ts').C;
       // import 'comment'
       export const text = "import 'string'";`,
    );
    const imports = ['types', 'effect', 'named', 'all', 'dynamic', 'inline'].map((name) => `./${name}.ts`);
    expect(readModules(folder)).toEqual([{ path: 'services/room/deed.ts', imports }]);
  });

  test('refuses what it cannot parse', () => {
    write('services/room/broken.ts', 'import from from from;');
    expect(() => readModules(folder)).toThrow(/services\/room\/broken\.ts/);
  });
});
