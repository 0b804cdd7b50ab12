/**
 * `npm start`: everything in one process for trying it out – database, API, scheduler and the demo's sign-in.
 * Production runs services/api/main.ts and services/scheduler/main.ts instead.
 */
import closeWithGrace from 'close-with-grace';
import { runDemo } from '#demo/run-demo.ts';
import { readConfig } from '#platform/config.ts';
import { errorCode } from '#platform/folders.ts';

const demo = await start().catch(failToStart);

process.stdout.write(`Al Capone-enhedernes samarbejdstjeneste kører (demo, opfundne personer).
  Begynd her      ${demo.baseUrl}/
  API             ${demo.baseUrl}/v1
  Dokumentation   ${demo.baseUrl}/docs
  Log ind (demo)  ${demo.baseUrl}/demo-idp/
Stop med Ctrl-C.
`);

// The terminal and npm both pass Ctrl-C on, so the second signal is the same one.
closeWithGrace({ delay: 900, onSecondSignal: () => {} }, async ({ err }) => {
  if (err) process.stderr.write(`${err.name}\n`);
  await demo.close();
});

async function start() {
  return runDemo(readConfig(process.env));
}

/** Says in one line why it could not start: errors of ours carry a text for people, others their class and code. */
function failToStart(error: unknown): never {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') {
    console.error(
      'Porten er optaget: vælg en anden med PORT. / The port is in use: choose another with PORT.',
    );
  } else {
    console.error(error instanceof Error ? error.message : code);
  }
  process.exit(1);
}
