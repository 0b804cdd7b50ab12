import pg from 'pg';
import { judgeServer, ProductionRefusal, type ServerFacts } from './production.ts';

/** Who asks, and whether it is the role that knows which issuers are believed. */
export type ProductionLogin = { url: string; user: string; password: string; issuers: boolean };

const unreachable = (code: string) =>
  `databasen kan ikke nås (${code}); se DATABASE_URL / the database cannot be reached (${code}); see DATABASE_URL`;
const notPrepared = (code: string) =>
  `databasen er ikke gjort klar til disse nøgler (${code}); kør npm run migrate / the database is not prepared for these keys (${code}); run npm run migrate`;

/**
 * Looks at the server with a process's own login. Returns warnings for the log.
 * @throws ProductionRefusal with every reason not to start, also that the server does not answer.
 */
export async function checkProductionDatabase(login: ProductionLogin): Promise<string[]> {
  const address = Object.assign(new URL(login.url), { username: login.user, password: login.password });
  // 28…: no such login, wrong password; 3D…, 3F…, 42…: no such database, schema or table, or no right to it.
  const reason = (code: string) => (/^(28|3D|3F|42)/.test(code) ? notPrepared(code) : unreachable(code));
  return judge(await askServer(address.toString(), login.issuers, reason));
}

/** The same for the deployer, with the address as it stands, and before there is anything in the database. */
export async function checkServerBeforeMigration(address: string): Promise<string[]> {
  return judge(await askServer(address, false, unreachable));
}

function judge(facts: ServerFacts): string[] {
  const { problems, warnings } = judgeServer(facts);
  if (problems.length > 0) throw new ProductionRefusal(problems);
  return warnings;
}

async function askServer(
  address: string,
  withIssuers: boolean,
  reason: (code: string) => string,
): Promise<ServerFacts> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Omit<ServerFacts, 'issuers'>>(`
      select current_setting('server_version_num')::int as version, current_setting('cluster_name') as "clusterName",
        current_setting('fsync') as fsync, current_setting('full_page_writes') as "fullPageWrites",
        current_setting('synchronous_commit') as "synchronousCommit",
        coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted,
        coalesce(inet_client_addr() <<= '127.0.0.0/8' or inet_client_addr() = '::1', true) as local`);
    const [facts] = rows;
    if (!facts) throw new Error('the server said nothing');
    return { ...facts, issuers: withIssuers ? await issuersOf(client) : [] };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'timeout';
    throw Object.assign(new ProductionRefusal([reason(code)]), { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function issuersOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ address: string }>(
    'select issuer as address from app.identity_issuer union select jwks_uri from app.identity_issuer order by 1',
  );
  return rows.map(({ address }) => address);
}
