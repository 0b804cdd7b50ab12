import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** One source file and the specifiers that it imports: values and types, static, re-exported and dynamic. */
export interface Module {
  path: string;
  imports: string[];
}

/** Stands for the specifier of an import whose name is computed. */
export const computed = 'a computed name';

/** Every TypeScript module under `services/` of this folder, read with a real parser. */
export function readModules(root: string): Module[] {
  return globSync('services/**/*.{ts,tsx}', { cwd: root }).map((file) => {
    const path = file.replaceAll('\\', '/');
    const { program, errors } = parseSync(path, readFileSync(join(root, path), 'utf8'));
    if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
    const imports = new Set<string>();
    const add = (source: object | null) => {
      if (source === null) return;
      imports.add('value' in source && typeof source.value === 'string' ? source.value : computed);
    };
    new Visitor({
      ImportDeclaration: (node) => add(node.source),
      ImportExpression: (node) => add(node.source),
      ExportNamedDeclaration: (node) => add(node.source),
      ExportAllDeclaration: (node) => add(node.source),
      TSImportType: (node) => add(node.source),
    }).visit(program);
    return { path, imports: [...imports] };
  });
}

const doors = ['api', 'scheduler', 'web'];
/** What puts rooms together before a door opens: the reference data of a deployment, the demo's example. */
const assemblies = ['demo', 'deploy'];
const floor = 'platform';
/** What the service and the browser do alike: they import nothing but each other, so that both can run them. */
const scanners = ['services/citizens/cpr-scan.ts', 'services/citizens/text-scan.ts'];
const sqlFiles = /^services\/[^/]+\/((?:[a-z-]+-)?store|questions|record)\.ts$/;

/** Where a package may be imported; a package that is not named here may be imported anywhere. */
const homes: { packages: RegExp; home: RegExp; rule: string }[] = [
  {
    packages: /^(kysely|pg)(\/|$)/,
    home: new RegExp(`^services/${floor}/|${sqlFiles.source}`),
    rule: 'SQL is spoken only in store.ts, …-store.ts, questions.ts, record.ts and the floor',
  },
  {
    packages: /^@?fastify(\/|$)/,
    home: /^services\/(api|web)\//,
    rule: 'Fastify stays in the doors that answer HTTP',
  },
  {
    packages: /^node-cron(\/|$)/,
    home: /^services\/scheduler\//,
    rule: 'node-cron stays in the scheduler door',
  },
  {
    packages: new RegExp(`^${computed}$`),
    home: /^services\/platform\/embedded-binaries\.ts$/,
    rule: 'the borders can be kept only for imports with a literal name',
  },
];

/** Production installs no development dependencies; what is only for trying the service out may use them. */
const withDevelopmentDependencies = /^services\/(demo|identity\/demo-identity-provider)[/.]/;

/**
 * The rules that these modules break, one line each: who imports what, and why not.
 * `developmentDependencies` are the packages that only a development install has.
 */
export function breaches(modules: Module[], developmentDependencies: string[] = []): string[] {
  const missing = (path: string, specifier: string) =>
    developmentDependencies.some((name) => specifier === name || specifier.startsWith(`${name}/`)) &&
    !withDevelopmentDependencies.test(path);
  return [
    ...modules.flatMap(({ path, imports }) =>
      imports.flatMap((specifier) => {
        const target = fileOf(path, specifier);
        if (missing(path, specifier)) return [`${path} imports ${specifier}: production does not install it`];
        const rule = target === undefined ? refusedPackage(path, specifier) : refusedFile(path, target);
        return rule === undefined ? [] : [`${path} imports ${specifier}: ${rule}`];
      }),
    ),
    ...circles(modules),
  ];
}

/** The file of this repository that a specifier means, or undefined for a package. */
function fileOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return `services/${specifier.slice(1)}`;
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined;
}

function refusedPackage(path: string, specifier: string): string | undefined {
  return homes.find(({ packages, home }) => packages.test(specifier) && !home.test(path))?.rule;
}

function refusedFile(path: string, target: string): string | undefined {
  const [from, to] = [areaOf(path), areaOf(target)];
  if (target.startsWith('tests/')) return 'services do not import tests';
  if (from === to || isEntry(path) || to === floor) return undefined;
  if (from === 'web')
    return target.endsWith('/contract.ts') || scanners.includes(target)
      ? undefined
      : 'web imports contracts and nothing else';
  if (doors.includes(from) || assemblies.includes(from)) return undefined;
  if (from === floor) return 'the floor imports no room and no door';
  if (doors.includes(to) || assemblies.includes(to) || isEntry(target)) {
    return 'rooms do not import doors, commands or what puts rooms together';
  }
  const open = [`services/${to}/questions.ts`, `services/${to}/contract.ts`, 'services/audit/record.ts'];
  return open.includes(target) ? undefined : 'another room is asked through questions.ts or contract.ts';
}

/** A room's name, a door's, or the floor's; '' for the files beside them. */
function areaOf(path: string): string {
  return /^services\/([^/]+)\//.exec(path)?.[1] ?? '';
}

/** What is started by name, and may therefore put everything together. */
function isEntry(path: string): boolean {
  return /^services\/([^/]+|[^/]+\/[^/]+-command)\.ts$/.test(path);
}

/** The circles of imports, each once, from its first file round to it again. */
function circles(modules: Module[]): string[] {
  const targets = new Map(modules.map((m) => [m.path, m.imports.flatMap((s) => fileOf(m.path, s) ?? [])]));
  const done = new Set<string>();
  const found: string[] = [];
  function walk(path: string, trail: string[]): void {
    const start = trail.indexOf(path);
    if (start >= 0) found.push(`${[...trail.slice(start), path].join(' -> ')}: imports go round in a circle`);
    if (start >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  }
  for (const { path } of modules) walk(path, []);
  return found;
}
