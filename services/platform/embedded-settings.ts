import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The name that this kind of database goes by. */
export const embeddedClusterName = 'al-capone-embedded';

/** Given on the command line at each start, so that an older data folder follows newer settings. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '60',
  shared_buffers: '128MB',
  wal_compression: 'on',
  max_wal_size: '1GB',
  fsync: 'on',
  // What production recognises and refuses (production.ts); every login can read it.
  cluster_name: embeddedClusterName,
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must not hold what people typed: no statements, no parameters, no details of the rows at fault.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_min_error_statement: 'panic',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** The command line of a postmaster for this folder and port. */
export function postmasterArguments(cluster: string, port: number): string[] {
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster, '-p', String(port), ...given];
}

/** Whether this is a port that one can connect to. */
export function readablePort(port: number | undefined): port is number {
  return port !== undefined && Number.isInteger(port) && port > 0 && port <= 65_535;
}

/** The port of the last start, so that pools find the database again after a crash; else any free one. */
export async function choosePort(cluster: string): Promise<number> {
  const last = await readFile(join(cluster, 'postmaster.opts'), 'utf8').catch(() => '');
  const wanted = Number(/"-p" "(\d+)"/.exec(last)?.[1]);
  if (readablePort(wanted) && (await reserve(wanted)) !== undefined) return wanted;
  const free = await reserve(0);
  if (free === undefined) throw new Error('no free port on 127.0.0.1');
  return free;
}

async function reserve(port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    return await new Promise((resolve) => {
      server.once('error', () => resolve(undefined));
      server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
}
