import { randomUUID } from 'node:crypto';
import { type Login, logins } from './oracle.ts';
import type { Ids } from './sql-seed.ts';

/** A number of rows, an SQLSTATE, or the value of the first cell; `undefined`: whatever it is, it must not fail. */
export type Expected = number | string | { is: unknown } | undefined;
/** `as` announces another caller from here on. */
export type Step = { as?: string; sql: string; expect: Expected };
export type Probe = { name: string; login: Login | 'superuser'; steps: readonly Step[] };

export const refused = '42501';

/** SQL as it stands, where a value is expected. */
export type Raw = { raw: string };
type Values = Readonly<Record<string, string | number | boolean | null | Raw>>;

function literal(value: Values[string]): string {
  if (value !== null && typeof value === 'object') return value.raw;
  return typeof value === 'string' ? `'${value}'` : String(value);
}
export function insertOf(table: string, values: Values): string {
  return `insert into ${table} (${Object.keys(values).join(', ')}) values (${Object.values(values).map(literal).join(', ')})`;
}

/** One row that a caller may write under one login, and rows that differ in one point and may not be written. */
export type Insert = {
  table: string;
  login: Login;
  as: string;
  values: Values;
  /** Other logins that may do the same. */
  also?: readonly Login[];
  not: readonly (readonly [difference: string, values: Values, as?: string])[];
};

const unit = 'koebenhavn';
const bytea = { raw: "'\\x00'" };
const fyn = { unit_id: 'fyn' };

function insertsOfPeople(ids: Ids): Insert[] {
  const issuer = (authority: string) => ({
    raw: `(select issuer from app.identity_issuer where authority_id = '${authority}')`,
  });
  return [
    {
      table: 'app.role_assignment',
      login: 'app',
      as: 'administrator',
      values: {
        id: randomUUID(),
        person_id: ids('person.kk-sof'),
        role: 'approver',
        unit_id: unit,
        agency_id: 'kk-sof',
        authority_id: 'koebenhavns-kommune',
        valid_from: '2026-01-01',
      },
      not: [
        ['another unit', fyn],
        ['no administrator', {}, 'kk-bif'],
        [
          'another authority',
          {
            authority_id: 'koebenhavns-politi',
            person_id: ids('person.chair'),
            agency_id: 'koebenhavns-politi',
          },
        ],
      ],
    },
    {
      table: 'app.person',
      login: 'app',
      as: 'administrator',
      values: {
        id: randomUUID(),
        issuer: issuer('koebenhavns-kommune'),
        subject: randomUUID(),
        authority_id: 'koebenhavns-kommune',
        name: 'x',
      },
      not: [
        ['no administrator', {}, 'kk-bif'],
        ['another authority', { authority_id: 'koebenhavns-politi', issuer: issuer('koebenhavns-politi') }],
      ],
    },
    {
      table: 'app.legal_basis',
      login: 'app',
      as: 'lawyer',
      values: {
        id: randomUUID(),
        unit_id: unit,
        code: 'NEW',
        version: 1,
        citation: 'x',
        law: 'x',
        regime: 'GDPR',
        contributors: { raw: "'{bif}'" },
        recipients: { raw: "'{sof}'" },
        data_classes: { raw: "'{ordinary}'" },
        purposes: { raw: "'{prevention}'" },
        subjects: { raw: "'{person}'" },
        not_for_criminal_investigation: false,
        creates_duty: false,
        status: 'draft',
        valid_from: '2026-01-01',
        drafted_by: ids('person.lawyer'),
      },
      not: [
        ['another unit', fyn],
        ['in use at once', { status: 'retired' }],
        ['drafted by another', { drafted_by: ids('person.lawyer-two') }],
        ['no legal officer', { drafted_by: ids('person.kk-bif') }, 'kk-bif'],
      ],
    },
    {
      table: 'app.citizen_lookup',
      login: 'app',
      as: 'kk-bif',
      values: { person_id: ids('person.kk-bif') },
      not: [['of another', { person_id: ids('person.skat') }]],
    },
    ...(['app', 'reporter'] as const).map((login): Insert => ({
      table: 'app.idempotency_key',
      login,
      as: 'kk-bif',
      values: {
        person_id: ids('person.kk-bif'),
        scope: 's',
        endpoint: 'e',
        key: 'a-new-key',
        request_sha256: bytea,
        status: 201,
      },
      also: ['app', 'reporter'],
      not: [['of another', { person_id: ids('person.skat') }]],
    })),
  ];
}

