// A process of its own that uses the embedded database until its stdin says so: `node embedded-user.ts <folder>`.
import { once } from 'node:events';
import { startEmbeddedDatabase } from '#platform/embedded-database.ts';

const dataDir = process.argv[2] ?? '';
const database = await startEmbeddedDatabase({ dataDir, password: 'prøve/@:password' });
process.stdout.write(`${database.url}\n`);
await once(process.stdin, 'data');
await database.release();
process.exit();
