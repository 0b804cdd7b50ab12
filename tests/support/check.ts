import { spawnSync } from 'node:child_process';

// Everything that is checked without running the service's tests, quickest first. Each is an npm script of its own.
const checks = ['format', 'habits', 'borders', 'lint', 'types', 'unused', 'openapi', 'database-types'];

const failed = checks.filter((check) => {
  const { status } = spawnSync(`npm run --loglevel=error check:${check}`, { shell: true, stdio: 'inherit' });
  if (status !== 0) console.error(`check:${check} FAILED`);
  return status !== 0;
});

console.log(
  failed.length === 0
    ? `\nAll ${checks.length} checks passed.`
    : `\nFAILED: ${failed.map((check) => `npm run check:${check}`).join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
