import { join } from 'node:path';
import { z } from 'zod';

/** The settings are wrong; the message lists every fault at once, in Danish and English, and no values. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['Indstillingerne kan ikke bruges / The settings cannot be used:', ...problems].join('\n  - '));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const text = (rule: string) => ({ error: rule });

const settings = z.object({
  NODE_ENV: z
    .enum(
      ['production', 'development', 'test'],
      text('skal være production, development eller test / must be production, development or test'),
    )
    .optional(),
  PORT: z
    .string()
    .regex(
      /^\d{1,5}$/,
      text('skal være et helt tal fra 0 til 65535 / must be a whole number from 0 to 65535'),
    )
    .transform(Number)
    .refine((port) => port <= 65_535, text('skal højst være 65535 / must be at most 65535'))
    .default(3000),
  HOST: z
    .string()
    .regex(
      /^[\w.:-]+$/,
      text('skal være et værtsnavn eller en IP-adresse / must be a host name or an IP address'),
    )
    .optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\/\S+$/,
      text('skal være en adresse af formen postgres://… / must be an address like postgres://…'),
    )
    .optional(),
  KEYS_FILE: z.string().optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      text(
        'skal være fatal, error, warn, info, debug, trace eller silent / must be fatal, error, warn, info, debug, trace or silent',
      ),
    )
    .optional(),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error:
        'skal være en adresse, der begynder med http:// eller https:// / must begin with http:// or https://',
    })
    .refine((address) => !/^https?:/.test(address) || /^https?:\/\/[^/?#@]+\/?$/.test(address), {
      error: 'skal være uden konto, sti og søgedel / must be without account, path and query',
    })
    .transform((address) => new URL(address).origin)
    .optional(),
});

type Settings = z.infer<typeof settings>;

/** What the process was told from outside. `demo` is true everywhere but in production. */
export type Config = {
  readonly production: boolean;
  readonly demo: boolean;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly keysFile: string;
  readonly logLevel: NonNullable<Settings['LOG_LEVEL']>;
  readonly publicUrl: string | undefined;
};

const neededInProduction = {
  DATABASE_URL:
    'mangler: produktion kræver en egen PostgreSQL / missing: production needs a PostgreSQL of its own',
  KEYS_FILE: 'mangler: produktion kræver egne nøgler / missing: production needs keys of its own',
};

/** What the API needs besides: people come back here from their authority's sign-in. */
export const neededByApi = {
  PUBLIC_URL:
    'mangler: API’et skal kende den https-adresse, som tjenesten nås på / missing: the API must know the https address that the service is reached at',
};

/**
 * Reads the settings from the environment; an empty variable counts as unset. `alsoNeeded`: further variables that
 * production must have, and why.
 * @throws ConfigError naming each variable that is wrong or, in production, missing.
 */
export function readConfig(
  env: NodeJS.ProcessEnv,
  alsoNeeded: Readonly<Record<string, string>> = {},
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = settings.safeParse(given);
  const problems = read.success
    ? []
    : read.error.issues.map((fault) => `${fault.path.join('.')} ${fault.message}`);
  if (given['NODE_ENV'] === 'production') {
    for (const [name, rule] of Object.entries({ ...neededInProduction, ...alsoNeeded })) {
      if (given[name] === undefined) problems.push(`${name} ${rule}`);
    }
    if (given['PUBLIC_URL']?.startsWith('http:'))
      problems.push(
        'PUBLIC_URL skal begynde med https:// i produktion / must begin with https:// in production',
      );
  }
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  return fromSettings(read.data);
}

function fromSettings(read: Settings): Config {
  const production = read.NODE_ENV === 'production';
  return {
    production,
    demo: !production,
    port: read.PORT,
    host: read.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    dataDir: read.DATA_DIR,
    databaseUrl: read.DATABASE_URL,
    keysFile: read.KEYS_FILE ?? join(read.DATA_DIR, 'keys.json'),
    logLevel: read.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    publicUrl: read.PUBLIC_URL,
  };
}