function insertsOfReviews(ids: Ids): Insert[] {
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
      values: { ...disclosure, disclosed_by: ids('person.kk-bif') },
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

function insertsOfMeetings(ids: Ids): Insert[] {
  const meeting: Values = {
    id: randomUUID(),
    unit_id: unit,
    held_on: '2026-06-01',
    starts_at: '2026-06-01T08:00:00Z',
  };
  const agenda: Values = {
    meeting_id: ids('meeting.koebenhavn'),
    unit_id: unit,
    revision: 2,
    input_sha256: bytea,
  };
  const item: Values = {
    id: randomUUID(),
    meeting_id: ids('meeting.koebenhavn'),
    revision: 1,
    unit_id: unit,
    review_id: ids('review.taxOnly'),
    position: 9,
    reasons: { raw: "'{nominated}'" },
  };
  const action: Values = {
    id: randomUUID(),
    review_id: ids('review.admitted'),
    unit_id: unit,
    agency_id: 'kk-bif',
    owner_kind: 'bif',
    type: ids('type.bif'),
    started_on: '2026-04-01',
  };
  const detail: Values = {
    action_id: ids('action.bare'),
    unit_id: unit,
    agency_id: 'kk-bif',
    claimed_dkk: 1,
  };
  const agendaOfFyn = { ...fyn, meeting_id: ids('meeting.fyn') };
  const byLiaison = ['by a liaison', {}, 'kk-bif'] as const;
  const elsewhere = ['another unit', fyn] as const;
  const ofAgenda = (login: 'app' | 'scheduler', as: string): Insert[] => {
    const more = login === 'app' ? byLiaison : (['of no unit', {}, 'scheduler-of-no-unit'] as const);
    return [
      { table: 'app.meeting', login, as, values: meeting, not: [elsewhere, more] },
      { table: 'app.agenda', login, as, values: agenda, not: [['another unit', agendaOfFyn], more] },
      {
        table: 'app.agenda_item',
        login,
        as,
        values: item,
        not: [['another unit', { ...agendaOfFyn, review_id: ids('review.fynNominated') }], more],
      },
    ];
  };
  const figures: Values = {
    id: randomUUID(),
    unit_id: unit,
    period: '2025-H2',
    version: 1,
    definition_version: '1',
    preliminary: true,
    figures: { raw: "'{}'" },
    sha256: bytea,
  };
  return [
    ...ofAgenda('app', 'chair'),
    ...ofAgenda('scheduler', 'scheduler'),
    {
      table: 'app.meeting_series',
      login: 'app',
      as: 'coordinator',
      values: { id: randomUUID(), unit_id: unit, rule: { raw: "'{}'" }, capacity: 5 },
      not: [elsewhere, byLiaison],
    },
    {
      table: 'app.meeting',
      login: 'register',
      as: 'import',
      values: { ...meeting, source: 'register' },
      also: ['scheduler'],
      not: [elsewhere, ['as if planned', { source: 'service' }]],
    },
    ...(['kk-bif', 'chair'] as const).map((as): Insert => ({
      table: 'app.follow_up_action',
      login: 'app',
      as,
      values: { ...action, created_by: ids(`person.${as}`) },
      not: [
        ['in the name of another', { created_by: ids('person.kk-sof') }],
        ['for an agency that is not asked', { review_id: ids('review.taxOnly') }],
        as === 'chair'
          ? ['another unit', { ...fyn, review_id: ids('review.fyn') }]
          : ['for another agency', { agency_id: 'skat', owner_kind: 'tax', type: ids('type.tax') }],
      ],
    })),
    {
      table: 'app.follow_up_action',
      login: 'register',
      as: 'import',
      values: { ...action, source: 'register', source_hash: bytea },
      not: [
        ['another unit', { ...fyn, review_id: ids('review.fyn') }],
        ['as if entered', { source: 'service' }],
      ],
    },
    {
      table: 'app.follow_up_detail',
      login: 'app',
      as: 'kk-bif',
      values: detail,
      not: [['for another agency', { agency_id: 'skat' }], elsewhere],
    },
    { table: 'app.follow_up_detail', login: 'register', as: 'import', values: detail, not: [elsewhere] },
    {
      table: 'app.report',
      login: 'reporter',
      as: 'coordinator',
      values: { ...figures, built_by: ids('person.coordinator') },
      not: [elsewhere, ['by nobody', {}, 'nobody']],
    },
    {
      table: 'app.job',
      login: 'scheduler',
      as: 'nobody',
      values: {
        job_key: 'new',
        unit_id: unit,
        rule: { raw: "'{}'" },
        catch_up: 'run_all',
        considered_through: '2026-01-01',
      },
      not: [],
    },
    {
      table: 'app.job_run',
      login: 'scheduler',
      as: 'nobody',
      values: { job_key: 'agenda-koebenhavn', unit_id: unit, at: '2026-02-02' },
      not: [],
    },
  ];
}

export const insertsOf = (ids: Ids): Insert[] => [
  ...insertsOfPeople(ids),
  ...insertsOfReviews(ids),
  ...insertsOfMeetings(ids),
];

/** Each row by the one who may write it, and each difference, which nobody may. */
export function insertProbes(ids: Ids): Probe[] {
  return insertsOf(ids).flatMap(({ table, login, as, values, not }) => [
    { name: `${as} writes ${table}`, login, steps: [{ as, sql: insertOf(table, values), expect: 1 }] },
    ...not.map(([difference, other, instead = as]): Probe => {
      const sql = insertOf(table, { ...values, ...other });
      return {
        name: `${instead} writes ${table}: ${difference}`,
        login,
        steps: [{ as: instead, sql, expect: refused }],
      };
    }),
  ]);
}

/** Where every privilege is granted, the policies alone still refuse the other logins the same row. */
export function wideInsertProbes(ids: Ids): Probe[] {
  return insertsOf(ids).flatMap(({ table, login, as, values, also = [] }) =>
    logins
      .filter((other) => other !== login && !also.includes(other))
      .map((other) => ({
        name: `${as} writes ${table} with all privileges`,
        login: other,
        steps: [{ as, sql: insertOf(table, values), expect: refused }],
      })),
  );
}
