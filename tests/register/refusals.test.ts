import { describe, expect, it } from 'vitest';
import { CaseBook } from '#register/case-book.ts';
import { goodRow, headings, readAll, readRows, withRegister } from './support.ts';

type Kind = keyof typeof headings;
/** file, column, what stands in it, the code; every other field of the row is good. */
const table: [Kind, string, string, string][] = [
  ['reviews', 'Sagsnr.', '', 'reference_missing'],
  ['reviews', 'Sagsnr.', '780264-2812', 'reference_is_cpr'],
  ['reviews', 'Sagsnr.', 'x'.repeat(41), 'text_too_long'],
  ['reviews', 'CPR-nr.', '', 'cpr_length'],
  ['reviews', 'CPR-nr.', '780264-281', 'cpr_length'],
  ['reviews', 'CPR-nr.', '7,80264E+09', 'cpr_length'],
  ['reviews', 'CPR-nr.', '="780264-2812"', 'cpr_length'],
  ['reviews', 'CPR-nr.', '320190-1234', 'cpr_day_out_of_range'],
  ['reviews', 'CPR-nr.', '910299-1234', 'cpr_not_a_date'],
  ['reviews', 'Navn', ' ', 'value_missing'],
  ['reviews', 'Navn', 'x'.repeat(201), 'text_too_long'],
  ['reviews', 'Navn', 'Jørgen\u0007', 'text_not_allowed'],
  ['reviews', 'Navn', 'Jørgen\u202e', 'text_not_allowed'],
  ['reviews', 'Kommune', 'Malmø', 'municipality_unknown'],
  ['reviews', 'Kommune', '', 'value_missing'],
  ['reviews', 'Anmeldt af', 'Kystvagten', 'agency_unknown'],
  ['reviews', 'Anmeldt af', '', 'value_missing'],
  ['reviews', 'Anmeldelsesgrund', '', 'value_missing'],
  ['reviews', 'Mødedato', '31-02-2016', 'date_impossible'],
  ['reviews', 'Mødedato', '29-02-2017', 'date_impossible'],
  ['reviews', 'Mødedato', '00-01-2016', 'date_impossible'],
  ['reviews', 'Mødedato', '12-13-2016', 'date_impossible'],
  ['reviews', 'Mødedato', '2016-02-01', 'date_impossible'],
  ['reviews', 'Mødedato', '42381', 'date_impossible'],
  ['reviews', 'Mødedato', '01-02-16', 'date_two_digit_year'],
  ['reviews', 'Mødedato', '1-2-16', 'date_two_digit_year'],
  ['reviews', 'Mødedato', '01-02-0216', 'date_out_of_range'],
  ['reviews', 'Mødedato', '', 'value_missing'],
  ['reviews', 'Resultat', 'Måske', 'result_unknown'],
  ['reviews', 'Resultat', '', 'value_missing'],
  ['reviews', 'Bemærkning', 'x'.repeat(4001), 'text_too_long'],
  ['findings', 'Sagsnr.', '2016-0000', 'case_unknown'],
  ['findings', 'Sagsnr.', '', 'reference_missing'],
  ['findings', 'Myndighed', 'Toldstyrelsen', 'agency_unknown'],
  ['findings', 'Dato', '31-04-2016', 'date_impossible'],
  ['findings', 'Hjemmel', '', 'legal_basis_missing'],
  ['findings', 'Hjemmel', 'PDL § 99', 'legal_basis_unknown'],
  ['findings', 'Hjemmel', 'DBL § 7, stk. 4', 'legal_basis_not_in_force'],
  ['findings', 'Hjemmel', 'SFL § 17', 'legal_basis_not_contributors'],
  ['findings', 'Oplysningstype', 'Straffeoplysning', 'criminal_data_without_basis'],
  ['findings', 'Oplysningstype', 'Følsom', 'data_class_not_carried'],
  ['findings', 'Oplysningstype', 'Hemmelig', 'data_class_unknown'],
  ['findings', 'Oplysningstype', '', 'value_missing'],
  ['findings', 'Oplysning', '', 'value_missing'],
  ['findings', 'Videregivet til', 'SKAT, SOF', 'recipient_is_contributor'],
  ['findings', 'Videregivet til', 'SKAT, Kystvagten', 'agency_unknown'],
  ['followUps', 'Sagsnr.', '2016-0000', 'case_unknown'],
  ['followUps', 'Myndighed', 'Husarerne', 'agency_unknown'],
  ['followUps', 'Initiativ', 'Husarrest', 'type_unknown'],
  ['followUps', 'Initiativ', '', 'value_missing'],
  ['followUps', 'Initiativ', 'Standsning af ydelse', 'type_not_in_remit'],
  ['followUps', 'Iværksat', '', 'value_missing'],
  ['followUps', 'Iværksat', '21-1-16', 'date_two_digit_year'],
  ['followUps', 'Frist', '31-02-2016', 'date_impossible'],
  ['followUps', 'Afsluttet', '20-01-2016', 'closed_before_start'],
  ['followUps', 'Status', 'Ikke startet', 'status_unknown'],
  ['followUps', 'Status', '', 'value_missing'],
  ['followUps', 'Krævet kr.', 'mange penge', 'amount_not_a_number'],
  ['followUps', 'Krævet kr.', '12.50', 'amount_not_a_number'],
  ['followUps', 'Krævet kr.', '1.23.456', 'amount_not_a_number'],
  ['followUps', 'Krævet kr.', '1,234', 'amount_not_a_number'],
  ['followUps', 'Krævet kr.', '=1+1', 'amount_not_a_number'],
  ['followUps', 'Afgjort kr.', '-5', 'amount_negative'],
  ['followUps', 'Opkrævet kr.', '-1.000,00', 'amount_negative'],
  ['followUps', 'Standset pr. md. kr.', '1000000000000', 'amount_too_large'],
];

