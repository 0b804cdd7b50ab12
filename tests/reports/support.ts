import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '#platform/database.ts';
import { need, needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { importRegister } from '#register/import-register.ts';
import { openRegister } from '#register/read-register.ts';
import { rowKeys } from '#register/row-keys.ts';
import type { Figures } from '#reports/contract.ts';
import type { World } from '../support/world.ts';

const exampleFolder = join(import.meta.dirname, '../register/examples/register-2016-2017');

/** A database that logs in as one of the service's own roles. */
export function openAs(world: Pick<World, 'url' | 'keys'>, role: 'register' | 'reporter') {
  const password = needPassword(world.keys, role);
  return openDatabase({
    url: world.url,
    user: loginOf(role, password),
    password,
    signingKey: need(world.keys, 'callerSigning'),
    connections: 2,
  });
}

/** Imports the example register into København, as the unit would. */
export async function importExample(world: World): Promise<void> {
  const database = openAs(world, 'register');
  try {
    await importRegister({
      database,
      keys: rowKeys(world.keys),
      unitId: 'koebenhavn',
      requestId: randomUUID(),
      dryRun: false,
      register: await openRegister(exampleFolder),
    });
  } finally {
    await database.close();
  }
}

export type ActionWish = {
  agency: string;
  ownerKind: string;
  type: string;
  /** Øre, so that nothing is lost: claimed, decided, collected, stopped per month. */
  amounts: readonly [number | null, number | null, number | null, number | null];
};
export type ReviewWish = {
  unit: string;
  /** One of a few citizens. */
  citizen: number;
  municipality: string;
  state: 'concluded' | 'admitted' | 'withdrawn';
  /** The day of the meeting. */
  day: string;
  findings: readonly { agency: string; withdrawn: boolean; shared: boolean }[];
  actions: readonly ActionWish[];
};

const citizenOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Puts reviews with what belongs to them into the database, in place of what was there. */
export async function putReviews({ superuser }: World, wishes: readonly ReviewWish[]): Promise<void> {
  const reviews = wishes.map((wish) => ({ ...wish, id: randomUUID(), citizen_id: citizenOf(wish.citizen) }));
  const findings = reviews.flatMap(({ id, unit, day, findings: all }) =>
    all.map((finding) => ({ ...finding, review_id: id, unit, day })),
  );
  const actions = reviews.flatMap(({ id, unit, day, actions: all }) =>
    all.map(({ amounts, ...action }) => {
      const [claimed, decided, collected, stopped] = amounts.map((ore) =>
        ore === null ? null : kroner(ore),
      );
      return { ...action, id: randomUUID(), review_id: id, unit, day, claimed, decided, collected, stopped };
    }),
  );
  // What is append-only is emptied as well: these are other cases.
  const client = await superuser.connect();
  await client.query('set session_replication_role = replica');
  await client.query('truncate app.citizen, app.case_review, app.meeting cascade');
  await client.query('reset session_replication_role');
  client.release();
  await superuser.query(
    `insert into app.citizen (id) select distinct citizen_id from jsonb_to_recordset($1) as r(citizen_id uuid)`,
    [JSON.stringify(reviews)],
  );
  await superuser.query(
    `insert into app.case_review (id, unit_id, citizen_id, name_ct, municipality_code, state, nominating_agency_id, nominated_on,
       ground_ct, purpose, expires_on, reviewed_on, outcome)
     select id, unit, citizen_id, '', municipality, state, 'skat', day, '', 'benefit_control', day + 90, day,
       case when state = 'concluded' then 'follow_up' end
     from jsonb_to_recordset($1) as r(id uuid, unit text, citizen_id uuid, municipality text, state text, day date)`,
    [JSON.stringify(reviews)],
  );
  await superuser.query(
    `insert into app.finding (review_id, unit_id, agency_id, noted_on, withdrawn_at, visible_to)
     select review_id, unit, agency, day, case when withdrawn then now() end,
       array[unit || '/' || agency] || case when shared then array[unit || '/kk-bk'] else '{}' end
     from jsonb_to_recordset($1) as r(review_id uuid, unit text, agency text, day date, withdrawn boolean, shared boolean)`,
    [JSON.stringify(findings)],
  );
  await superuser.query(
    `with given as (
       select * from jsonb_to_recordset($1) as r(id uuid, review_id uuid, unit text, agency text, "ownerKind" text, type text,
         day date, claimed text, decided text, collected text, stopped text)
     ), action as (
       insert into app.follow_up_action (id, review_id, unit_id, agency_id, owner_kind, type, started_on)
       select id, review_id, unit, agency, "ownerKind", type, day + 200 from given
     )
     insert into app.follow_up_detail (action_id, unit_id, agency_id, claimed_dkk, decided_dkk, collected_dkk, stopped_per_month_dkk)
     select id, unit, agency, claimed::numeric, decided::numeric, collected::numeric, stopped::numeric from given`,
    [JSON.stringify(actions)],
  );
}

/** Øre as kroner with a decimal point, exactly. */
function kroner(ore: number): string {
  return `${Math.trunc(ore / 100)}.${String(ore % 100).padStart(2, '0')}`;
}

const agencyNames: Record<string, string> = {
  'koebenhavns-politi': 'Københavns Politi',
  skat: 'SKAT',
  'kk-bif': 'BIF',
  'kk-sof': 'SOF',
  'kk-bk': 'Betaling og Kontrol',
};
const typeNames: Record<string, string> = {
  special_control: 'Særlig kontrol',
  distraint: 'Udlæg',
  benefit_stop: 'Standsning af ydelse',
  sanction: 'Sanktion',
};
const municipalityNames: Record<string, string> = { '0101': 'København', '0147': 'Frederiksberg' };

/** The figures of one unit between two days, counted by hand. */
export function countedByHand(
  all: readonly ReviewWish[],
  unit: string,
  from: string,
  until: string,
): Figures {
  const reviews = all.filter(
    (review) =>
      review.unit === unit && review.state === 'concluded' && from <= review.day && review.day < until,
  );
  const findings = reviews.flatMap(({ day, findings: each }) =>
    each.filter(({ withdrawn, shared }) => !withdrawn && (shared || day < '2026-07-01')),
  );
  const actions = reviews.flatMap((review) => review.actions);
  const followed = reviews.filter((review) => review.actions.length > 0).length;
  const sum = (index: 0 | 1 | 2 | 3) =>
    Number(kroner(actions.reduce((total, { amounts }) => total + (amounts[index] ?? 0), 0)));
  const count = (names: (string | undefined)[]) =>
    Object.fromEntries(
      Object.entries(Object.groupBy(names, (name) => name ?? '')).map(([name, each]) => [
        name,
        each?.length ?? 0,
      ]),
    );
  return {
    reviews: reviews.length,
    citizens: new Set(reviews.map(({ citizen }) => citizen)).size,
    meetings: new Set(reviews.map(({ day }) => day)).size,
    reviews_with_follow_up: followed,
    follow_up_share: reviews.length === 0 ? null : Number((followed / reviews.length + 1e-12).toFixed(4)),
    findings: findings.length,
    findings_by_agency: count(findings.map(({ agency }) => agencyNames[agency])),
    follow_ups: actions.length,
    follow_ups_by_agency: count(actions.map(({ agency }) => agencyNames[agency])),
    follow_ups_by_type: count(actions.map(({ type }) => typeNames[type])),
    reviews_by_municipality: count(reviews.map(({ municipality }) => municipalityNames[municipality])),
    special_control: actions.filter(({ type }) => type === 'special_control').length,
    claimed_dkk: sum(0),
    decided_dkk: sum(1),
    collected_dkk: sum(2),
    stopped_per_month_dkk: sum(3),
    ...(until > '2026-07-01' ? { emergency_accesses: 0 } : {}),
  };
}
