import { NECESSITY_MIN_LENGTH } from '#legal-bases/decide.ts';
import type { DisclosureRequest } from '#legal-bases/decide.ts';

import { DAY, policeRequest, specialRequest, taxRequest } from './fixture.ts';

/** What is asked, and every refusal that it must meet, in order. */
type Row = [name: string, request: DisclosureRequest, refusals: string[]];

/** The change that gives a request this recipient. */
export const to = (agencyId: string, kind: string, takesPart = true, activeInUnit = true) => {
  return { recipient: { agencyId, kind, takesPart, activeInUnit, sharing: 'in_force' as const } };
};
const lapsed = (sharing: 'lapsed' | 'missing') => ({
  recipient: { ...taxRequest().recipient, sharing },
});
const fields = {
  subjectCategory: 'suspect',
  statementKind: 'assessment' as const,
  reviewDueOn: '2020-09-01',
};
export const company = { subject: 'company' as const, basisCode: 'FVL28-2-3' };

/** Each rule, allowed and refused, on DAY under the starting catalogue. */
export const rows: Row[] = [
  ['SKAT to Betaling og Kontrol under SFL § 17', taxRequest(), []],
  ['police to SOF under RPL § 115', policeRequest(), []],
  ['special data from SOF to BIF, approved twice', specialRequest(), []],

  ['D1: no basis', taxRequest({ basisCode: '' }), ['D1 legal_basis_missing']],
  ['D1: a basis that is not in the catalogue', taxRequest({ basisCode: 'XYZ9' }), ['D1 legal_basis_unknown']],
  ['D1: the version named', taxRequest({ basisVersion: 1 }), []],
  ['D1: a version that is not there', taxRequest({ basisVersion: 2 }), ['D1 legal_basis_unknown']],
  ['D1: a basis of others', taxRequest({ basisCode: 'RSL11C' }), ['D1 legal_basis_not_contributors']],
  [
    'D1: a kind that no basis names',
    taxRequest({ contributor: { agencyId: 'rigspolitiet', kind: 'national' } }),
    ['D1 legal_basis_not_contributors'],
  ],
  ['D1: a basis that has ended', taxRequest({ basisCode: 'PDL6' }), ['D1 legal_basis_not_in_force']],

  ['D2: another recipient of the basis', taxRequest(to('koebenhavns-politi', 'police')), []],
  [
    'D2: a recipient that the basis does not name',
    specialRequest(to('kk-bk', 'bk')),
    ['D2 recipient_not_of_basis'],
  ],
  ['D2: not in this review', taxRequest(to('kk-bk', 'bk', false)), ['D2 recipient_takes_no_part']],
  ['D2: not in the unit', taxRequest(to('kk-bk', 'bk', true, false)), ['D2 recipient_not_active']],
  [
    'D2: a giver whose agreement has lapsed',
    taxRequest({ giverSharing: 'lapsed' }),
    ['D2 agreement_lapsed_giver'],
  ],
  ['D2: a giver without one', taxRequest({ giverSharing: 'missing' }), ['D2 agreement_lapsed_giver']],
  [
    'D2: a recipient whose agreement has lapsed',
    taxRequest(lapsed('lapsed')),
    ['D2 agreement_lapsed_recipient'],
  ],
  ['D2: a recipient without one', taxRequest(lapsed('missing')), ['D2 agreement_lapsed_recipient']],
  [
    'D2: neither has one',
    taxRequest({ ...lapsed('missing'), giverSharing: 'missing' }),
    ['D2 agreement_lapsed_recipient', 'D2 agreement_lapsed_giver'],
  ],
  ['D2: to itself', taxRequest(to('skat', 'tax')), ['D2 recipient_is_contributor']],
  [
    'D2: to itself, even where the basis names the kind',
    taxRequest({ ...to('kk-bk', 'bk'), basisCode: 'RSL11C', contributor: { agencyId: 'kk-bk', kind: 'bk' } }),
    ['D2 recipient_is_contributor'],
  ],

  ['D3: 15 characters', taxRequest({ necessity: 'a'.repeat(NECESSITY_MIN_LENGTH) }), []],
  ['D3: 14 characters', taxRequest({ necessity: ` ${'a'.repeat(14)}  ` }), ['D3 necessity_too_short']],
  ['D3: nothing', taxRequest({ necessity: '' }), ['D3 necessity_too_short']],
  ['D3: only spaces', taxRequest({ necessity: ' '.repeat(40) }), ['D3 necessity_too_short']],
  ['D3: another purpose of the basis', taxRequest({ purpose: 'tax_control' }), []],
  ['D3: a purpose of other bases', taxRequest({ purpose: 'prevention' }), ['D3 purpose_not_of_basis']],

  ['D4: ordinary data', taxRequest({ dataClass: 'ordinary' }), []],
  ['D4: criminal data under DBL § 8', taxRequest({ dataClass: 'criminal', basisCode: 'DBL8-2-3' }), []],
  [
    'D4: criminal data under SFL § 17',
    taxRequest({ dataClass: 'criminal' }),
    ['D4 criminal_data_without_basis'],
  ],
  [
    'D4: criminal data under RPL § 115, stk. 2, whose row does not carry it',
    taxRequest({
      basisCode: 'RPL115-2',
      dataClass: 'criminal',
      purpose: 'prevention',
      declarationNotInvestigation: true,
    }),
    ['D4 criminal_data_without_basis'],
  ],
  [
    'D4: special data under SFL § 17, without a second approval',
    taxRequest({ dataClass: 'special' }),
    ['D4 special_data_without_basis', 'D4 second_approval_missing'],
  ],
  [
    'D4: special data, approved once',
    specialRequest({ secondApproval: false }),
    ['D4 second_approval_missing'],
  ],
  [
    'D4: ordinary data under a basis for criminal data',
    taxRequest({ dataClass: 'ordinary', basisCode: 'DBL8-2-3' }),
    ['D4 data_class_not_of_basis'],
  ],

  [
    'D5: RPL § 115 without the declaration',
    policeRequest({ declarationNotInvestigation: false }),
    ['D5 declaration_missing'],
  ],
  ['D5: no declaration is asked outside RPL § 115', taxRequest({ declarationNotInvestigation: false }), []],

  [
    'D6: nothing of what a police finding must carry',
    policeRequest({ policeFields: null }),
    [
      'D6 police_subject_category_missing',
      'D6 police_statement_kind_missing',
      'D6 police_review_date_missing',
    ],
  ],
  [
    'D6: no category',
    policeRequest({ policeFields: { ...fields, subjectCategory: ' ' } }),
    ['D6 police_subject_category_missing'],
  ],
  [
    'D6: neither fact nor assessment',
    policeRequest({ policeFields: { ...fields, statementKind: null } }),
    ['D6 police_statement_kind_missing'],
  ],
  [
    'D6: both fact and assessment',
    policeRequest({ statementKind: 'fact' }),
    ['D6 police_statement_kind_differs'],
  ],
  [
    'D6: a review date that does not exist',
    policeRequest({ policeFields: { ...fields, reviewDueOn: '2020-02-30' } }),
    ['D6 police_review_date_missing'],
  ],
  ['D6: reviewed on the day', policeRequest({ policeFields: { ...fields, reviewDueOn: DAY } }), []],
  [
    'D6: overdue for review',
    policeRequest({ policeFields: { ...fields, reviewDueOn: '2020-03-01' } }),
    ['D6 police_review_date_passed'],
  ],
  ['D6: asked of nobody else', taxRequest({ policeFields: null }), []],

  ['D7: a company under FVL § 28, stk. 2', taxRequest(company), []],
  [
    'D7: a person under FVL § 28, stk. 2',
    taxRequest({ ...company, subject: 'person' }),
    ['D7 basis_not_for_persons'],
  ],
  ['D7: a company under SFL § 17', taxRequest({ subject: 'company' }), ['D7 basis_not_for_companies']],

  [
    'D8: from a money-laundering report',
    taxRequest({ sourceClass: 'hvidvask' }),
    ['D8 money_laundering_source'],
  ],
  ['D8: however it is written', taxRequest({ sourceClass: ' Hvidvask ' }), ['D8 money_laundering_source']],
  [
    'D8: and no approval or declaration overrides it',
    policeRequest({ sourceClass: 'hvidvask', secondApproval: true }),
    ['D8 money_laundering_source'],
  ],
];
