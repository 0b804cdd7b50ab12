import { randomUUID } from 'node:crypto';
import { bytea, fyn, type Insert, unit, type Values } from './sql-probe.ts';
import type { Ids } from './sql-seed.ts';

/** Meetings, agendas, follow-ups, figures and jobs. */
export function insertsOfMeetings(ids: Ids): Insert[] {
  const meeting: Values = {
    id: randomUUID(),
    unit_id: unit,
    held_on: '2026-06-01',
    starts_at: '2026-06-01T08:00:00Z',
  };
  const agenda: Values = {
    meeting_id: ids('meeting.koebenhavn'),
    unit_id: unit,
    revision: 3,
    input_sha256: bytea,
  };
  const absence: Values = {
    meeting_id: ids('meeting.koebenhavn'),
    unit_id: unit,
    revision: 2,
    absent: '[]',
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
      { table: 'app.agenda_absence', login, as, values: absence, not: [['another unit', agendaOfFyn], more] },
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
