import { describe, expect, test } from 'vitest';

import { decideAttachment, decideDisclosure } from '#legal-bases/decide.ts';
import type { DisclosureRequest } from '#legal-bases/decide.ts';

import { DAY, catalogue, catalogueWith, policeRequest, specialRequest, taxRequest } from './fixture.ts';
import { company, rows, to } from './rule-table.ts';

const reasonsFor = (request: DisclosureRequest, on = catalogue, day = DAY) => {
  const decision = decideDisclosure(request, on, day);
  expect(decision.outcome).toBe(decision.refusals.length === 0 ? 'allow_full' : 'deny');
  return decision.refusals.map((refusal) => `${refusal.rule} ${refusal.code}`);
};

describe('each rule, allowed and refused', () => {
  test.each(rows)('%s', (_, request, refusals) => {
    expect(reasonsFor(request)).toEqual(refusals);
  });
});

describe('rules whose answer hangs on the row', () => {
  test.each(['draft', 'retired'] as const)('D1: a basis that is %s', (status) => {
    expect(reasonsFor(taxRequest(), catalogueWith('SFL17', { status }))).toEqual([
      'D1 legal_basis_not_approved',
    ]);
  });

  test('D4: a row may not open criminal or special data by listing it under another code', () => {
    const open = catalogueWith('SFL17', { dataClasses: ['criminal', 'special'] });
    expect(reasonsFor(taxRequest({ dataClass: 'criminal' }), open)).toEqual([
      'D4 criminal_data_without_basis',
    ]);
    expect(reasonsFor(taxRequest({ dataClass: 'special', secondApproval: true }), open)).toEqual([
      'D4 special_data_without_basis',
    ]);
  });

  test.each([
    ['RHL-10', []],
    ['RHL-10-1', []],
    ['RHL-100', ['D4 special_data_without_basis']],
    ['DBL7-1', []],
    ['DBL70', ['D4 special_data_without_basis']],
  ])('D4: special data under the code %s', (code, refusals) => {
    const row = catalogueWith('DBL7-4', { code });
    expect(reasonsFor(specialRequest({ basisCode: code }), row)).toEqual(refusals);
  });

  test('D4: a row that asks for a second approval gets it for every class', () => {
    const strict = catalogueWith('SFL17', { needsSecondApprover: true });
    expect(reasonsFor(taxRequest(), strict)).toEqual(['D4 second_approval_missing']);
    expect(reasonsFor(taxRequest({ secondApproval: true }), strict)).toEqual([]);
  });

  test('D5: RPL § 115 keeps its declaration and restriction when the row forgets the flag', () => {
    const careless = catalogueWith('RPL115-1-1', { notForCriminalInvestigation: false });
    const undeclared = policeRequest({ declarationNotInvestigation: false });
    expect(reasonsFor(undeclared, careless)).toEqual(['D5 declaration_missing']);
    expect(decideDisclosure(policeRequest(), careless, DAY).useRestriction).not.toBeNull();
  });

  test('D5: any basis whose row asks for it needs the declaration and passes the restriction on', () => {
    const flagged = catalogueWith('SFL17', { notForCriminalInvestigation: true });
    expect(reasonsFor(taxRequest(), flagged)).toEqual(['D5 declaration_missing']);
    const declared = decideDisclosure(taxRequest({ declarationNotInvestigation: true }), flagged, DAY);
    expect(declared.useRestriction?.code).toBe('not_for_criminal_investigation');
  });

  test('D7: a row may not open FVL § 28, stk. 2, to persons', () => {
    const open = catalogueWith('FVL28-2-3', { subjects: ['person', 'company'] });
    expect(reasonsFor(taxRequest({ ...company, subject: 'person' }), open)).toEqual([
      'D7 basis_not_for_persons',
    ]);
  });
});

describe('the decision', () => {
  test('names the version, attaches the restriction and says what sharing it is', () => {
    expect(decideDisclosure(policeRequest(), catalogue, DAY)).toEqual({
      outcome: 'allow_full',
      refusals: [],
      basis: {
        id: 'RPL115-1-1/1',
        code: 'RPL115-1-1',
        version: 1,
        citation: 'RPL § 115, stk. 1, nr. 1',
      },
      useRestriction: {
        code: 'not_for_criminal_investigation',
        da: 'Må ikke anvendes til efterforskning af straffesager',
        en: 'May not be used for the investigation of criminal cases',
      },
      catalogueVersion: catalogue.version,
      sharing: 'disclosure',
    });
  });

  test('within one controller it is internal use, under the same rules', () => {
    expect(decideDisclosure(specialRequest(), catalogue, DAY).sharing).toBe('internal_use');
    expect(reasonsFor(specialRequest(to('kk-bk', 'bk')))).toEqual(['D2 recipient_not_of_basis']);
  });

  test('a no attaches nothing, and says all its reasons at once in the order of the rules', () => {
    const request = policeRequest({
      ...to('skat', 'tax', false, false),
      contributor: { agencyId: 'koebenhavns-politi', kind: 'police' },
      basisCode: 'DBL7-4',
      purpose: 'tax_control',
      necessity: 'fordi',
      policeFields: null,
      subject: 'company',
      sourceClass: 'hvidvask',
    });
    expect(reasonsFor(request)).toEqual([
      'D1 legal_basis_not_contributors',
      'D2 recipient_not_of_basis',
      'D2 recipient_takes_no_part',
      'D2 recipient_not_active',
      'D3 necessity_too_short',
      'D3 purpose_not_of_basis',
      'D4 criminal_data_without_basis',
      'D4 second_approval_missing',
      'D6 police_subject_category_missing',
      'D6 police_statement_kind_missing',
      'D6 police_review_date_missing',
      'D7 basis_not_for_companies',
      'D8 money_laundering_source',
    ]);
    const refused = policeRequest({ necessity: 'fordi' });
    expect(decideDisclosure(refused, catalogue, DAY).useRestriction).toBeNull();
  });

  test('every reason is a sentence in Danish and in English that says how to mend it', () => {
    for (const [, request] of rows) {
      for (const refusal of decideDisclosure(request, catalogue, DAY).refusals) {
        for (const text of [refusal.da, refusal.en]) {
          expect(text).toMatch(/^\S.{40,}\.$/u);
          expect(text).not.toMatch(/undefined|null|\[object/u);
        }
        expect(refusal.da).not.toBe(refusal.en);
      }
    }
  });
});

describe('attaching a finding, before there is a recipient', () => {
  test('asks neither for a recipient nor for the declaration', () => {
    const { outcome, basis } = decideAttachment(
      policeRequest({ declarationNotInvestigation: false }),
      catalogue,
      DAY,
    );
    expect([outcome, basis?.code]).toEqual(['allow_full', 'RPL115-1-1']);
  });

  test('refuses by every rule but D2 and D5', () => {
    for (const [, request] of rows) {
      const all = decideDisclosure(request, catalogue, DAY).refusals;
      const own = all.filter((refusal) => refusal.rule !== 'D2' && refusal.rule !== 'D5');
      const decision = decideAttachment(request, catalogue, DAY);
      expect(decision.refusals).toEqual(own);
      expect(decision.outcome).toBe(own.length === 0 ? 'allow_full' : 'deny');
    }
  });
});
