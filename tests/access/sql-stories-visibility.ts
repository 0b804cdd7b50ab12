import { randomUUID } from 'node:crypto';
import { decision } from './sql-decisions.ts';
import type { Ids } from './sql-seed.ts';
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

/** Deeds and what they make visible, step by step, seen by one caller after the other in one transaction. */
export function visibilityStories(ids: Ids): Probe[] {
  const review = `id = '${ids('review.nominated')}'`;
  const nomination = randomUUID();
  const finding = randomUUID();
  const disclosure = randomUUID();
  const sees = (as: string, expect: number, version = expect): Step[] => [
    look(as, 'app.finding', `id = '${finding}'`, expect),
    look(as, 'app.finding_version', `finding_id = '${finding}'`, version),
  ];
  const asking = insertOf('app.review_agency', {
    review_id: ids('review.nominated'),
    unit_id: unit,
    agency_id: 'skat',
    asked_on: '2026-04-01',
    due_on: '2026-04-15',
  });
  const attaching = [
    {
      as: 'kk-bif',
      sql: insertOf('app.finding', {
        id: finding,
        review_id: ids('review.admitted'),
        unit_id: unit,
        agency_id: 'kk-bif',
        noted_on: '2026-04-01',
      }),
      expect: 1,
    },
    {
      sql: insertOf('app.finding_version', {
        finding_id: finding,
        version: 1,
        unit_id: unit,
        agency_id: 'kk-bif',
        statement_kind: 'fact',
        data_class: 'ordinary',
        legal_basis_id: ids('basis.koebenhavn'),
        purpose: 'prevention',
        text_ct: bytea,
        necessity_ct: bytea,
        author: ids('person.kk-bif'),
      }),
      expect: 1,
    },
  ];
  const told = {
    id: disclosure,
    finding_id: finding,
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
    disclosed_by: ids('person.kk-bif'),
  };
  const tells = (values: Values): Step[] => {
    const { finding_id, version, to_agency_id, form = 'full' } = values;
    const outcome = form === 'full' ? 'allow_full' : 'allow_fact_only';
    const decided = { ...decision(ids), finding_id, version, recipient: to_agency_id, outcome } as Values;
    return [
      { as: 'kk-bif', sql: insertOf('app.decision', decided), expect: 1 },
      { sql: insertOf('app.disclosure', { ...values, decision_id: decided['id'] ?? null }), expect: 1 },
    ];
  };
  const telling = tells(told);
  return [
    story('asking an agency lets it see the review', [
      look('skat', 'app.case_review', review, 0),
      { as: 'chair', sql: asking, expect: 1 },
      look('skat', 'app.case_review', review, 1),
      look('skat', 'app.agenda_item', `review_id = '${ids('review.nominated')}'`, 1),
      look('kk-sof', 'app.case_review', review, 0),
      look('skat', 'app.case_review', `id = '${ids('review.admitted')}'`, 0),
    ]),
    story("a nomination is its agency's and the chair's", [
      {
        as: 'kk-bif',
        sql: insertOf('app.case_review', {
          id: nomination,
          unit_id: unit,
          citizen_id: ids('citizen.six'),
          name_ct: bytea,
          municipality_code: '0101',
          nominating_agency_id: 'kk-bif',
          nominated_by: ids('person.kk-bif'),
          nominated_on: '2026-04-01',
          ground_ct: bytea,
          purpose: 'prevention',
          expires_on: '2026-07-01',
        }),
        expect: 1,
      },
      look('kk-bif', 'app.case_review', `id = '${nomination}'`, 1),
      look('chair', 'app.case_review', `id = '${nomination}'`, 1),
      look('kk-sof', 'app.case_review', `id = '${nomination}'`, 0),
      look('fyn-chair', 'app.case_review', `id = '${nomination}'`, 0),
      {
        as: 'kk-bif',
        sql: `update app.case_review set state = 'admitted' where id = '${nomination}'`,
        expect: refused,
      },
    ]),
    story('a finding is seen by its agency, then by whom it is told, then no longer', [
      ...attaching,
      ...sees('kk-bif', 1),
      ...sees('kk-sof', 0),
      ...sees('chair', 0),
      ...telling,
      ...sees('kk-sof', 1),
      ...sees('kk-bk', 0),
      look('kk-sof', 'app.disclosure', `id = '${disclosure}'`, 1),
      {
        as: 'kk-bif',
        sql: `update app.disclosure set revoked_at = now() where id = '${disclosure}'`,
        expect: 1,
      },
      ...sees('kk-sof', 0),
      ...sees('kk-bif', 1),
      look('kk-sof', 'app.disclosure', `id = '${disclosure}'`, 0),
    ]),
    story('a withdrawal takes the text away, and says that it was there', [
      ...attaching,
      ...telling,
      { as: 'kk-bif', sql: `update app.finding set withdrawn_at = now() where id = '${finding}'`, expect: 1 },
      ...sees('kk-sof', 1, 0),
      ...sees('kk-bif', 1),
    ]),
    story('another version told to another agency stays hidden from the first', [
      ...tells({
        ...told,
        finding_id: ids('finding.oldVersionTold'),
        version: 2,
        to_agency_id: 'koebenhavns-politi',
      }),
      look('kk-sof', 'app.finding_version', `finding_id = '${ids('finding.oldVersionTold')}'`, 1),
      look('koebenhavns-politi', 'app.finding_version', `finding_id = '${ids('finding.oldVersionTold')}'`, 1),
      look('kk-bif', 'app.finding_version', `finding_id = '${ids('finding.oldVersionTold')}'`, 2),
    ]),
    story('a newer version told in full takes the place of the older one, the mere fact of it does not', [
      ...tells({ ...told, finding_id: ids('finding.oldVersionTold'), version: 2, form: 'fact_only' }),
      look(
        'kk-sof',
        'app.finding_version',
        `finding_id = '${ids('finding.oldVersionTold')}' and version = 1`,
        1,
      ),
      ...tells({ ...told, id: randomUUID(), finding_id: ids('finding.oldVersionTold'), version: 2 }),
      look(
        'kk-sof',
        'app.finding_version',
        `finding_id = '${ids('finding.oldVersionTold')}' and version = 2`,
        1,
      ),
      look(
        'kk-sof',
        'app.finding_version',
        `finding_id = '${ids('finding.oldVersionTold')}' and version = 1`,
        0,
      ),
    ]),
    story('reading marks the first time, for the recipient only', [
      ...attaching,
      ...telling,
      { as: 'kk-bk', sql: `select app.mark_first_read(array['${disclosure}']::uuid[])`, expect: undefined },
      {
        as: 'kk-bif',
        sql: `select first_read_at from app.disclosure where id = '${disclosure}'`,
        expect: { is: null },
      },
      { as: 'kk-sof', sql: `select app.mark_first_read(array['${disclosure}']::uuid[])`, expect: undefined },
      {
        as: 'kk-bif',
        sql: `select first_read_at is null from app.disclosure where id = '${disclosure}'`,
        expect: { is: false },
      },
    ]),
    story('a reply answers the question, and only its agency reads it', [
      {
        as: 'koebenhavns-politi',
        sql: insertOf('app.reply', {
          review_id: ids('review.admitted'),
          unit_id: unit,
          agency_id: 'koebenhavns-politi',
          kind: 'nothing_to_add',
          replied_by: ids('person.koebenhavns-politi'),
        }),
        expect: 1,
      },
      look(
        'kk-sof',
        'app.review_agency',
        `review_id = '${ids('review.admitted')}' and agency_id = 'koebenhavns-politi' and answered_on is not null`,
        1,
      ),
      look(
        'kk-sof',
        'app.reply',
        `review_id = '${ids('review.admitted')}' and agency_id = 'koebenhavns-politi'`,
        0,
      ),
    ]),
  ];
}
