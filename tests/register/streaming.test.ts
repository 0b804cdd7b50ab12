import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { goodRow, headings, withRegister } from './support.ts';

const many = 60_000;
const megabytes = 64;

it(`reads ${many} reviews and as many findings in ${megabytes} MB`, async () => {
  await withRegister({}, async (folder) => {
    await write(join(folder, 'gennemgange.csv'), headings.reviews, goodRow.reviews);
    await write(join(folder, 'oplysninger.csv'), headings.findings, goodRow.findings);
    const script = join(import.meta.dirname, 'count-rows.ts');
    const limits = [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=4'];
    const { stdout } = await promisify(execFile)(process.execPath, [...limits, script, folder]);
    // The one action of the register belongs to 2016-0001, which is not among the generated cases.
    expect(JSON.parse(stdout)).toEqual({ reviews: many, findings: many, followUps: 0, refused: 1 });
  });
});

/** The same row again and again, each for a case of its own; every tenth with a quoted line break. */
async function write(path: string, head: string, row: string): Promise<void> {
  const line = (n: number) => {
    const own = row.replace('2016-0001', `2016-A-${n}`);
    return `${n % 10 === 0 ? own.replace('Handleplan under udarbejdelse', '"Handle\r\nplan"') : own}\r\n`;
  };
  const pieces = function* () {
    yield `${head}\r\n`;
    for (let n = 0; n < many; n += 1000)
      yield Array.from({ length: 1000 }, (_, more) => line(n + more)).join('');
  };
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}
