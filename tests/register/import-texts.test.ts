import { describe, expect, test } from 'vitest';
import { ConfigError } from '#platform/config.ts';
import { Refusal, unavailable } from '#platform/errors.ts';
import { reasonOf } from '#register/import-failure.ts';
import { piecesOf } from '#register/import-output.ts';
import { progressOn } from '#register/import-progress.ts';
import type { ImportReport } from '#register/import-register.ts';
import { inOrder } from '#register/in-order.ts';
import { unreadable } from '#register/register-file-error.ts';

const report = (changes: Partial<ImportReport> = {}): ImportReport => ({
  unit: 'koebenhavn',
  dryRun: false,
  accepted: { 'gennemgange.csv': 2 },
  new: { 'gennemgange.csv': 2 },
  refused: [],
  warnings: [],
  ...changes,
});
const documentOf = (of: ImportReport) => JSON.parse([...piecesOf(of)].join(''));

describe('the document', () => {
  test('is whole JSON with none, one and very many refusals', () => {
    const refusal = {
      file: 'gennemgange.csv',
      line: 2,
      column: null,
      code: 'row_malformed',
      message: 'Nej.',
      english: 'No.',
    } as const;
    for (const many of [0, 1, 499, 500, 501, 1_500]) {
      const refused = Array.from({ length: many }, (_, n) => ({ ...refusal, line: n + 2 }));
      expect(documentOf(report({ refused })).refused).toEqual(refused);
    }
  });

  test.each<[Partial<ImportReport>, string]>([
    [{}, '2 rækker læst ind.'],
    [{ dryRun: true }, 'Prøve, intet er gemt: 2 rækker ville være nye.'],
    [{ new: { 'gennemgange.csv': 1 } }, '1 række læst ind. 1 række stod her i forvejen.'],
    [{ new: { 'gennemgange.csv': 0 } }, 'Intet nyt: 2 rækker stod her i forvejen.'],
    [{ accepted: {}, new: {} }, 'Ingen rækker kunne læses ind.'],
  ])('says in a sentence what happened: %j', (changes, summary) => {
    expect(documentOf(report(changes)).summary).toBe(summary);
  });
});

test('progress says nothing for two seconds, then a line every three', () => {
  const lines: string[] = [];
  let now = 0;
  const progress = progressOn({ write: (line) => lines.push(line) }, () => now);
  for (now = 0; now <= 9_000; now += 500) progress({ file: 'oplysninger.csv', line: 1_000 + now });
  expect(lines).toEqual([
    'oplysninger.csv: linje / line 3.000 (2 s)\n',
    'oplysninger.csv: linje / line 6.000 (5 s)\n',
    'oplysninger.csv: linje / line 9.000 (8 s)\n',
  ]);
});

describe('a failure', () => {
  test.each<[unknown, RegExp]>([
    [unreadable('gennemgange.csv'), /findes ikke eller kan ikke læses\.\n.*does not exist/],
    [
      new ConfigError(['PORT skal være et tal / must be a number']),
      /PORT skal være et tal \/ must be a number/,
    ],
    [new Refusal(unavailable), /Databasen kan ikke nås.*\n.*cannot be reached/],
    [
      Object.assign(new Error('x'), { code: '28P01' }),
      /Databasen kan ikke nås.*28P01.*\n.*cannot be reached/,
    ],
    [new TypeError('x'), /ikke var ventet.*TypeError.*\n.*unexpected/],
  ])('%s is explained in Danish and English', (error, reason) => {
    expect(reasonOf(error)).toMatch(reason);
  });

  test('that nobody foresaw repeats nothing of the register', () => {
    const error = Object.assign(new Error('value 7802642812 of Jørgen Prøvesen'), {
      code: '22P02',
      detail: 'Jørgen Prøvesen',
    });
    expect(reasonOf(error)).not.toMatch(/780264|Prøvesen/);
  });
});

describe('work in order', () => {
  async function* numbers(count: number, onRead: (n: number) => void) {
    for (let n = 0; n < count; n += 1) {
      onRead(n);
      yield await Promise.resolve(n);
    }
  }

  test('gives results in the order of the stream and never has more in hand than allowed', async () => {
    let inHand = 0;
    let most = 0;
    const results: number[] = [];
    for await (const n of inOrder(
      numbers(20, () => {}),
      3,
      async (item) => {
        inHand += 1;
        most = Math.max(most, inHand);
        await new Promise((done) => setTimeout(done, (20 - item) % 4));
        inHand -= 1;
        return item;
      },
    ))
      results.push(n);
    expect(results).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(most).toBe(3);
  });

  test('reads on no further when one fails, and waits for the others', async () => {
    const read: number[] = [];
    const ended: number[] = [];
    const all = async () => {
      for await (const _ of inOrder(
        numbers(20, (n) => read.push(n)),
        3,
        async (item) => {
          await new Promise((done) => setTimeout(done, 5 * item));
          if (item === 1) throw new Error('one failed');
          ended.push(item);
        },
      ));
    };
    await expect(all()).rejects.toThrow('one failed');
    expect(ended).toEqual([0, 2, 3]);
    expect(read).toEqual([0, 1, 2, 3]);
  });
});
