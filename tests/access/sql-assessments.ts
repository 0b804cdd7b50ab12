import { randomUUID } from 'node:crypto';
import { bytea, fyn, type Insert, unit, type Values } from './sql-probe.ts';
import { bytes, type Ids, type Put } from './sql-seed.ts';

export const police = 'koebenhavns-politi';
const basis = (ids: Ids, of = unit) => ({ legal_basis_id: ids(`basis.${of}`), purpose: 'prevention' });
const isoDay = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const places = [
  ['', 'admitted', unit, police],
  ['fyn', 'fyn', 'fyn', 'fyn-politi'],
] as const;

/** What the police of both units have stated and told, in date and past it, and third persons of several agencies. */
export async function seedAssessments(put: Put, ids: Ids): Promise<void> {
  for (const [prefix, review, unitId, agency] of places) {
    const place = { review_id: ids(`review.${review}`), unit_id: unitId, agency_id: agency };
    const stated = { stated_on: '2026-03-01', stated_by: ids(`person.${agency}`), carries_review: true };
    for (const version of [1, 2])
      await put('app.affiliation_statement', {
        id: ids(`affiliation.${prefix}.${version}`),
        ...place,
        ...stated,
        version,
        value: 'confirmed',
        review_due_on: '2026-04-01',
        ground_ct: bytes(),
      });
    await put('app.affiliation_prompt', {
      statement_id: ids(`affiliation.${prefix}.1`),
      ...place,
      asked_on: '2026-03-05',
    });
    for (const [name, until, ended] of [
      ['current', isoDay(30), null],
      ['past', isoDay(-2), null],
      ['ended', isoDay(30), '2026-03-05T10:00:00Z'],
    ] as const) {
      const days = { assessed_on: isoDay(-60), valid_until: until };
      const told = { conditions: ['two_staff'], text_ct: bytes(), contact_ct: bytes(), ended_at: ended };
      await put('app.security_assessment', {
        id: ids(`security.${prefix}.${name}`),
        ...place,
        ...days,
        ...told,
        ...basis(ids, unitId),
        necessity_ct: bytes(),
        assessed_by: ids(`person.${agency}`),
      });
      await put('app.security_notice', {
        id: ids(`notice.${prefix}.${name}`),
        assessment_id: ids(`security.${prefix}.${name}`),
        review_id: place.review_id,
        unit_id: unitId,
        from_agency_id: agency,
        to_agency_id: prefix === '' ? 'kk-bif' : 'skat',
        ...days,
        ...told,
        ...basis(ids, unitId),
        declared_not_for_investigation: true,
        told_on: isoDay(-60),
        told_by: ids(`person.${agency}`),
      });
    }
  }
  for (const [name, review, unitId, agency, told] of [
    ['own', 'admitted', unit, 'kk-sof', []],
    ['told', 'admitted', unit, 'kk-bif', [['kk-bk', null]]],
    ['revoked', 'admitted', unit, 'kk-bif', [['kk-sof', '2026-03-05T10:00:00Z']]],
    ['toBif', 'admitted', unit, 'kk-sof', [['kk-bif', null]]],
    ['fyn', 'fyn', 'fyn', 'skat', [['fyn-politi', null]]],
  ] as const) {
    const who = { relation: 'partner', name_ct: bytes(), number_ct: null, data_class: 'confidential' };
    const why = { ...basis(ids, unitId), necessity_ct: bytes() };
    const person = ids(unitId === 'fyn' ? 'person.fyn-skat' : `person.${agency}`);
    const at = { review_id: ids(`review.${review}`), unit_id: unitId };
    await put('app.third_person', {
      id: ids(`third.${name}`),
      ...at,
      agency_id: agency,
      ...who,
      ...why,
      registered_on: '2026-03-02',
      registered_by: person,
    });
    for (const [to, revoked_at] of told)
      await put('app.third_person_disclosure', {
        id: ids(`thirdDisclosure.${name}`),
        third_person_id: ids(`third.${name}`),
        ...at,
        from_agency_id: agency,
        to_agency_id: to,
        ...who,
        ...why,
        declared_not_for_investigation: false,
        disclosed_on: '2026-03-03',
        disclosed_by: person,
        revoked_at,
      });
  }
}

