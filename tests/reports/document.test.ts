import { expect, it } from 'vitest';
import type { FiguresOfPeriod } from '#reports/contract.ts';
import { documentOf } from '#reports/document.ts';
import { canonicalJson } from '#platform/canonical-json.ts';
import { hashOf } from '#reports/figures.ts';
import { figuresLimits } from '#reports/limits.ts';

const content: FiguresOfPeriod = {
  unit: 'koebenhavn',
  unitName: 'København',
  period: '2016-H1',
  from: '2016-01-01',
  until: '2016-07-01',
  definitionVersion: '2',
  preliminary: false,
  figures: {
    reviews: 38,
    citizens: 38,
    meetings: 12,
    reviews_with_follow_up: 21,
    follow_up_share: 0.5526,
    findings: 135,
    findings_by_agency: { 'Københavns Politi': 27, SKAT: 108 },
    follow_ups: 2,
    follow_ups_by_agency: { '=SKAT;"x"': 2 },
    follow_ups_by_type: { 'Ændret skatteansættelse': 2 },
    reviews_by_municipality: { København: 38 },
    special_control: 0,
    claimed_dkk: 1234567.5,
    decided_dkk: 0.29,
    collected_dkk: 106750,
    stopped_per_month_dkk: 0,
    emergency_accesses: 1,
  },
};

// What Danish Excel writes and opens by a double click: UTF-8 with BOM, semicolons, decimal commas, CRLF.
const golden = `Periode;Enhed;Indikator;Gruppe;Værdi;Måleenhed;Status;Definition;Brugsgrænse
2016-H1;København;Gennemgange;;38;antal;endelig;2
2016-H1;København;Borgere;;38;antal;endelig;2
2016-H1;København;Møder;;12;antal;endelig;2
2016-H1;København;Gennemgange med opfølgning;;21;antal;endelig;2
2016-H1;København;Andel med opfølgning;;0,5526;andel;endelig;2
2016-H1;København;Oplysninger;;135;antal;endelig;2
2016-H1;København;Oplysninger pr. myndighed;Københavns Politi;27;antal;endelig;2
2016-H1;København;Oplysninger pr. myndighed;SKAT;108;antal;endelig;2
2016-H1;København;Opfølgende initiativer;;2;antal;endelig;2
2016-H1;København;Opfølgende initiativer pr. myndighed;"'=SKAT;""x""";2;antal;endelig;2
2016-H1;København;Opfølgende initiativer pr. type;Ændret skatteansættelse;2;antal;endelig;2
2016-H1;København;Gennemgange pr. kommune;København;38;antal;endelig;2
2016-H1;København;Særlig kontrol;;0;antal;endelig;2
2016-H1;København;Krævet;;1234567,50;kr.;endelig;2
2016-H1;København;Afgjort;;0,29;kr.;endelig;2
2016-H1;København;Opkrævet;;106750,00;kr.;endelig;2
2016-H1;København;Standset pr. måned;;0,00;kr.;endelig;2
2016-H1;København;Nødadgange;;1;antal;endelig;2
`;

it('as CSV is, byte for byte, what Danish Excel opens', () => {
  const { name, content: csv } = documentOf(content, 'csv', 'rapport');
  expect(name).toBe('rapport.csv');
  expect(Buffer.from(csv).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const limited = golden.replaceAll(';endelig;2\n', `;endelig;2;${figuresLimits.text.da}\n`);
  expect(csv).toBe(`\uFEFF${limited.replaceAll('\n', '\r\n')}`);
});

it('as CSV says that figures are preliminary, and leaves a share of nothing empty', () => {
  const empty = { ...content, preliminary: true, figures: { ...content.figures, follow_up_share: null } };
  expect(documentOf(empty, 'csv', 'rapport').content).toContain(
    'Andel med opfølgning;;;andel;foreløbig;2;Tallene bygger',
  );
});

it('as JSON is everything, with amounts as numbers', () => {
  expect(JSON.parse(documentOf(content, 'json', 'rapport').content)).toEqual({
    ...content,
    limits: figuresLimits,
  });
});

it('has one digest, whatever the order of its members', () => {
  const turned = Object.fromEntries(Object.entries(content.figures).toReversed());
  expect(canonicalJson({ ...content, figures: turned })).toBe(canonicalJson(content));
  expect(canonicalJson({ b: [1, { d: null, c: 'æ' }], a: 0.1 })).toBe('{"a":0.1,"b":[1,{"c":"æ","d":null}]}');
  // A digest that was published must never come out differently; then nobody counted emergency accesses.
  const { emergency_accesses: _since, ...figures } = content.figures;
  const published = { ...content, definitionVersion: '1', figures };
  expect(documentOf(published, 'csv', 'rapport').content).not.toContain('Nødadgange');
  expect(hashOf(published).toString('hex')).toBe(
    '357672037cd7f823551682fe7f5b33de1da3faee35c37e3f9611366e5a7747a7',
  );
});
