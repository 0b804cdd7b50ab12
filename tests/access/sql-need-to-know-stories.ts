import { randomUUID } from 'node:crypto';
import { assigned, hours, place } from './sql-need-to-know.ts';
import {
  bytea,
  insertOf,
  look,
  type Probe,
  refused,
  type Step,
  story,
  unit,
  type Values,
} from './sql-probe.ts';
import type { Ids } from './sql-seed.ts';

/** A case that somebody has is shut to colleagues; one that somebody is excluded from is not there. */
export function needToKnowStories(ids: Ids): Probe[] {
  const review = ids('review.admitted');
  const of = `review_id = '${review}'`;
  const sees = (as: string, count: { review: number; told: number; reply: number }): Step[] => [
    look(as, 'app.case_review', `id = '${review}'`, count.review),
    look(as, 'app.disclosure', `${of} and to_agency_id = 'kk-sof' and revoked_at is null`, count.told),
    look(as, 'app.finding', `id = '${ids('finding.oldVersionTold')}'`, count.told),
    look(as, 'app.finding_version', `finding_id = '${ids('finding.oldVersionTold')}'`, count.told),
    look(as, 'app.reply', `${of} and agency_id = 'kk-sof'`, count.reply),
    look(as, 'app.review_agency', `${of} and agency_id = 'kk-sof'`, count.review),
  ];
  const all = { review: 1, told: 1, reply: 1 };
  const shut = { review: 1, told: 0, reply: 0 };
  const gone = { review: 0, told: 0, reply: 0 };
  const insert = (as: string, table: string, values: Values, expect: number | string = 1): Step => ({
    as,
    sql: insertOf(table, values),
    expect,
  });
  const id = randomUUID();
  const impose = {
    id,
    ...place(ids, 'kk-sof'),
    person_id: ids('person.kk-sof'),
    kind: 'imposed',
    reason_ct: bytea,
  };
  const lift = (as: string, by: string, expect: number | string): Step => ({
    as,
    sql: `update app.review_exclusion set lifted_at = now(), lifted_by = '${ids(`person.${by}`)}' where id = '${id}'`,
    expect,
  });
  const opening: Values = {
    ...place(ids, 'kk-sof'),
    person_id: ids('person.approver'),
    given_by: ids('person.approver'),
    kind: 'opened',
    reason_ct: bytea,
    until: hours(8),
  };
  return [
    story(
      'what nobody has is open to the agency; what somebody has is shut to the others until they open it',
      [
        ...sees('approver', all),
        insert('kk-sof', 'app.review_access', assigned(ids, 'kk-sof', 'kk-sof')),
        ...sees('kk-sof', all),
        // The opening of yesterday is over.
        ...sees('approver', shut),
        ...sees('chair', { review: 1, told: 0, reply: 0 }),
        insert('approver', 'app.review_access', opening),
        ...sees('approver', all),
      ],
    ),
    story('what is added to a case that somebody has is shut too', [
      insert('kk-sof', 'app.review_access', assigned(ids, 'kk-sof', 'kk-sof')),
      insert('kk-sof', 'app.finding', { id, ...place(ids, 'kk-sof'), noted_on: '2026-04-01' }),
      look('kk-sof', 'app.finding', `id = '${id}'`, 1),
      look('approver', 'app.finding', `id = '${id}'`, 0),
    ]),
    ...[
      insertOf('app.finding', { ...place(ids, 'kk-sof'), noted_on: '2026-04-01' }),
      insertOf('app.reply', {
        ...place(ids, 'kk-sof'),
        kind: 'nothing_to_add',
        replied_by: ids('person.approver'),
      }),
    ].map((sql) =>
      story(`nothing is added to a colleague's case: ${sql.slice(0, 24)}`, [
        insert('kk-sof', 'app.review_access', assigned(ids, 'kk-sof', 'kk-sof')),
        { as: 'approver', sql, expect: refused },
      ]),
    ),
    story('an exclusion closes the review at once, and is lifted by others', [
      ...sees('kk-sof', all),
      insert('chair', 'app.review_exclusion', { ...impose, set_by: ids('person.chair') }),
      ...sees('kk-sof', gone),
      look('kk-sof', 'app.review_exclusion', `id = '${id}'`, 0),
      look('kk-sof', 'app.agenda_item', of, 0),
      look('kk-sof', 'app.follow_up_action', of, 0),
      ...sees('approver', all),
      lift('kk-sof', 'kk-sof', 0),
      lift('kk-bk', 'kk-bk', 0),
      lift('approver', 'approver', 1),
      ...sees('kk-sof', all),
    ]),
    ...[
      insert('kk-sof', 'app.review_access', assigned(ids, 'kk-sof', 'kk-sof'), refused),
      insert('approver', 'app.review_access', assigned(ids, 'kk-sof', 'kk-sof', 'approver'), refused),
      lift('approver', 'chair', refused),
    ].map((step, index) =>
      story(`what is closed to somebody is given to nobody of that name, ${index + 1}`, [
        insert('chair', 'app.review_exclusion', { ...impose, set_by: ids('person.chair') }),
        step,
      ]),
    ),
    ...hanging.map(([table, as]) => goneWithTheReview(ids, table, as)),
  ];
}

/** What hangs on a review and has no list of its own of who may read it, each by somebody who reads a row of it. */
const hanging: readonly (readonly [table: string, as: string])[] = [
  ['decision', 'kk-bif'],
  ['information_request', 'kk-bif'],
  ['recall', 'kk-bif'],
  ['recall_notice', 'kk-bif'],
  ['recall_reach', 'kk-bif'],
  ['affiliation_statement', 'koebenhavns-politi'],
  ['affiliation_prompt', 'koebenhavns-politi'],
  ['security_assessment', 'koebenhavns-politi'],
  ['security_notice', 'koebenhavns-politi'],
  ['third_person', 'kk-bif'],
  ['third_person_disclosure', 'kk-bif'],
  ['receipt_entry', 'kk-bif'],
  ['follow_up_basis', 'kk-bif'],
];
function goneWithTheReview(ids: Ids, table: string, as: string): Probe {
  const there = `select exists (select from app.${table} t where exists (select from app.case_review r where r.id = t.review_id))`;
  const any = `select exists (select from app.${table})`;
  const shutOut = ['admitted', 'concluded', 'nominated'].map((name): Step => ({
    as: 'chair',
    sql: insertOf('app.review_exclusion', {
      review_id: ids(`review.${name}`),
      unit_id: unit,
      agency_id: as,
      person_id: ids(`person.${as}`),
      kind: 'imposed',
      reason_ct: bytea,
      set_by: ids('person.chair'),
    }),
    expect: 1,
  }));
  return story(`app.${table} is gone with the review for ${as}`, [
    { as, sql: there, expect: { is: true } },
    ...shutOut,
    { as, sql: any, expect: { is: false } },
  ]);
}
