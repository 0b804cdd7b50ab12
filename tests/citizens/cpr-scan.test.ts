import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCpr } from '#citizens/cpr.ts';
import { cprNumbersIn } from '#citizens/cpr-scan.ts';

// Only replacement numbers (day + 60): none of these can be a person's.
const planted: [text: string, found: string[]][] = [
  ['780264-2812', ['780264-2812']],
  ['7802642812', ['7802642812']],
  ['Borgeren 780264 2812 er udrejst.', ['780264 2812']],
  ['Nr. 780264 - 2812.', ['780264 - 2812']],
  ['780264\u20132812 (tankestreg)', ['780264\u20132812']],
  ['780264\u20112812 og 780264\u22122812', ['780264\u20112812', '780264\u22122812']],
  ['780264\u00a02812', ['780264\u00a02812']],
  ['780264\u00ad2812', ['780264\u00ad2812']],
  ['780264-\n2812', ['780264-\n2812']],
  ['780264\r\n2812', ['780264\r\n2812']],
  ['780264\t2812', ['780264\t2812']],
  ['78.02.64-2812', ['78.02.64-2812']],
  ['78 02 64 2812', ['78 02 64 2812']],
  ['78/02/64.2812', ['78/02/64.2812']],
  ['78-02-64-2812', ['78-02-64-2812']],
  ['cpr780264-2812nr', ['cpr780264-2812nr'.slice(3, 14)]],
  ['(780264-2812)', ['780264-2812']],
  ['x=7802642812;', ['7802642812']],
  ['780264-2812, 730777-2566 og 880683-2016', ['780264-2812', '730777-2566', '880683-2016']],
  // The digits before it are no part of it.
  ['45 780264-2812', ['780264-2812']],
  ['2026-0001 780264-2812', ['780264-2812']],
  ['890204-4000', ['890204-4000']],
];
const innocent = [
  '',
  'Ingen numre.',
  // No such day, month or date.
  '600190-1234',
  '000190-1234',
  '920190-1234',
  '611390-1234',
  '910299-1234',
  '890201-4000',
  '99 99 99 9999',
  // Too few or too many digits.
  '780264-281',
  '780264-28123',
  '1780264-2812',
  '78026428120',
  '007802642812',
  // Other numbers that people write.
  'DK5000400440116243',
  'DK50 0040 0440 1162 43',
  'DK50 6101 9012 3456 78',
  'tlf. +45 33 12 34 56',
  '+4533123456',
  '0045 3312 3456',
  'CVR 61019012',
  'sag 2026-0001 og 2026-0002',
  'mellem 12.05.2024 og 15.05.2024',
  '12.05.2024-15.05.2024',
  '2012-06-15 09:00',
  '1.500.000,00 kr.',
  '78,02,64,2812',
  '78  .  02 64 2812',
  // Other digits than ASCII are no number here, as for parseCpr.
  '\uff17802642812',
];

const texts = (text: string) => cprNumbersIn(text).map(({ start, end }) => text.slice(start, end));

describe('the scanner', () => {
  it.each(planted)('finds %j', (text, found) => {
    expect(texts(text)).toEqual(found);
  });

  it.each(innocent)('leaves %j alone', (text) => {
    expect(cprNumbersIn(text)).toEqual([]);
  });

  it('finds what parseCpr reads, wherever it stands, and nothing else of that form', () => {
    const number = fc
      .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 99 }))
      .map(([rest, day]) => `${String(day).padStart(2, '0')}${String(rest).padStart(8, '0')}`)
      // Days of the calendar could be somebody's.
      .filter((digits) => digits.slice(0, 2) > '31' || digits.startsWith('00'));
    const around = fc.stringMatching(/^[a-zæøå ,;:()"]{0,12}$/);
    fc.assert(
      fc.property(
        number,
        around,
        around,
        fc.constantFrom('', '-', ' '),
        (digits, before, after, separator) => {
          const written = `${digits.slice(0, 6)}${separator}${digits.slice(6)}`;
          expect(texts(`${before}${written}${after}`)).toEqual(parseCpr(written).ok ? [written] : []);
        },
      ),
    );
  });

  it('takes no time over long texts that almost match', () => {
    const long = '78 02 64 281 '.repeat(20_000);
    const begun = performance.now();
    expect(cprNumbersIn(long)).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('is the same code in a browser: no import, nothing but the language', async () => {
    const source = await readFile(join(import.meta.dirname, '../../services/citizens/cpr-scan.ts'), 'utf8');
    const script = stripTypeScriptTypes(source);
    expect(script).not.toMatch(/\bimport\b|\brequire\b|\bprocess\b|#citizens/i);
    const body = script.replaceAll(/^export /gm, '');
    for (const [text, found] of planted) {
      const json: string = runInNewContext(
        `${body}; JSON.stringify(cprNumbersIn(${JSON.stringify(text)}))`,
        {},
      );
      expect(
        JSON.parse(json).map(({ start, end }: { start: number; end: number }) => text.slice(start, end)),
      ).toEqual(found);
    }
  });
});
