import type pg from 'pg';

/** Units of growing size beside København: so many concluded reviews in 2025-H1, and as many open ones. */
export const sizes = [
  { unitId: 'fyn', reviews: 1_000 },
  { unitId: 'nordjylland', reviews: 10_000 },
  { unitId: 'oestjylland', reviews: 100_000 },
] as const;

/** Three findings and one action for each concluded review. Triggers and references are left out: only the amount matters here. */
export async function seedUnits(superuser: pg.Pool): Promise<void> {
  const client = await superuser.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const { unitId, reviews } of sizes) {
      for (const state of ['concluded', 'admitted']) {
        await client.query(
          `insert into app.case_review (unit_id, citizen_id, name_ct, municipality_code, state, nominating_agency_id, nominated_on, ground_ct,
             purpose, expires_on, admitted_on, reviewed_on, outcome, agencies, visible_to)
           select $1, gen_random_uuid(), decode(repeat('ab', 50), 'hex'), (select code from app.municipality where unit_id = $1 limit 1), $2, 'skat',
             date '2024-09-01' + n % 300, decode(repeat('ab', 90), 'hex'), 'benefit_control', '2030-01-01', '2025-01-01',
             case when $2 = 'concluded' then date '2025-01-01' + n % 181 end, case when $2 = 'concluded' then case n % 5 when 0 then 'no_follow_up' else 'follow_up' end end,
             array['skat', $1 || '-politi'], array[$1 || '/skat', $1 || '/' || $1 || '-politi']
           from generate_series(1, $3::int) n`,
          [unitId, state, reviews],
        );
      }
      await client.query(
        `insert into app.finding (review_id, unit_id, agency_id, noted_on, visible_to)
         select id, unit_id, 'skat', reviewed_on, array[unit_id || '/skat'] from app.case_review, generate_series(1, 3) where unit_id = $1 and state = 'concluded'`,
        [unitId],
      );
      await client.query(
        `with made as (insert into app.follow_up_action (review_id, unit_id, agency_id, owner_kind, type, status, started_on, closed_on)
           select id, unit_id, 'skat', 'tax', 'distraint', 'completed', reviewed_on, reviewed_on from app.case_review
           where unit_id = $1 and outcome = 'follow_up' returning id, unit_id, agency_id)
         insert into app.follow_up_detail (action_id, unit_id, agency_id, claimed_dkk) select id, unit_id, agency_id, 1234.50 from made`,
        [unitId],
      );
      await client.query(
        `insert into app.meeting (unit_id, held_on, starts_at, capacity) values ($1, current_date + 3, now() + interval '3 days', 20)`,
        [unitId],
      );
    }
    await client.query('set session_replication_role = origin');
    await client.query('vacuum analyze');
  } finally {
    client.release();
  }
}
