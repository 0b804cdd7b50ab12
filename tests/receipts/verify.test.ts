import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { makeSigner } from '#platform/signing.ts';
import { chainOn, emptyRegister, type SignedEntry } from '#receipts/chain.ts';
import { problems } from '#receipts/problems.ts';
import { receiptFile } from '#receipts/register-file.ts';
import { verifyRegister } from '#receipts/verify.ts';
import { another, chained, fileWith, signer, told } from './register.ts';

const keys = [signer.publicKey];
const verify = (text: string | Buffer, known: Partial<Parameters<typeof verifyRegister>[1]> = {}) =>
  verifyRegister(Buffer.from(text), { keys, head: null, ...known });
const problemOf = (text: string, known = {}) => verify(text, known).firstBad?.problem ?? 'none';

const entries = chained(4);
const file = fileWith(entries);
const headOf = (list: readonly SignedEntry[]) => {
  const last = list.at(-1);
  return { number: last?.entry.number ?? 0, hash: last?.hash ?? '' };
};

test('a register that nobody touched is good, with and without keys of one’s own', () => {
  expect(verify(file)).toMatchObject({
    ok: true,
    entries: 9,
    receipts: 4,
    head: headOf(entries),
    firstBad: null,
  });
  expect(verify(file, { keys: [] })).toMatchObject({
    ok: true,
    keysGiven: false,
    keys: [signer.publicKey.id],
  });
  expect(verify(fileWith([]))).toMatchObject({ ok: true, entries: 0, head: emptyRegister });
});

test('after a change of key both signatures are checked, and an unknown key is told', () => {
  const first = entries.slice(0, 5);
  const later = chainOn(headOf(first), told(1).slice(0, 1), another);
  const changed = fileWith([...first, ...later], [another, signer], another);
  expect(verify(changed, { keys: [signer.publicKey, another.publicKey] }).ok).toBe(true);
  expect(verify(changed, { keys: [] })).toMatchObject({ ok: true });
  expect(verify(changed).firstBad).toMatchObject({ problem: 'key', number: 6, line: 7 });
});

/** Whatever one byte is changed to, it is found. */
function expectEachByteToCount(text: string): void {
  const bytes = Buffer.from(text);
  const isFound = fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, by) => {
    const changed = Buffer.from(bytes);
    changed[place] = (changed[place] ?? 0) ^ by;
    expect(verify(changed).ok).toBe(false);
  });
  fc.assert(isFound, { numRuns: 300 });
}

test('any other byte anywhere is found', () => {
  expect(verify(file).ok).toBe(true);
  expectEachByteToCount(file);
});

test('what only the seal covers is found too, and so is what comes after it', () => {
  expect(problemOf(file.replace(/"exportedAt":"[^"]*"/, '"exportedAt":"2027-01-01T00:00:00.000Z"'))).toBe(
    'seal',
  );
  for (const end of [`${file}x`, `${file}\n`, file.slice(0, -1)]) expect(verify(end).ok).toBe(false);
});

test('a byte more or less anywhere is found', () => {
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.constantFrom('', ' ', '\n', '0', '"', '{}'), (place, put) => {
      const rest = put === '' ? place + 1 : place;
      return !verify(file.slice(0, place) + put + file.slice(rest)).ok;
    }),
    { numRuns: 150 },
  );
});

/** A value of an entry that is another, in a file whose maker has no key: hash and seal are made anew as far as possible. */
test('no member of any entry can be another', () => {
  const members = Object.keys(entries[0]?.entry ?? {});
  fc.assert(
    fc.property(fc.nat(entries.length - 1), fc.constantFrom(...members), (place, member) => {
      const forged = entries.map((one, index) => {
        if (index !== place || !(member in one.entry)) return one;
        const value = one.entry[member as keyof typeof one.entry] === 7 ? 8 : 7;
        return {
          ...chainOn(headOf(entries.slice(0, place)), [{ ...one.entry, [member]: value }], another)[0],
          signature: one.signature,
        };
      });
      return member in (entries[place]?.entry ?? {}) === !verify(fileWith(forged as SignedEntry[])).ok;
    }),
    { numRuns: 60 },
  );
});

