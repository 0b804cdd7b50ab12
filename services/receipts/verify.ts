import { canonicalJson } from '#platform/canonical-json.ts';
import type { ReceiptKind } from '#platform/codes.ts';
import type { Text } from '#platform/errors.ts';
import { isSignedBy, type PublicKey, readPublicKey } from '#platform/signing.ts';
import { emptyRegister, type Head } from './chain.ts';
import { type Entry, entrySchema, sha256 } from './entry.ts';
import { type Problem, problems } from './problems.ts';
import { entryLine, firstLine, lastLine, sealBytes } from './register-file.ts';

/** What the verifier is told besides the file: keys that are believed, and a head that was noted earlier. */
export type Known = { keys: readonly PublicKey[]; head: Head | null };

export type Verdict = {
  ok: boolean;
  /** Whether it is one receipt by itself and no register. */
  single: boolean;
  unitId: string | null;
  agencyId: string | null;
  entries: number;
  receipts: number;
  head: Head;
  /** Ids of the keys that signed, and whether they were given or merely stand in the file. */
  keys: string[];
  keysGiven: boolean;
  /** The first thing that is wrong; `line` counts from 1, `number` is the entry's place in the register. */
  firstBad: ({ line: number; number: number | null; problem: Problem } & Text) | null;
};

class Bad extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem);
    this.problem = problem;
  }
}
const must = (holds: boolean, problem: Problem): void => {
  if (!holds) throw new Bad(problem);
};

/**
 * Checks an exported register, or one receipt that was filed by itself, from its bytes alone: every hash, signature and reference, and
 * of a register every number.
 */
export function verifyRegister(bytes: Uint8Array, known: Known): Verdict {
  const verdict: Verdict = {
    ok: false,
    single: false,
    unitId: null,
    agencyId: null,
    entries: 0,
    receipts: 0,
    head: emptyRegister,
    keys: [],
    keysGiven: known.keys.length > 0,
    firstBad: null,
  };
  let line = 1;
  try {
    const all = linesOf(bytes);
    verdict.single = isReceipt(all[0]);
    const lines = (verdict.single ? checkReceipt : checkLines)(all, known, verdict);
    while (lines.next().done !== true) line += 1;
    verdict.ok = true;
  } catch (error) {
    // A text that nests too deep for the stack is no register either.
    const problem = error instanceof Bad ? error.problem : 'not_json';
    const inside = verdict.unitId !== null && problem !== 'seal' && problem !== 'head';
    const number = inside ? verdict.entries + 1 : null;
    verdict.firstBad = { line, number, problem, ...problems[problem] };
  }
  return verdict;
}

function linesOf(bytes: Uint8Array): string[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Bad('not_json');
  }
  return text.split('\n');
}

/** Yields after every line that is good. */
function* checkLines(lines: readonly string[], known: Known, verdict: Verdict): Generator<void> {
  const start = firstLine.safeParse(read(lines[0]));
  if (!start.success) throw new Bad('header');
  const keys = believed(start.data.keys, known.keys);
  verdict.unitId = start.data.unitId;
  verdict.agencyId = start.data.agencyId;
  yield;
  const issued = new Map<string, { number: number; kinds: Set<ReceiptKind> }>();
  const used = new Set<string>();
  const body = lines.slice(1, -2);
  for (const text of body) {
    const { entry, hash } = checkEntry(text, keys, ({ unitId, fromAgencyId, number, previous }) => {
      must(unitId === verdict.unitId && fromAgencyId === verdict.agencyId, 'register');
      must(number === verdict.head.number + 1, 'number');
      must(previous === verdict.head.hash, 'previous');
    });
    checkReference(entry, issued);
    if (known.head?.number === entry.number) must(known.head.hash === hash, 'head');
    used.add(entry.key);
    verdict.entries += 1;
    verdict.receipts += entry.kind === 'issued' ? 1 : 0;
    verdict.head = { number: entry.number, hash };
    yield;
  }
  const content = [lines[0], ...body].map((text) => `${text}\n`).join('');
  verdict.keys = [...used];
  checkSeal(lines, content, keys, verdict);
  must(heldBy(verdict, known.head), 'head');
}

