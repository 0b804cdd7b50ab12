import { randomUUID } from 'node:crypto';
import { drafted } from './sql-agreements.ts';
import { assigned } from './sql-need-to-know.ts';
import { insertOf, look, type Probe, refused, type Step, story, unit } from './sql-probe.ts';
import { insertsOfRequests } from './sql-requests.ts';
import type { Ids } from './sql-seed.ts';

/** Every review of the unit is closed to this person: by the chair, or by the chair's own recusal. */
function closedTo(ids: Ids, as: string, agency: string): Step {
  const [person, chair] = [ids(`person.${as}`), ids('person.chair')];
  const how = as === 'chair' ? "'recusal', null" : "'imposed', '\\x00'::bytea";
  return {
    as: 'chair',
    sql: `insert into app.review_exclusion (review_id, unit_id, agency_id, person_id, kind, reason_ct, set_by)
      select r.id, r.unit_id, '${agency}', '${person}', ${how}, '${chair}' from app.case_review r on conflict do nothing`,
    expect: undefined,
  };
}

/** What hangs on a review is not changed by whom it is closed to, not even by a change that reads nothing; nor is it added to. */
export function closedStories(ids: Ids): Probe[] {
  const taken: Step = {
    as: 'kk-sof',
    sql: insertOf('app.review_access', assigned(ids, 'kk-sof', 'kk-sof')),
    expect: 1,
  };
  const changes: readonly (readonly [as: string, agency: string, change: string, first?: Step])[] = [
    [
      'chair',
      'koebenhavns-politi',
      `review_exclusion set lifted_at = now(), lifted_by = '${ids('person.chair')}'`,
      closedTo(ids, 'kk-sof', 'kk-sof'),
    ],
    ['chair', 'koebenhavns-politi', "emergency_access set state = 'refused'"],
    ['chair', 'koebenhavns-politi', "agenda_item set outcome_at = '2026-04-01T08:00:00Z'"],
    [
      'approver',
      'kk-sof',
      `review_access set ended_at = now(), ended_by = '${ids('person.approver')}'`,
      taken,
    ],
    ['kk-bif', 'kk-bif', "release_proposal set state = 'withdrawn'"],
    ['kk-bif', 'kk-bif', "follow_up_action set due_on = '2026-12-24'"],
  ];
  const additions = [
    insertOf('app.review_agency', {
      review_id: ids('review.admitted'),
      unit_id: unit,
      agency_id: 'koebenhavns-politi',
      asked_on: '2026-04-02',
      asked_by: ids('person.chair'),
      due_on: '2026-04-16',
    }),
    insertOf('app.agenda_item', {
      id: randomUUID(),
      meeting_id: ids('meeting.koebenhavn'),
      revision: 1,
      unit_id: unit,
      review_id: ids('review.taxOnly'),
      position: 9,
      reasons: { raw: "'{nominated}'" },
    }),
  ];
  return [
    ...changes.map(([as, agency, change, first]) =>
      story(`changed by nobody to whom the review is closed: ${change.slice(0, 24)}`, [
        ...(first ? [first] : []),
        closedTo(ids, as, agency),
        { as, sql: `update app.${change}`, expect: 0 },
      ]),
    ),
    ...additions.map((sql) =>
      story(`added by nobody to whom the review is closed: ${sql.slice(0, 32)}`, [
        closedTo(ids, 'chair', 'koebenhavns-politi'),
        { as: 'chair', sql, expect: refused },
      ]),
    ),
    ...questions(ids),
  ];
}

/** A question is not read without an agreement in force, and not asked: by its recipient, or of it. */
function questions(ids: Ids): Probe[] {
  const lapsed: Step[] = [
    { as: 'administrator', sql: insertOf('app.participation_agreement', drafted(ids)), expect: 1 },
    {
      as: 'lawyer',
      sql: `update app.participation_agreement set state = 'signed' where id = '${ids('agreement.new')}'`,
      expect: 1,
    },
  ];
  const asking = insertsOfRequests(ids).find(({ table }) => table === 'app.information_request');
  const askedBySof = (expect: number | string): Step => ({
    as: 'kk-sof',
    sql: insertOf('app.information_request', {
      ...asking?.values,
      from_agency_id: 'kk-sof',
      to_agency_id: 'kk-bif',
      asked_by: ids('person.kk-sof'),
    }),
    expect,
  });
  const received = "to_agency_id = 'kk-bif'";
  const found = (as: string, where: string, is: boolean): Step => ({
    as,
    sql: `select exists (select from app.information_request where ${where})`,
    expect: { is },
  });
  return [
    story('without an agreement a question that was received is closed, and not one’s own', [
      askedBySof(1),
      found('kk-bif', received, true),
      ...lapsed,
      found('kk-bif', received, false),
      found('kk-bif', "from_agency_id = 'kk-bif'", true),
      look('nobody', 'app.information_request', 'true', 0),
    ]),
    story('without an agreement nothing is asked', [
      ...lapsed,
      {
        as: asking?.as ?? '',
        sql: insertOf('app.information_request', asking?.values ?? {}),
        expect: refused,
      },
    ]),
    story('nothing is asked of an agency without an agreement', [...lapsed, askedBySof(refused)]),
  ];
}
