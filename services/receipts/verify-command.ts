/**
 * `npm run receipts:verify -- <file> [--key <public.pem>]… [--head <number>:<hash>]`: checks an exported register, or one filed
 * receipt, without database, network or the service's keys. Ends with one line of JSON; 0: all is well, 1: something is wrong, 2: could not check.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Text } from '#platform/errors.ts';
import { type PublicKey, readPublicKey } from '#platform/signing.ts';
import type { Head } from './chain.ts';
import { type Verdict, verifyRegister } from './verify.ts';

const usage: Text = {
  da: 'Brug: npm run --silent receipts:verify -- <fil> [--key <offentlig.pem>]… [--head <nummer>:<hash>]',
  en: 'Use: npm run --silent receipts:verify -- <file> [--key <public.pem>]… [--head <number>:<hash>]',
};

/** Why nothing could be checked. */
class Unusable extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

const say = ({ da, en }: Text) => process.stdout.write(`${da}\n${en}\n`);

function optionsOf(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { key: { type: 'string', multiple: true }, head: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, more] = positionals;
    if (file !== undefined && more === undefined)
      return { file, keyFiles: values.key ?? [], head: headOf(values.head) };
  } catch (error) {
    if (error instanceof Unusable) throw error;
  }
  throw new Unusable(usage);
}

function headOf(text: string | undefined): Head | null {
  if (text === undefined) return null;
  const [, number, hash] = /^([1-9]\d{0,9}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || hash === undefined) throw new Unusable(usage);
  return { number: Number(number), hash };
}

async function contentOf(file: string): Promise<Buffer> {
  return readFile(file).catch(() => {
    throw new Unusable({ da: `${file} kan ikke læses.`, en: `${file} cannot be read.` });
  });
}

async function keyOf(file: string): Promise<PublicKey> {
  const key = readPublicKey((await contentOf(file)).toString('utf8'));
  if (key) return key;
  const da = `${file} er ikke en offentlig Ed25519-nøgle i PEM.`;
  throw new Unusable({ da, en: `${file} is no public Ed25519 key in PEM.` });
}

function tell({ firstBad, ...verdict }: Verdict): void {
  const { single, agencyId, entries, receipts, head, keysGiven, keys } = verdict;
  if (firstBad) {
    const place: Text =
      firstBad.number === null
        ? { da: `Linje ${firstBad.line}`, en: `Line ${firstBad.line}` }
        : {
            da: `Linje ${firstBad.line}, indførsel ${firstBad.number}`,
            en: `Line ${firstBad.line}, entry ${firstBad.number}`,
          };
    say({ da: `FEJL. ${place.da}: ${firstBad.da}`, en: `WRONG. ${place.en}: ${firstBad.en}` });
    if (firstBad.problem === 'key' && !keysGiven)
      say({
        da: 'En enkelt kvittering har ikke nøglen med. Giv den offentlige nøgle med --key.',
        en: 'A single receipt does not hold the key. Give the public key with --key.',
      });
    return;
  }
  say(
    single
      ? {
          da: `I ORDEN: en kvittering fra ${agencyId}. Senere indførsler: ${entries - 1}.`,
          en: `GOOD: one receipt of ${agencyId}. Later entries: ${entries - 1}.`,
        }
      : {
          da: `I ORDEN: ${entries} indførsler uden huller, heraf ${receipts} kvitteringer. Sidste: ${head.number}:${head.hash}`,
          en: `GOOD: ${entries} entries without a gap, ${receipts} of them receipts. Last: ${head.number}:${head.hash}`,
        },
  );
  if (!keysGiven)
    say({
      da: `Nøglerne stod i filen selv (${keys.join(', ')}). Brug --key med en nøgle, du har fået ad anden vej.`,
      en: `The keys stood in the file itself (${keys.join(', ')}). Use --key with a key that you got in another way.`,
    });
}

try {
  const { file, keyFiles, head } = optionsOf(process.argv.slice(2));
  const keys = await Promise.all(keyFiles.map(keyOf));
  const verdict = verifyRegister(await contentOf(file), { keys, head });
  tell(verdict);
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
  process.exitCode = verdict.ok ? 0 : 1;
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  say(error.text);
  process.stdout.write(`${JSON.stringify({ ok: false, firstBad: null, unusable: error.text.en })}\n`);
  process.exitCode = 2;
}
