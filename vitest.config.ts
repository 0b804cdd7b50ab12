import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/support/global-setup.ts'],
    // Each file has a database of its own; three at a time keep two cores busy, since workers wait for the database half of the time.
    pool: 'forks',
    // Modules are loaded once a worker: the files share no state but the rules' registry, which is the same for all.
    isolate: false,
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: {
      TZ: 'Europe/Copenhagen',
      // The commands that tests start are compiled once, not for each start.
      NODE_COMPILE_CACHE: join(tmpdir(), 'al-capone-compiled'),
    },
  },
});
