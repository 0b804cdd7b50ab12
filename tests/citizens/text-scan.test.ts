import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { hintsIn, namesIn, type TextHint } from '#citizens/text-scan.ts';
import { textWarningsOn } from '#citizens/text-warnings.ts';

// Invented people and replacement numbers only.
const names: [text: string, found: string[]][] = [
  ['Maria bor på adressen.', ['Maria']],
  ['Han bor hos Aylin Opdigtet.', ['Aylin Opdigtet']],
  ['Kæresten Zelma arbejder sort.', ['Zelma']],
  ['Bilen er indregistreret til hans bror Uwais.', ['Uwais']],
  ['Har lånt bilen af naboen Trolderik ofte.', ['Trolderik']],
  ['Set sammen med Per Prøvesen den 3. maj.', ['Per Prøvesen']],
  ['Firmaet ejes af Jensen.', ['Jensen']],
  ['Firmaet er Hansens.', ['Hansens']],
  ['Bor med Åse Ågaard-Test.', ['Åse Ågaard-Test']],
  ['Samleveren Anne-Mette er på orlov.', ['Anne-Mette']],
  ['Mohammeds konto', ['Mohammeds']],
  ['Oplyst af Xenia Quist og Ole.', ['Xenia Quist', 'Ole']],
  ['Datteren Liv går i skole.', ['Liv']],
  ['Penge fra O’Hara Blik.', ['O’Hara Blik']],
  ['Huset tilhører de la Cour Nygård.', ['Cour Nygård']],
];
const hints: [text: string, found: TextHint[]][] = [
  ['CPR 780264-2812 står i skødet', ['cpr_number']],
  ['Hun er i behandling for en depression.', ['special_category']],
  ['Er diagnosticeret med ADHD.', ['special_category']],
  ['Er sygemeldt siden marts.', ['special_category']],
  ['Er muslim.', ['special_category']],
  ['Har et stofmisbrug.', ['special_category']],
  ['Er gravid i femte måned.', ['special_category']],
  ['Har to børn på adressen.', ['child']],
  ['En mindreårig var til stede.', ['child']],
  ['Sønnen Kaj, 680411-4000, har angst.', ['cpr_number', 'person_name', 'special_category', 'child']],
];
// What people do write here, and what must not be warned of all the time.
const innocent = [
  '',
  'Modtager kontanthjælp, aktivitetsparat',
  'Har modtaget kontanthjælp i hele 2025.',
  'Grundlag for særlig kontrol: ja',
  'Ydelsen er stoppet. Analysen er sendt til SKAT og BIF.',
  'Oplyst af Københavns Politi og Betaling og Kontrol.',
  'Sagen er hos Udbetaling Danmark.',
  'Skattestyrelsen har bedt om bilag; Jobcenter København svarer.',
  'Per dags dato er intet modtaget. Bo alene er ikke nok.',
  'Misbrug af ydelser er ikke konstateret.',
  'Får børnetilskud og boligstøtte.',
  'Bilen er en Audi fra 2024.',
  'Bor på Nørrebrogade 12.',
  'Løsladt; modtager ydelse på ny',
  'Nødvendig for at vurdere, om ydelsen er berettiget.',
  'Selskabet har ikke angivet moms i tre kvartaler.',
  'Mand, 45 år. Kone og mand er fraskilt.',
];
const texts = (text: string) => namesIn(text).map(({ start, end }) => text.slice(start, end));

describe('the scan of free texts', () => {
  it.each(names)('finds the names in %j', (text, found) => expect(texts(text)).toEqual(found));
  it.each(hints)('finds what is in %j', (text, found) => expect(hintsIn(text)).toEqual(found));
  it.each(innocent)('leaves %j alone', (text) => expect(hintsIn(text)).toEqual([]));

  it('is quick with long texts', () => {
    const begun = performance.now();
    hintsIn('Kæresten Zelma og Aylin Opdigtet, '.repeat(4_000));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('never repeats what it found, and says where', () => {
    const found = textWarningsOn({ '/body/text': 'Sønnen Kaj, 680411-4000', '/body/necessity': undefined });
    expect(found.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['cpr_number', '/body/text'],
      ['person_name', '/body/text'],
      ['child', '/body/text'],
    ]);
    expect(JSON.stringify(found)).not.toMatch(/Kaj|680411/);
  });

  it('is the same code in a browser: nothing but the scan for numbers and the language', async () => {
    const read = async (name: string) =>
      stripTypeScriptTypes(
        await readFile(join(import.meta.dirname, `../../services/citizens/${name}.ts`), 'utf8'),
      )
        .replaceAll(/^import .*$/gm, '')
        .replaceAll(/^export /gm, '');
    const script = `${await read('cpr-scan')}\n${await read('text-scan')}`;
    expect(script).not.toMatch(/\brequire\b|\bprocess\b|\bimport\b \{/);
    for (const [text, found] of hints) {
      const json: string = runInNewContext(`${script}; JSON.stringify(hintsIn(${JSON.stringify(text)}))`, {});
      expect(JSON.parse(json)).toEqual(found);
    }
  });
});
