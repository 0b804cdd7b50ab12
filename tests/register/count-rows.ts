import { CaseBook } from '#register/case-book.ts';
import { openRegister, readRegister } from '#register/read-register.ts';
import { world } from './support.ts';

/** Counts what the reader gives, in a process of its own whose memory the test has limited. */
const counts = { reviews: 0, findings: 0, followUps: 0, refused: 0 };
for await (const batch of readRegister(await openRegister(process.argv[2] ?? ''), world, new CaseBook())) {
  counts[batch.kind] += batch.rows.length;
  counts.refused += batch.refusals.length;
}
process.stdout.write(JSON.stringify(counts));
