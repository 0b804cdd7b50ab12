import { describe, expect, it } from 'vitest';
import { openRegister } from '#register/read-register.ts';
import expected from './examples/register-2016-2017/expected.json' with { type: 'json' };
import { exampleFolder, readAll } from './support.ts';

describe("a unit's register of 2016 and 2017", () => {
  it('gives exactly the rows and the refusals that are known about it', async () => {
    const { reviews, findings, followUps, refusals } = await readAll(exampleFolder);
    expect({
      'gennemgange.csv': reviews.length,
      'oplysninger.csv': findings.length,
      'opfoelgning.csv': followUps.length,
    }).toEqual(expected.accepted);
    const found = Object.groupBy(refusals, ({ file }) => file);
    for (const [file, reasons] of Object.entries(expected.refused)) {
      expect(found[file]?.map(({ line, code }) => ({ line, reason: code }))).toEqual(reasons);
    }
    expect(refusals).toHaveLength(12);
  });

  it('names the column of each refusal as the file does, and explains it in Danish', async () => {
    const { refusals } = await readAll(exampleFolder);
    expect(refusals.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['gennemgange.csv', 102, 'Anmeldt af'],
      ['gennemgange.csv', 123, 'CPR-nr.'],
      ['gennemgange.csv', 164, 'Sagsnr.'],
      ['gennemgange.csv', 165, 'Mødedato'],
      ['oplysninger.csv', 418, 'Hjemmel'],
      ['oplysninger.csv', 455, 'Hjemmel'],
      ['oplysninger.csv', 486, 'Hjemmel'],
      ['oplysninger.csv', 525, 'Sagsnr.'],
      ['opfoelgning.csv', 128, 'Initiativ'],
      ['opfoelgning.csv', 145, 'Initiativ'],
      ['opfoelgning.csv', 187, 'Krævet kr.'],
      ['opfoelgning.csv', 196, 'Afsluttet'],
    ]);
    expect(refusals.find(({ code }) => code === 'type_not_in_remit')?.message).toBe(
      'Standsning af ydelse hører under Betaling og Kontrol og kan kun sættes i værk der.',
    );
    expect(refusals.every(({ message }) => /^[A-ZÆØÅ].+\.$/u.test(message))).toBe(true);
  });

  it('reads both encodings and whole rows', async () => {
    const register = await openRegister(exampleFolder);
    expect([register.reviews, register.findings, register.followUps].map(({ encoding }) => encoding)).toEqual(
      ['utf-8', 'windows-1252', 'utf-8'],
    );
    expect(register.warnings).toEqual([]);
    const { reviews, findings, followUps } = await readAll(exampleFolder);
    expect(reviews[0]).toEqual({
      line: 2,
      reference: '2016-0001',
      cpr: '7802642812',
      name: 'Jørgen Ærøskov',
      municipalityCode: '0101',
      nominatedBy: 'kk-bif',
      ground: 'Ydelse og forbrug svarer ikke til hinanden',
      meetingDate: '2016-01-12',
      outcome: 'follow_up',
      remark: null,
    });
    expect(findings[0]).toEqual({
      line: 2,
      reference: '2016-0001',
      agencyId: 'kk-sof',
      notedOn: '2016-01-01',
      legalBasisId: 'PDL6',
      dataClass: 'confidential',
      text: 'Handleplan under udarbejdelse',
      recipients: ['koebenhavns-politi', 'skat', 'kk-bif'],
    });
    expect(findings.map(({ text }) => text)).toContain('Modtager uddannelseshjælp; udeblevet fra samtale');
    expect(followUps[2]).toEqual({
      line: 4,
      reference: '2016-0001',
      agencyId: 'skat',
      type: 'distraint',
      ownerKind: 'tax',
      startedOn: '2016-01-21',
      dueOn: '2016-04-20',
      closedOn: null,
      status: 'in_progress',
      claimedDkk: 17_900,
      decidedDkk: null,
      collectedDkk: null,
      stoppedPerMonthDkk: null,
    });
    expect(followUps[0]?.stoppedPerMonthDkk).toBe(10_875);
  });
});
