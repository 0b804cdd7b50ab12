import { randomUUID } from 'node:crypto';
import { bytea, fyn, type Insert, unit, type Values } from './sql-probe.ts';
import type { Ids } from './sql-seed.ts';

/** Reviews, questions, replies, findings and disclosures. */
export function insertsOfReviews(ids: Ids): Insert[] {
  const version: Values = {
    finding_id: ids('finding.ownOnly'),
    version: 2,
    unit_id: unit,
    agency_id: 'kk-bif',
    statement_kind: 'fact',
    data_class: 'ordinary',
    legal_basis_id: ids('basis.koebenhavn'),
    purpose: 'prevention',
    text_ct: bytea,
    necessity_ct: bytea,
  };
  const disclosure: Values = {
    id: randomUUID(),
    finding_id: ids('finding.ownOnly'),
    version: 1,
    review_id: ids('review.admitted'),
    unit_id: unit,
    from_agency_id: 'kk-bif',
    to_agency_id: 'kk-sof',
    legal_basis_id: ids('basis.koebenhavn'),
    purpose: 'prevention',
    necessity_ct: bytea,
    declared_not_for_investigation: true,
    initiative: 'own',
    disclosed_on: '2026-04-01',
  };
  const review: Values = {
    id: randomUUID(),
    unit_id: unit,
    citizen_id: ids('citizen.one'),
    name_ct: bytea,
    municipality_code: '0101',
    nominating_agency_id: 'kk-bif',
    nominated_on: '2026-04-01',
    ground_ct: bytea,
    purpose: 'prevention',
    expires_on: '2026-07-01',
  };
  const question: Values = {
    review_id: ids('review.nominated'),
    unit_id: unit,
    agency_id: 'skat',
    asked_on: '2026-04-01',
    due_on: '2026-04-15',
  };
  const finding: Values = {
    id: randomUUID(),
    review_id: ids('review.admitted'),
    unit_id: unit,
    agency_id: 'kk-bk',
    noted_on: '2026-04-01',
  };
  const inFyn = { review_id: ids('review.fyn'), ...fyn };
  const fromRegister = { source: 'register', source_hash: bytea };
  return [
    {
      table: 'app.case_review',
      login: 'app',
      as: 'kk-bif',
      values: { ...review, nominated_by: ids('person.kk-bif') },
      not: [
        ['another unit', fyn],
        ['for another agency', { nominating_agency_id: 'skat' }],
        ['in the name of another', { nominated_by: ids('person.kk-sof') }],
        ['by nobody', {}, 'nobody'],
      ],
    },
    {
      table: 'app.case_review',
      login: 'register',
      as: 'import',
      values: {
        ...review,
        state: 'concluded',
        outcome: 'follow_up',
        reviewed_on: '2026-04-02',
        ...fromRegister,
      },
      not: [
        ['another unit', fyn],
        ['not concluded', { state: 'nominated', outcome: null }],
        ['as if entered', { source: 'service' }],
      ],
    },
    {
      table: 'app.review_agency',
      login: 'app',
      as: 'chair',
      values: question,
      not: [
        ['by a liaison', {}, 'kk-bif'],
        ['another unit', inFyn],
      ],
    },
    {
      table: 'app.review_agency',
      login: 'register',
      as: 'import',
      values: { ...question, answered_on: '2026-04-02' },
      not: [['another unit', { ...inFyn, agency_id: 'fyn-politi' }]],
    },
    {
      table: 'app.reply',
      login: 'app',
      as: 'koebenhavns-politi',
      values: {
        review_id: ids('review.admitted'),
        unit_id: unit,
        agency_id: 'koebenhavns-politi',
        kind: 'may_not_answer',
        replied_by: ids('person.koebenhavns-politi'),
      },
      not: [
        ['for another agency', { agency_id: 'kk-bk' }],
        ['in the name of another', { replied_by: ids('person.kk-bif') }],
        ['another unit', fyn],
      ],
    },
    {
      table: 'app.finding',
      login: 'app',
      as: 'kk-bk',
      values: finding,
      not: [
        ['for another agency', { agency_id: 'kk-sof' }],
        ['another unit', fyn],
        ['to a review that is over', { review_id: ids('review.lapsed') }],
        ['to a hidden review', { review_id: ids('review.taxOnly') }],
        [
          'to a review that is overseen only',
          { review_id: ids('review.taxOnly'), agency_id: 'koebenhavns-politi' },
          'chair',
        ],
      ],
    },
    {
      table: 'app.finding',
      login: 'register',
      as: 'import',
      values: { ...finding, ...fromRegister },
      not: [
        ['another unit', inFyn],
        ['as if entered', { source: 'service' }],
      ],
    },
    {
      table: 'app.finding_version',
      login: 'app',
      as: 'kk-bif',
      values: { ...version, author: ids('person.kk-bif') },
      not: [
        ["of another agency's finding", { finding_id: ids('finding.police') }],
        ['in the name of another', { author: ids('person.kk-sof') }],
        ['for another agency', { agency_id: 'kk-sof', author: ids('person.kk-sof') }],
      ],
    },
    {
      table: 'app.finding_version',
      login: 'register',
      as: 'import',
      values: version,
      not: [['another unit', { ...fyn, finding_id: ids('finding.fynImported') }]],
    },
    {
      table: 'app.disclosure',
      login: 'app',
      as: 'kk-bif',
      values: {
        ...disclosure,
        disclosed_by: ids('person.kk-bif'),
        decision_id: ids('decision.ownOnly.kk-sof.1'),
      },
      not: [
        [
          "of another agency's finding",
          { finding_id: ids('finding.police'), from_agency_id: 'koebenhavns-politi' },
        ],
        ['in the name of another', { disclosed_by: ids('person.kk-sof') }],
        ['to an agency that is not asked', { to_agency_id: 'skat' }],
      ],
    },
    {
      table: 'app.disclosure',
      login: 'register',
      as: 'import',
      values: disclosure,
      not: [
        [
          'another unit',
          { ...inFyn, finding_id: ids('finding.fyn'), from_agency_id: 'fyn-politi', to_agency_id: 'skat' },
        ],
      ],
    },
  ];
}
