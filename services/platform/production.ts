import type { Config } from './config.ts';
import { embeddedClusterName } from './embedded-settings.ts';

/** Production will not start here; the message lists every reason at once, in Danish and English. */
export class ProductionRefusal extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      ['Tjenesten starter ikke i produktion / The service does not start in production:', ...problems].join(
        '\n  - ',
      ),
    );
    this.name = 'ProductionRefusal';
    this.problems = problems;
  }
}

/** What a database server says of itself, and who the service has been told to believe. */
export type ServerFacts = {
  /** server_version_num: 180006 is 18.6. */
  readonly version: number;
  readonly clusterName: string;
  readonly fsync: string;
  readonly fullPageWrites: string;
  readonly synchronousCommit: string;
  /** Whether this connection is encrypted, and whether it leaves the machine at all. */
  readonly encrypted: boolean;
  readonly local: boolean;
  /** Issuers of tokens and the addresses of their keys. */
  readonly issuers: readonly string[];
};

/**
 * The oldest minor release of each major that has the security fixes of August 2026, when PostgreSQL published 18.6, 17.11,
 * 16.15 and 15.19 together (there was no 18.5). Later majors begin after them. Raise these with each security release.
 */
const oldestMinor: Readonly<Record<number, number>> = { 18: 6, 17: 11, 16: 15, 15: 19 };
const newestKnownMajor = 18;

/** What stands in the way of production, and what somebody should look at. */
export function judgeServer(facts: ServerFacts): { problems: string[]; warnings: string[] } {
  const problems = [
    ...versionProblems(facts.version),
    ...(facts.clusterName === embeddedClusterName
      ? [
          'databasen er den indlejrede, som kun er til afprøvning / the database is the embedded one, which is only for trying the service out',
        ]
      : []),
    ...mustBe('fsync', facts.fsync, ['on']),
    ...mustBe('full_page_writes', facts.fullPageWrites, ['on']),
    ...mustBe('synchronous_commit', facts.synchronousCommit, ['on', 'remote_apply']),
    ...facts.issuers
      .filter(isDemoIssuer)
      .map(
        (issuer) =>
          `${originOf(issuer)} er en udsteder fra demoen eller uden TLS / is an issuer of the demo or without TLS`,
      ),
  ];
  const warnings =
    facts.encrypted || facts.local ? [] : ['the connection to the database is not encrypted (sslmode)'];
  return { problems: [...new Set(problems)], warnings };
}

function versionProblems(version: number): string[] {
  const [major, minor] = [Math.floor(version / 10_000), version % 10_000];
  if (major > newestKnownMajor) return [];
  const needed = oldestMinor[major];
  if (needed === undefined) {
    return [
      `PostgreSQL ${major} understøttes ikke; brug 15 eller nyere / PostgreSQL ${major} is not supported; use 15 or later`,
    ];
  }
  if (minor >= needed) return [];
  return [
    `PostgreSQL ${major}.${minor} mangler sikkerhedsrettelser; mindst ${major}.${needed} kræves / ` +
      `PostgreSQL ${major}.${minor} lacks security fixes; at least ${major}.${needed} is needed`,
  ];
}

function mustBe(setting: string, value: string, allowed: readonly string[]): string[] {
  if (allowed.includes(value)) return [];
  return [
    `${setting} er ${value}; skal være ${allowed[0]}, ellers kan et nedbrud tabe det, der er gemt / ` +
      `${setting} is ${value}; it must be ${allowed[0]}, or a crash can lose what was saved`,
  ];
}

function isDemoIssuer(address: string): boolean {
  const url = URL.parse(address);
  return url === null || url.protocol !== 'https:' || url.pathname.includes('/demo-idp/');
}

/** An address without an account or a query, which might hold a secret. */
function originOf(address: string): string {
  const url = URL.parse(address);
  return url === null ? '(?)' : `${url.origin}${url.pathname}`;
}

/**
 * `npm start` brings its own sign-in and makes its own keys, so it never runs in production.
 * @throws ProductionRefusal
 */
export function refuseInProduction(config: Pick<Config, 'production'>): void {
  if (!config.production) return;
  throw new ProductionRefusal([
    'npm start er demoen, med egen login og egne nøgler; brug services/api/main.ts og services/scheduler/main.ts / ' +
      'npm start is the demo, with its own sign-in and keys; use services/api/main.ts and services/scheduler/main.ts',
  ]);
}
