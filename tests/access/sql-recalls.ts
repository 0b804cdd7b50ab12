import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { fyn, type Insert, look, type Probe, refused, story, unit } from './sql-probe.ts';
import type { Ids, Put } from './sql-seed.ts';

/** Which finding was recalled from whom, in this order: the second recall of the police's overtakes the first. */
const seeded = [
  ['withdrawn', 'withdrawn', 'admitted', unit, 'kk-sof', 'withdrawal', ['withdrawn.kk-bif.1'], 1],
  ['revoked', 'revoked', 'admitted', unit, 'kk-bk', 'revocation', ['revoked.kk-sof.1'], 1],
  ['corrected', 'oldVersionTold', 'admitted', unit, 'kk-bif', 'correction', ['oldVersionTold.kk-sof.1'], 1],
  ['answered', 'toldAgain', 'admitted', unit, 'kk-bk', 'correction', ['toldAgain.kk-bif.2'], 2],
  ['overtaken', 'police', 'admitted', unit, 'koebenhavns-politi', 'correction', ['police.kk-bif.1'], 1],
  ['again', 'police', 'admitted', unit, 'koebenhavns-politi', 'correction', ['police.kk-bif.1'], 1],
  ['fyn', 'fyn', 'fyn', 'fyn', 'fyn-politi', 'withdrawal', ['fyn.skat.1'], 1],
] as const;

/** Recalls in every state, whose notices the database writes, and follow-up that rests on findings. */
export async function seedRecalls(put: Put, ids: Ids, superuser: pg.Client): Promise<void> {
  for (const [name, finding, review, unitId, agency, kind, reached, version] of seeded)
    await put('app.recall', {
      id: ids(`recall.${name}`),
      unit_id: unitId,
      review_id: ids(`review.${review}`),
      finding_id: ids(`finding.${finding}`),
      version,
      agency_id: agency,
      kind,
      reached: reached.map((one) => ids(`disclosure.${one}`)),
      opened_by: ids(`person.${agency}`),
      opened_on: '2026-03-14',
      due_on: '2026-03-28',
    });
  await superuser.query(
    "update app.recall_notice set answer = 'acknowledged', answered_at = now(), answered_by = $2 where recall_id = $1",
    [ids('recall.answered'), ids('person.kk-bif')],
  );
  for (const [action, type, finding, review, unitId, agency, from] of [
    ['bif', 'bif', 'tax', 'concluded', unit, 'kk-bif', 'skat'],
    ['fyn', 'tax', 'fyn', 'fyn', 'fyn', 'skat', 'fyn-politi'],
  ] as const)
    await put('app.follow_up_basis', {
      action_id: ids(`action.${action}`),
      finding_id: ids(`finding.${finding}`),
      version: 1,
      unit_id: unitId,
      review_id: ids(`review.${review}`),
      agency_id: agency,
      from_agency_id: from,
      type: ids(`type.${type}`),
      criminal: false,
      purpose: 'benefit_control',
      form: 'full',
      data_class: 'ordinary',
      not_for_criminal_investigation: false,
    });
}

export function insertsOfRecalls(ids: Ids): Insert[] {
  const reached = (name: string) => ({ reached: { raw: `array['${ids(`disclosure.${name}`)}'::uuid]` } });
  return [
    {
      table: 'app.recall',
      login: 'app',
      as: 'kk-bif',
      values: {
        id: randomUUID(),
        unit_id: unit,
        review_id: ids('review.admitted'),
        finding_id: ids('finding.oldVersionTold'),
        version: 2,
        agency_id: 'kk-bif',
        kind: 'withdrawal',
        ...reached('oldVersionTold.kk-sof.1'),
        opened_by: ids('person.kk-bif'),
        opened_on: '2026-03-15',
        due_on: '2026-03-29',
      },
      not: [
        ['of another agency', { agency_id: 'kk-bk', finding_id: ids('finding.toldAgain') }],
        ['in the name of another', { opened_by: ids('person.kk-sof') }],
        ['by who reads no findings', { opened_by: ids('person.coordinator') }, 'coordinator'],
        ['of what it did not reach', reached('police.kk-bif.1')],
        ['another unit', { ...fyn, review_id: ids('review.fyn') }],
      ],
    },
  ];
}

/** With every privilege granted: a notice stays with its two agencies, and only its recipient answers, as itself. */
export const movesOfRecalls = (ids: Ids): Probe[] =>
  [
    "unit_id = 'fyn'",
    "to_agency_id = 'skat'",
    `answer = 'acknowledged', answered_at = now(), answered_by = '${ids('person.skat')}'`,
  ].map((set) => ({
    name: `kk-bif moves app.recall_notice: ${set}`,
    login: 'app',
    steps: [{ as: 'kk-bif', sql: `update app.recall_notice set ${set}`, expect: refused }],
  }));

export function recallStories(ids: Ids): Probe[] {
  const notice = (name: string) => `recall_id = '${ids(`recall.${name}`)}'`;
  const answers = (as: string, name: string, expect: number | string) => ({
    as,
    sql: `update app.recall_notice set answer = 'acknowledged', answered_at = now(), answered_by = '${ids(`person.${as}`)}' where ${notice(name)}`,
    expect,
  });
  const overdue = (as: string, is: number | null) => ({
    as,
    sql: `select app.agencies_overdue_with_recalls('2026-05-01')`,
    expect: { is },
  });
  return [
    story('the giver sees a recall, where it got to and the notice; the recipient the notice alone', [
      look('kk-sof', 'app.recall', `id = '${ids('recall.withdrawn')}'`, 1),
      look('kk-sof', 'app.recall_reach', `${notice('withdrawn')} and kind = 'disclosure'`, 1),
      look('kk-bif', 'app.recall', `id = '${ids('recall.withdrawn')}'`, 0),
      look('kk-bif', 'app.recall_reach', notice('withdrawn'), 0),
      look('kk-bif', 'app.recall_notice', notice('withdrawn'), 1),
      look('kk-bk', 'app.recall_notice', notice('withdrawn'), 0),
      look('chair', 'app.recall_notice', notice('withdrawn'), 0),
      look('coordinator', 'app.recall_notice', notice('withdrawn'), 0),
    ]),
    story('a second recall overtakes the notice that nobody had answered', [
      look('kk-bif', 'app.recall_notice', `${notice('overtaken')} and superseded_at is not null`, 1),
      look('kk-bif', 'app.recall_notice', `${notice('again')} and superseded_at is null`, 1),
      answers('kk-bif', 'overtaken', 0),
      answers('kk-bif', 'again', 1),
      answers('kk-bif', 'again', 0),
    ]),
    story('the giver does not answer, and nor does anybody else', [
      answers('kk-sof', 'withdrawn', 0),
      answers('kk-bk', 'withdrawn', 0),
      answers('coordinator', 'withdrawn', 0),
    ]),
    story('the chair learns how many are late, of the own unit', [
      overdue('chair', 2),
      overdue('fyn-chair', 1),
      overdue('kk-bif', null),
      overdue('coordinator', null),
    ]),
    story('nobody says what the follow-up of another rests on', [
      { as: 'kk-bif', sql: `select app.rest_follow_up_on('${ids('action.tax')}', null)`, expect: refused },
    ]),
  ];
}
