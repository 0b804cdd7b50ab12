import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRegister } from '#register/read-register.ts';
import { RegisterFileError } from '#register/register-file-error.ts';
import { goodRow, headings, readAll, readRows, withRegister } from './support.ts';

const text = `${headings.reviews}\r\n${goodRow.reviews.replace('Løsladelse', 'Ærø – 5 €')}\r\n`;

/** Windows-1252: Latin-1 but for the dash and the euro sign. */
function windows1252(from: string): Buffer {
  return Buffer.from(from.replaceAll('–', '\u0096').replaceAll('€', '\u0080'), 'latin1');
}

const encodings: [string, Uint8Array, string][] = [
  ['Windows-1252', windows1252(text), 'windows-1252'],
  ['UTF-8', Buffer.from(text), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
  ['UTF-16, the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
  ['UTF-8 with LF', Buffer.from(text.replaceAll('\r', '')), 'utf-8'],
  [
    'Excel’s Unicode text, with tabs',
    Buffer.from(`\ufeff${text.replaceAll(';', '\t')}`, 'utf16le'),
    'utf-16le',
  ],
];

async function faultOf(folder: string): Promise<RegisterFileError> {
  const error: unknown = await openRegister(folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RegisterFileError)) throw new Error('it was opened');
  return error;
}

describe('a file', () => {
  it.each(encodings)('is read as %s', async (_name, reviews, encoding) => {
    await withRegister({ reviews }, async (folder) => {
      expect((await openRegister(folder)).reviews.encoding).toBe(encoding);
      const all = await readAll(folder);
      expect(all.refusals).toEqual([]);
      expect(all.reviews).toMatchObject([{ line: 2, name: 'Jørgen Prøvesen', ground: 'Ærø – 5 €' }]);
    });
  });

  it('is Windows-1252 when the first letter that says so stands at its far end', async () => {
    const plain = '2016-0001;BIF;01-01-2016;RSL 11 c;Fortrolig;Plain;SKAT\r\n'.repeat(3000);
    await withRegister(
      { findings: windows1252(`${headings.findings}\r\n${plain}${goodRow.findings}`) },
      async (folder) => {
        const { findings, refusals } = await readAll(folder);
        expect(findings).toMatchObject([{ line: 3002, legalBasisId: 'PDL6' }]);
        expect(refusals).toHaveLength(3000);
      },
    );
  });

  it('may have its columns in any order and in capitals, and more of them', async () => {
    const columns = headings.reviews.split(';');
    const fields = goodRow.reviews.split(';');
    const order = [8, 2, 0, 1, 7, 6, 5, 4, 3];
    const head = ['Noter', ...order.map((at) => ` ${columns[at]?.toUpperCase()} `), ''].join(';');
    const row = ['=cmd()', ...order.map((at) => fields[at]), ''].join(';');
    await withRegister(
      { reviews: `${head}\n${row}\n${row.replace('BIF', 'Ukendt').replace('-0001', '-2')}` },
      async (folder) => {
        const { warnings } = await openRegister(folder);
        expect(warnings).toEqual([
          {
            file: 'gennemgange.csv',
            column: 1,
            message: 'Kolonne 1 i gennemgange.csv kendes ikke og springes over.',
            english: 'Column 1 of gennemgange.csv is not known and is skipped.',
          },
        ]);
        const { reviews, refusals } = await readAll(folder);
        expect(reviews).toMatchObject([{ line: 2, nominatedBy: 'kk-bif', remark: null }]);
        expect(refusals).toMatchObject([{ line: 3, column: 'ANMELDT AF', code: 'agency_unknown' }]);
      },
    );
  });

  it.each([
    ['column_missing', 'Hjemmel', headings.findings.replace('Hjemmel', 'Lov')],
    ['column_missing', 'Sagsnr.', goodRow.findings],
    ['file_empty', null, `\r\n${headings.findings}`],
    ['column_missing', 'Myndighed', headings.findings.replaceAll(';', ',').replace('Sagsnr.,', 'Sagsnr.;')],
    ['column_duplicate', 'Dato', `${headings.findings};Dato`],
    ['file_empty', null, ''],
    ['file_empty', null, ';;;;\r\n'],
    ['file_empty', null, `"${headings.findings}`],
    ['file_encoding', null, Buffer.concat([Buffer.from(`\ufeff${headings.findings}`), Buffer.from([0xe6])])],
  ])('fails as a whole: %s %s', async (code, column, findings) => {
    await withRegister({ findings }, async (folder) => {
      const error = await faultOf(folder);
      expect(error).toMatchObject({ code, column, file: 'oplysninger.csv' });
      for (const said of Object.values(error.text)) {
        expect(said).toContain('oplysninger.csv');
        expect(said).toContain(column ?? '');
        expect(said).not.toContain('Handleplan');
      }
      expect(error.text.da).not.toBe(error.text.en);
    });
  });

  it('fails as a whole when it is not there', async () => {
    await withRegister({}, async (folder) => {
      await rm(join(folder, 'opfoelgning.csv'));
      expect(await faultOf(folder)).toMatchObject({ code: 'file_unreadable', file: 'opfoelgning.csv' });
    });
  });
});

describe('a row', () => {
  const quotedBreak = '2016-0001;SOF;01-01-2016;RSL § 11 c;Fortrolig;"Siger ""nej""\r\n\r\nog; gik";SKAT';

  it('may hold line breaks in quotes: its line is where it starts', async () => {
    const { findings, refusals } = await readRows(
      'findings',
      quotedBreak,
      goodRow.findings,
      '2016-0001;SOF',
      quotedBreak,
    );
    expect(findings.map(({ line }) => line)).toEqual([2, 5, 7]);
    expect(findings[0]?.text).toBe('Siger "nej"\n\nog; gik');
    expect(refusals).toMatchObject([{ line: 6, code: 'row_malformed' }]);
  });

  it('without content is skipped, and still counts as a line', async () => {
    const { reviews, refusals } = await readRows(
      'reviews',
      '',
      goodRow.reviews,
      ';;;;;;;;',
      '',
      ' ; ',
      '',
      '',
    );
    expect(refusals).toEqual([]);
    expect(reviews.map(({ line }) => line)).toEqual([3]);
  });

  it('takes a cell that looks like a formula for the text that it is', async () => {
    const { reviews, findings } = await readRows(
      'reviews',
      goodRow.reviews.replace('Løsladelse', '=HYPERLINK(A1)'),
    );
    expect(reviews[0]?.ground).toBe('=HYPERLINK(A1)');
    expect(findings).toHaveLength(1);
  });

  it('reads names by alias, in any case, and municipalities by code', async () => {
    const row =
      '2016-0002;610775 1750;Emil Testrup;101;  skatteforvaltningen ;Ny ydelse;2-3-2016;INGEN  OPFØLGNING;Note';
    const { reviews } = await readRows(
      'reviews',
      row,
      row.replace('-0002', '-0003').replace(';101;', ';frederiksberg;'),
    );
    expect(reviews).toMatchObject([
      {
        nominatedBy: 'skat',
        municipalityCode: '0101',
        meetingDate: '2016-03-02',
        outcome: 'no_follow_up',
        remark: 'Note',
      },
      { municipalityCode: '0147' },
    ]);
  });

  it('reads recipients once each, and none when the cell is empty', async () => {
    const { findings } = await readRows(
      'findings',
      goodRow.findings.replace('SKAT, BIF', 'SKAT,Skattestyrelsen , bk,'),
      goodRow.findings.replace('SKAT, BIF', ''),
    );
    expect(findings.map(({ recipients }) => recipients)).toEqual([['skat', 'kk-bk'], []]);
  });

  it.each([
    ['1.234.567,89', 1_234_567.89],
    ['10.875,00', 10_875],
    [' 900 ', 900],
    ['1234567,8', 1_234_567.8],
    ['0,00', 0],
    ['-0,00', 0],
    ['999.999.999.999,99', 999_999_999_999.99],
    ['', null],
  ])('reads the amount »%s«', async (cell, kroner) => {
    const { followUps } = await readRows('followUps', goodRow.followUps.replace('17.900,00', cell));
    expect(followUps[0]?.claimedDkk).toBe(kroner);
  });

  it('may be closed on the day it starts, after its date, and given up', async () => {
    const row = goodRow.followUps.replace(';;I gang', ';21-01-2016;Opgivet');
    const late = goodRow.followUps.replace(';;I gang', ';21-12-2016;Gennemført');
    const { followUps } = await readRows('followUps', row, late);
    expect(followUps.map(({ status, closedOn }) => [status, closedOn])).toEqual([
      ['dropped', '2016-01-21'],
      ['completed', '2016-12-21'],
    ]);
  });

  it('uses the version of a provision that was in force on its day', async () => {
    const before = goodRow.findings.replace('01-01-2016', '24-05-2018');
    const after = before
      .replace('24-05-2018', '25-05-2018')
      .replace('PDL § 6, stk. 1, nr. 6', 'dbl § 6,  jf. GDPR art. 6, stk. 1, litra e');
    const { findings } = await readRows('findings', before, after);
    expect(findings.map(({ legalBasisId }) => legalBasisId)).toEqual(['PDL6', 'DBL6-GDPR6E']);
  });
});