function changed(kind: Kind, column: string, cell: string): string {
  const fields = goodRow[kind].split(';');
  fields[headings[kind].split(';').indexOf(column)] = /["\n;]/u.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
  return fields.join(';');
}

describe('a bad row', () => {
  it.each(table)('%s: %s »%s« is refused as %s', async (kind, column, cell, code) => {
    const all = await readRows(
      kind,
      goodRow[kind].replace('2016-0001;7', '2016-0009;7'),
      changed(kind, column, cell),
      goodRow[kind],
    );
    const own = all.refusals.filter(({ line }) => line === 3);
    expect(own).toMatchObject([{ column, code }]);
    // The rows before and after it are in.
    expect(all[kind].map(({ line }) => line)).toEqual([2, 4]);
  });

  it('is refused once for each bad field, in the order of the columns', async () => {
    const { refusals, followUps } = await readRows(
      'followUps',
      '2016-0001;SKAT;Hjemløs;31-02-2016;;1-1-16;?;-1;x;;',
    );
    expect(followUps).toEqual([]);
    expect(refusals.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 'Initiativ', 'type_unknown'],
      [2, 'Iværksat', 'date_impossible'],
      [2, 'Afsluttet', 'date_two_digit_year'],
      [2, 'Status', 'status_unknown'],
      [2, 'Krævet kr.', 'amount_negative'],
      [2, 'Afgjort kr.', 'amount_not_a_number'],
    ]);
  });

  it('has the wrong number of fields, or a quote that is not closed', async () => {
    const { refusals, findings } = await readRows(
      'findings',
      '2016-0001;SOF',
      `${goodRow.findings};x`,
      '2016-0001;SOF;01-01-2016;RSL § 11 c;Fortrolig;"Uden slut;SKAT',
      goodRow.findings,
      '2016-0001;SOF;01-01-2016;RSL § 11 c;Fortrolig;"Med; slut";SKAT',
      '2016-0001;SOF;01-01-2016;RSL § 11 c;Fortrolig;"Slut" midt i;SKAT',
      goodRow.findings,
    );
    expect(refusals.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, null, 'row_malformed'],
      [3, null, 'row_malformed'],
      [4, null, 'row_malformed'],
      [7, null, 'row_malformed'],
    ]);
    expect(findings.map(({ line }) => line)).toEqual([5, 6, 8]);
  });

  it('cites a provision that carries neither persons nor the recipient', async () => {
    const { refusals } = await readRows(
      'findings',
      '2016-0001;SOF;01-06-2018;FVL § 28, stk. 2, nr. 3;Fortrolig;x;SKAT',
      '2016-0001;SOF;01-06-2018;DBL § 7, stk. 4;Følsom;x;BIF, SKAT',
    );
    expect(refusals.map(({ column, code }) => [column, code])).toEqual([
      ['Hjemmel', 'legal_basis_not_for_persons'],
      ['Videregivet til', 'legal_basis_not_for_recipient'],
    ]);
  });
});

