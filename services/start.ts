/**
 * `npm start`: everything in one process for trying it out – database, API, scheduler and the demo's sign-in.
 * Production runs services/api/main.ts and services/scheduler/main.ts instead.
 */
import closeWithGrace from 'close-with-grace';
import { runDemo } from '#demo/run-demo.ts';
import { readConfig } from '#platform/config.ts';

const demo = await runDemo(readConfig(process.env));

process.stdout.write(`Al Capone-enhedernes samarbejdstjeneste kører (demo, opfundne personer).
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