const isReceipt = (text: string | undefined): boolean => entryLine.safeParse(read(text)).success;

/** One receipt and what became of it: signed entries of one register that name each other. Its keys have to come from elsewhere. */
function* checkReceipt(lines: readonly string[], known: Known, verdict: Verdict): Generator<void> {
  const keys = new Map(known.keys.map((key) => [key.id, key]));
  const issued = new Map<string, { number: number; kinds: Set<ReceiptKind> }>();
  for (const text of lines.slice(0, -1)) {
    const { entry, hash } = checkEntry(text, keys, ({ unitId, fromAgencyId, number, kind }) => {
      must((kind === 'issued') === (verdict.entries === 0), 'reference');
      if (verdict.entries === 0) Object.assign(verdict, { unitId, agencyId: fromAgencyId });
      must(unitId === verdict.unitId && fromAgencyId === verdict.agencyId, 'register');
      must(number > verdict.head.number, 'number');
    });
    checkReference(entry, issued);
    verdict.entries += 1;
    verdict.receipts = 1;
    verdict.head = { number: entry.number, hash };
    verdict.keys = [...new Set([...verdict.keys, entry.key])];
    yield;
  }
  must(lines.at(-1) === '', 'not_json');
}

/** The text as JSON, which it must be in canonical form: no other text says the same. */
function read(text: string | undefined): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    throw new Bad('not_json');
  }
  must(canonicalJson(value) === text, 'not_canonical');
  return value;
}

function believed(inFile: readonly PublicKey[], given: readonly PublicKey[]): ReadonlyMap<string, PublicKey> {
  const real = inFile.every(({ id, pem }) => {
    const key = readPublicKey(pem);
    return key?.id === id && key.pem === pem;
  });
  must(real, 'header');
  return new Map((given.length > 0 ? given : inFile).map((key) => [key.id, key]));
}

type Keys = ReadonlyMap<string, PublicKey>;

/** `place` refuses an entry that does not belong where it stands. */
function checkEntry(text: string, keys: Keys, place: (entry: Entry) => void) {
  const line = entryLine.safeParse(read(text));
  if (!line.success) throw new Bad('shape');
  const found = entrySchema.safeParse(line.data.entry);
  if (!found.success) throw new Bad('shape');
  const entry = found.data;
  const bytes = Buffer.from(canonicalJson(line.data.entry), 'utf8');
  place(entry);
  must(sha256(bytes) === line.data.hash, 'hash');
  checkSignature(keys, entry.key, bytes, line.data.signature);
  return { entry, hash: line.data.hash };
}

function checkSignature(keys: Keys, id: string, bytes: Buffer, signature: string): void {
  const key = keys.get(id);
  if (!key) throw new Bad('key');
  must(isSignedBy(key, bytes, Buffer.from(signature, 'hex')), 'signature');
}

/** What became of a hand-over names its receipt, and is told once. */
function checkReference(entry: Entry, issued: Map<string, { number: number; kinds: Set<ReceiptKind> }>) {
  const known = issued.get(entry.disclosureId);
  if (entry.kind === 'issued') {
    must(known === undefined, 'reference');
    issued.set(entry.disclosureId, { number: entry.number, kinds: new Set() });
    return;
  }
  if (known?.number !== entry.ofNumber || known.kinds.has(entry.kind)) throw new Bad('reference');
  known.kinds.add(entry.kind);
}

function checkSeal(lines: readonly string[], content: string, keys: Keys, verdict: Verdict): void {
  must(lines.length >= 3 && lines.at(-1) === '', 'seal');
  const last = lastLine.safeParse(read(lines.at(-2)));
  if (!last.success) throw new Bad('seal');
  const { seal, signature } = last.data;
  must(seal.entries === verdict.entries && seal.sha256 === sha256(Buffer.from(content, 'utf8')), 'seal');
  checkSignature(keys, seal.key, sealBytes(seal), signature);
}

/** Whether the register still reaches as far as was noted. A head that it passed was compared on the way. */
const heldBy = ({ head }: Verdict, noted: Head | null) => noted === null || noted.number <= head.number;
