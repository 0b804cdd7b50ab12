import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const globalSetup = ['tests/support/global-setup.ts'].filter((path) => existsSync(path));

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    globalSetup,
    // Two files at a time: each has a database of its own, and the machine may have no more than two cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: { TZ: 'Europe/Copenhagen' },
  },
});
