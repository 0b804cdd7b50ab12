import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The day comes first: it leaves behind what the other files look at. */
class ByName extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1)));
  }
}

/** `npm run test:browser`: the whole service in a process of its own, and a real Chromium. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.browser.ts'],
    environment: 'node',
    pool: 'forks',
    // One browser and one service: the files take turns.
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { sequencer: ByName },
    globalSetup: ['tests/browser/support/start-demo.ts'],
    env: { TZ: 'Europe/Copenhagen' },
  },
});
