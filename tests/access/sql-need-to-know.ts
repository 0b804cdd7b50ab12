import { bytea, fyn, type Insert, unit, type Values } from './sql-probe.ts';
import { bytes, type Ids, type Put } from './sql-seed.ts';

export const hours = (count: number) => ({ raw: `now() + interval '${count} hours'` });

/** Who has the admitted case at BIF, who opened it at SOF yesterday, and somebody without any role in the unit who is excluded from it. */
export async function seedNeedToKnow(put: Put, ids: Ids): Promise<void> {
  const of = (agency: string) => ({ review_id: ids('review.admitted'), unit_id: unit, agency_id: agency });
  const bif = ids('person.kk-bif');
  await put('app.review_access', {
    id: ids('access.assigned'),
    ...of('kk-bif'),
    person_id: bif,
    kind: 'assigned',
    given_by: bif,
  });
  const approver = ids('person.approver');
  await put('app.review_access', {
    id: ids('access.opened'),
    ...of('kk-sof'),
    person_id: approver,
    given_by: approver,
    kind: 'opened',
    reason_ct: bytes(),
    until: new Date(Date.now() - 3_600_000).toISOString(),
  });
  for (const agency of ['kk-bif', 'kk-sof'])
    await put('app.review_exclusion', {
      id: ids(`exclusion.${agency}`),
      ...of(agency),
      review_id: ids(agency === 'kk-bif' ? 'review.admitted' : 'review.declined'),
      person_id: ids('person.national'),
      kind: 'imposed',
      reason_ct: bytes(),
      set_by: ids('person.chair'),
    });
}

export const place = (ids: Ids, agency: string) => ({
  review_id: ids('review.admitted'),
  unit_id: unit,
  agency_id: agency,
});
export const assigned = (ids: Ids, agency: string, who: string, by = who): Values => ({
  ...place(ids, agency),
  person_id: ids(`person.${who}`),
  kind: 'assigned',
  given_by: ids(`person.${by}`),
});

export function insertsOfNeedToKnow(ids: Ids): Insert[] {
  const opening: Values = {
    ...place(ids, 'kk-sof'),
    person_id: ids('person.approver'),
    given_by: ids('person.approver'),
    kind: 'opened',
    reason_ct: bytea,
    until: hours(8),
  };
  const recusal: Values = {
    ...place(ids, 'kk-bk'),
    person_id: ids('person.kk-bk'),
    set_by: ids('person.kk-bk'),
    kind: 'recusal',
  };
  const imposed: Values = {
    ...place(ids, 'kk-sof'),
    person_id: ids('person.kk-sof'),
    set_by: ids('person.approver'),
    kind: 'imposed',
    reason_ct: bytea,
  };
  return [
    {
      table: 'app.review_access',
      login: 'app',
      as: 'kk-sof',
      values: assigned(ids, 'kk-sof', 'kk-sof'),
      not: [
        ['in the name of another', { given_by: ids('person.approver') }],
        ['for another agency', { agency_id: 'kk-bk' }],
        ['what somebody has', assigned(ids, 'kk-bif', 'everything'), 'everything'],
        ['of no part of the review', assigned(ids, 'skat', 'skat'), 'skat'],
        ['by no liaison', assigned(ids, 'kk-sof', 'approver'), 'approver'],
        ['another unit', { ...fyn, review_id: ids('review.fyn') }],
      ],
    },
    {
      table: 'app.review_access',
      login: 'app',
      as: 'approver',
      values: assigned(ids, 'kk-sof', 'kk-sof', 'approver'),
      not: [
        ['to another agency', assigned(ids, 'kk-bk', 'kk-bk', 'approver')],
        ['to somebody of another agency', { person_id: ids('person.kk-bk') }],
        ['to oneself', { person_id: ids('person.approver') }],
        ['by no approver', assigned(ids, 'kk-bif', 'kk-bif', 'coordinator'), 'coordinator'],
      ],
    },
    {
      table: 'app.review_access',
      login: 'app',
      as: 'approver',
      values: opening,
      not: [
        ['for longer', { until: hours(9) }],
        ['for another', { person_id: ids('person.kk-sof'), given_by: ids('person.kk-sof') }],
        ['in an emergency of one’s own'.replace('’', ''), { kind: 'emergency' }],
        ['of a review that is hidden', { review_id: ids('review.taxOnly') }],
        [
          'by who reads no findings',
          {
            ...place(ids, 'kk-bif'),
            person_id: ids('person.coordinator'),
            given_by: ids('person.coordinator'),
          },
          'coordinator',
        ],
      ],
    },
    {
      table: 'app.review_exclusion',
      login: 'app',
      as: 'kk-bk',
      values: recusal,
      not: [
        ['of a review that is hidden', { review_id: ids('review.taxOnly') }],
        ['for another agency', { agency_id: 'kk-sof' }],
        ['of somebody else', { person_id: ids('person.kk-sof'), set_by: ids('person.kk-sof') }],
        [
          'of somebody else, by a liaison',
          { person_id: ids('person.kk-sof'), kind: 'imposed', reason_ct: bytea },
        ],
        ['another unit', { ...fyn, review_id: ids('review.fyn') }],
      ],
    },
    {
      table: 'app.review_exclusion',
      login: 'app',
      as: 'approver',
      values: imposed,
      not: [
        ['of another agency', { ...place(ids, 'kk-bk'), person_id: ids('person.kk-bk') }],
        ['of who has no role there', { person_id: ids('person.kk-bk') }],
        ['from a review that is hidden', { review_id: ids('review.taxOnly') }],
        ['in the name of another', { set_by: ids('person.chair') }],
        ['by a coordinator', { set_by: ids('person.coordinator') }, 'coordinator'],
      ],
    },
  ];
}