describe('with a seal that its forger could make', () => {
  // The service's own key seals, so that the entries alone must tell.
  const without = (place: number) => entries.filter((_one, index) => index !== place);
  const swapped = entries.with(2, entries[3] ?? never()).with(3, entries[2] ?? never());
  const strangers = chained(4);
  const inserted = entries.toSpliced(3, 0, strangers[3] ?? never());
  const replaced = entries.with(3, strangers[3] ?? never());
  const twice = chainOn(
    headOf(entries),
    [told(1)[0] ?? never()].map((one) => ({ ...one, disclosureId: entries[0]?.entry.disclosureId ?? '' })),
    signer,
  );
  const reopened = chainOn(headOf(entries), [{ ...(entries[5]?.entry ?? never()) }], signer);

  test.each([
    ['the first entry dropped', without(0), 'number', 1],
    ['an entry dropped', without(4), 'number', 5],
    ['two entries swapped', swapped, 'number', 3],
    ['an entry inserted', inserted, 'previous', 4],
    ['an entry replaced by one that was signed for another register', replaced, 'previous', 4],
    ['a hand-over told twice', [...entries, ...twice], 'reference', 10],
    ['an opening told twice', [...entries, ...reopened], 'reference', 10],
  ])('%s is found', (_name, list, problem, number) => {
    expect(verify(fileWith(list)).firstBad).toMatchObject({
      problem,
      number,
      line: number + 1,
      ...problems[problem as 'number'],
    });
  });

  test('a tail that was cut off is found by a head that was noted', () => {
    const cut = fileWith(entries.slice(0, 6));
    expect(problemOf(cut)).toBe('none');
    expect(problemOf(cut, { head: headOf(entries) })).toBe('head');
    expect(problemOf(file, { head: headOf(entries.slice(0, 6)) })).toBe('none');
    expect(problemOf(file, { head: { number: 6, hash: 'ab'.repeat(32) } })).toBe('head');
  });

  test('a register of another agency is no part of this one', () => {
    const foreign = chainOn(
      emptyRegister,
      told(1).map((one) => ({ ...one, fromAgencyId: 'kk-sof' })),
      signer,
    );
    expect(problemOf(fileWith(foreign))).toBe('register');
  });

  test('a whole register made with another key is told by the key that one has', () => {
    expect(problemOf(fileWith(chained(2, another), [another], another))).toBe('key');
    const header = fileWith(entries, [makeSigner(`${'ab'.repeat(31)}cd`)]).replace(
      /"pem":"[^"]*"/,
      '"pem":"-"',
    );
    expect(problemOf(header)).toBe('header');
  });
});

describe('one receipt by itself', () => {
  const ofOne = entries.filter(({ entry }) => entry.disclosureId === entries[0]?.entry.disclosureId);
  const kept = (list: readonly SignedEntry[]) =>
    receiptFile(
      list.map(({ canon, hash, signature }) => ({ canon, hash: Buffer.from(hash, 'hex'), signature })),
    );
  const single = kept(ofOne);

  test('is good with the key, and cannot be checked without', () => {
    expect(ofOne.length).toBeGreaterThan(1);
    expect(verify(single)).toMatchObject({ ok: true, single: true, receipts: 1, entries: ofOne.length });
    expect(verify(single, { keys: [] }).firstBad?.problem).toBe('key');
    expect(verify(file).single).toBe(false);
  });

  test('with any other byte is found', () => {
    expect(verify(single).ok).toBe(true);
    expectEachByteToCount(single);
  });

  test.each([
    [
      'what became of another one',
      [...ofOne, ...entries.filter((one) => !ofOne.includes(one)).slice(1, 2)],
      'reference',
    ],
    ['no receipt, only what became of it', ofOne.slice(1), 'reference'],
    ['the same told twice', [...ofOne, ...ofOne.slice(-1)], 'number'],
    [
      'what another agency told',
      [
        ...ofOne.slice(0, 1),
        ...chainOn(headOf(ofOne.slice(0, 1)), [{ ...told(1)[1]!, fromAgencyId: 'kk-sof' }], signer),
      ],
      'register',
    ],
  ] as const)('with %s is found', (_name, list, problem) => {
    expect(problemOf(kept(list))).toBe(problem);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'receipts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const command = join(import.meta.dirname, '../../services/receipts/verify-command.ts');
const run = (...args: string[]) => {
  const { status, stdout } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  const lines = stdout.trimEnd().split('\n');
  return { status, said: lines.slice(0, -1).join('\n'), result: JSON.parse(lines.at(-1) ?? '') };
};

test('the command needs a file and nothing else, and says the first bad entry', () => {
  const [good, key] = [put('good.jsonl', file), put('key.pem', signer.publicKey.pem)];
  const { number, hash } = headOf(entries);
  expect(run(good, '--key', key, '--head', `${number}:${hash}`)).toMatchObject({
    status: 0,
    said: expect.stringContaining('I ORDEN: 9 indførsler uden huller'),
    result: { ok: true, entries: 9, keysGiven: true, firstBad: null },
  });
  const one = put('one.jsonl', `${file.split('\n')[1]}\n`);
  expect(run(one, '--key', key)).toMatchObject({
    status: 0,
    said: expect.stringContaining('I ORDEN: en kvittering'),
  });
  expect(run(one)).toMatchObject({
    status: 1,
    said: expect.stringContaining('Giv den offentlige nøgle med --key'),
  });
  const bad = put('bad.jsonl', file.replace('"version":1', '"version":2'));
  expect(run(bad)).toMatchObject({
    status: 1,
    said: expect.stringContaining('FEJL. Linje 2, indførsel 1'),
    result: { ok: false, firstBad: { number: 1, problem: 'hash' } },
  });
});

test('the verifier reaches no database and no network', () => {
  const seen = new Set<string>();
  const outside = new Set<string>();
  const follow = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, from = ''] of readFileSync(path, 'utf8').matchAll(
      /^(?:import|export) (?!type\b)[^;]*?from '([^']+)'/gms,
    )) {
      if (from.startsWith('#')) follow(join(import.meta.dirname, '../../services', from.slice(1)));
      else if (from.startsWith('.')) follow(join(path, '..', from));
      else outside.add(from);
    }
  };
  follow(command);
  expect([...outside].toSorted()).toEqual(['node:crypto', 'node:fs/promises', 'node:util', 'zod']);
});

function never(): never {
  throw new Error('the register is shorter than the test thinks');
}
