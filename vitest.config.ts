import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/support/global-setup.ts'],
    // Two files at a time: each has a database of its own, and the machine may have no more than two cores.
    pool: 'forks',
    // Modules are loaded once a worker: the files share no state but the rules' registry, which is the same for all.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: {
      TZ: 'Europe/Copenhagen',
      // The commands that tests start are compiled once, not for each start.
      NODE_COMPILE_CACHE: join(tmpdir(), 'al-capone-compiled'),
    },
  },
});