export function insertsOfAssessments(ids: Ids): Insert[] {
  const admitted = { review_id: ids('review.admitted'), unit_id: unit };
  const inFyn = { review_id: ids('review.fyn'), ...fyn };
  const asPolice = { ...admitted, agency_id: police };
  const stated = { version: 9, value: 'confirmed', carries_review: true, stated_on: '2026-04-01' };
  const told = { conditions: { raw: "'{two_staff}'" }, contact_ct: bytea, ...basis(ids) };
  const security: Values = {
    id: randomUUID(),
    ...asPolice,
    ...told,
    necessity_ct: bytea,
    assessed_on: '2026-04-01',
    assessed_by: ids(`person.${police}`),
    valid_until: '2026-05-01',
  };
  const notice: Values = {
    id: randomUUID(),
    assessment_id: ids('security..current'),
    ...admitted,
    from_agency_id: police,
    to_agency_id: 'kk-bk',
    ...told,
    assessed_on: '2026-04-01',
    valid_until: '2026-05-01',
    declared_not_for_investigation: true,
    told_on: '2026-04-01',
    told_by: ids(`person.${police}`),
  };
  const third = {
    relation: 'child',
    name_ct: bytea,
    data_class: 'confidential',
    ...basis(ids),
    necessity_ct: bytea,
  };
  const byBif = { registered_on: '2026-04-01', registered_by: ids('person.kk-bif') };
  const given: Values = {
    id: randomUUID(),
    third_person_id: ids('third.told'),
    ...admitted,
    from_agency_id: 'kk-bif',
    to_agency_id: 'kk-sof',
    ...third,
    relation: 'partner',
    declared_not_for_investigation: false,
    disclosed_on: '2026-04-01',
    disclosed_by: ids('person.kk-bif'),
  };
  const otherChair = { stated_by: ids('person.chair') };
  return [
    {
      table: 'app.affiliation_statement',
      login: 'app',
      as: police,
      values: {
        id: randomUUID(),
        ...asPolice,
        ...stated,
        stated_by: ids(`person.${police}`),
        review_due_on: '2026-05-01',
      },
      not: [
        ['in the name of another', otherChair],
        ['by who is no liaison', otherChair, 'chair'],
        ['by another agency', { agency_id: 'kk-bif', stated_by: ids('person.kk-bif') }, 'kk-bif'],
        ['for the police by another agency', { stated_by: ids('person.kk-bif') }, 'kk-bif'],
        ['of a review that it is no part of', { review_id: ids('review.concluded') }],
        ['another unit', inFyn],
      ],
    },
    {
      table: 'app.affiliation_prompt',
      login: 'scheduler',
      as: 'scheduler',
      values: { statement_id: ids('affiliation..2'), ...asPolice, asked_on: '2026-04-01' },
      not: [
        ['another unit', { statement_id: ids('affiliation.fyn.2'), ...inFyn, agency_id: 'fyn-politi' }],
        ['by another unit', {}, 'fyn-scheduler'],
        ['by a person', {}, police],
      ],
    },
    {
      table: 'app.security_assessment',
      login: 'app',
      as: police,
      values: security,
      not: [
        ['in the name of another', { assessed_by: ids('person.chair') }],
        ['by who is no liaison', { assessed_by: ids('person.chair') }, 'chair'],
        ['by another agency', { agency_id: 'kk-bif', assessed_by: ids('person.kk-bif') }, 'kk-bif'],
        ['of a review that it is no part of', { review_id: ids('review.concluded') }],
        ['another unit', inFyn],
      ],
    },
    {
      table: 'app.security_notice',
      login: 'app',
      as: police,
      values: notice,
      not: [
        ['in the name of another', { told_by: ids('person.chair') }],
        ['by who is no liaison', { told_by: ids('person.chair') }, 'chair'],
        ['for another agency', { from_agency_id: 'kk-bif' }],
        ['to who is no part of the review', { to_agency_id: 'skat' }],
        ['another unit', inFyn],
      ],
    },
    {
      table: 'app.third_person',
      login: 'app',
      as: 'kk-bif',
      values: { id: randomUUID(), ...admitted, agency_id: 'kk-bif', ...third, ...byBif },
      not: [
        ['in the name of another', { registered_by: ids('person.kk-sof') }],
        ['for another agency', { agency_id: 'kk-sof' }],
        ['by who is no liaison', { agency_id: 'kk-sof', registered_by: ids('person.approver') }, 'approver'],
        ['of a review that is over', { review_id: ids('review.concluded') }],
        ['of a review that it is no part of', { review_id: ids('review.taxOnly') }],
        ['another unit', inFyn],
      ],
    },
    {
      table: 'app.third_person_disclosure',
      login: 'app',
      as: 'kk-bif',
      values: given,
      not: [
        ['in the name of another', { disclosed_by: ids('person.kk-sof') }],
        ['for another agency', { from_agency_id: 'kk-bk' }],
        ['to who is no part of the review', { to_agency_id: 'skat' }],
        ['another unit', inFyn],
      ],
    },
  ];
}