describe('a legal basis', () => {
  it.each([
    ['30-06-2000', ['legal_basis_not_in_force']],
    ['01-07-2000', []],
    ['24-05-2018', []],
    ['25-05-2018', ['legal_basis_not_in_force']],
  ])('of 1 July 2000 to 24 May 2018, used on %s: %j', async (day, codes) => {
    const { refusals } = await readRows('findings', goodRow.findings.replace('01-01-2016', day));
    expect(refusals.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a case', () => {
  const other = goodRow.reviews.replace('Jørgen', 'Anden');

  it('is there once: the first row that holds good wins, even over one just like it', async () => {
    const spoilt = goodRow.reviews.replace('12-01-2016', '32-01-2016');
    const { reviews, findings, refusals } = await readRows(
      'reviews',
      spoilt,
      goodRow.reviews,
      other,
      goodRow.reviews,
    );
    expect(reviews.map(({ line }) => line)).toEqual([3]);
    expect(refusals.map(({ line, code }) => [line, code])).toEqual([
      [2, 'date_impossible'],
      [4, 'case_duplicate'],
      [5, 'case_duplicate'],
    ]);
    expect(findings).toHaveLength(1);
  });

  it('that was refused takes its findings and actions with it, and they say so', async () => {
    const { findings, followUps, refusals } = await readRows(
      'reviews',
      goodRow.reviews.replace('BIF', 'Kystvagten'),
    );
    expect([...findings, ...followUps]).toEqual([]);
    expect(refusals.map(({ code }) => code)).toEqual(['agency_unknown', 'case_unknown', 'case_unknown']);
    expect(refusals[1]?.message).toContain('blev afvist');
  });

  it('known from before may have findings, and whoever stores it may refuse it', async () => {
    const noReviews = `${headings.reviews}\r\n`;
    await withRegister({ reviews: noReviews }, async (folder) => {
      expect((await readAll(folder)).refusals.map(({ code }) => code)).toEqual([
        'case_unknown',
        'case_unknown',
      ]);
      expect((await readAll(folder, new CaseBook(['2016-0001']))).refusals).toEqual([]);
      const cases = new CaseBook(['2016-0001']);
      cases.refuse('2016-0001');
      expect((await readAll(folder, cases)).findings).toEqual([]);
    });
  });
});

describe('a message', () => {
  it('repeats a bad date or amount, but never a name or a CPR number from a shifted column', async () => {
    const date = await readRows('reviews', goodRow.reviews.replace('12-01-2016', '31-02-2016'));
    expect(date.refusals[0]?.message).toContain('»31-02-2016«');
    const shifted = [
      'Jørgen Prøvesen;780264-2812;2016-0001;7802642812;Jørgen Prøvesen;780264 2812;7802642812;780264-2812;',
      ';2016-0001;780264-2812;Jørgen Prøvesen;780264-2812;Jørgen Prøvesen;Jørgen Prøvesen;7802642812;780264-2812',
    ];
    const reviews = await readRows('reviews', ...shifted);
    const actions = await readRows(
      'followUps',
      `2016-0001;${'Jørgen Prøvesen;'.repeat(9)}780264-2812`,
      `2016-0001;${'78.02.64-28.12;'.repeat(9)}78/02/64 2812`,
    );
    const messages = [...reviews.refusals, ...actions.refusals].map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(20);
    for (const message of messages) {
      expect(message).not.toMatch(/Jørgen|Prøvesen/u);
      expect(message.replaceAll(/[^\d»]/gu, '')).not.toContain('780264');
    }
  });
});
