import { randomUUID } from 'node:crypto';
import type { Purpose, ReviewOutcome, ReviewState } from '#platform/codes.ts';
import { makeVault } from '#platform/vault.ts';
import type { World } from './world.ts';

export type ReviewWish = {
  id?: string;
  unitId?: string;
  /** By default admitted; a concluded one gets an outcome and a day. */
  state?: ReviewState;
  /** The agency that nominates; by default kk-bk. */
  nominatedBy?: string;
  nominatedOn?: string;
  /** The agencies that have been asked; with the nominator they see the review. */
  agencies?: readonly string[];
  /** Those of `agencies` that have answered. */
  answered?: readonly string[];
  name?: string;
  /** Ten digits, the day 61 to 91; by default one that nobody else has. */
  cpr?: string;
  municipality?: string;
  ground?: string;
  purpose?: Purpose;
  outcome?: ReviewOutcome;
  reviewedOn?: string;
  reference?: string | null;
  expiresOn?: string;
};

let made = 0;
const two = (number: number) => String(number).padStart(2, '0');

/** A number that nobody can have (day of birth + 60), another one each time. */
export function aReplacementNumber(): string {
  made += 1;
  const [day, month, year] = [61 + (made % 28), 1 + (made % 12), 50 + (made % 50)];
  return `${two(day)}${two(month)}${two(year)}${String(made % 4000).padStart(4, '0')}`;
}

/** The vault of a world: seals and opens what the service seals and opens. */
const vaultOf = (world: Pick<World, 'keys'>) => makeVault(world.keys);

/**
 * A case review put straight into the database, sealed with the world's own keys so that the service can read it. For
 * tests of what comes after a nomination; tests of nominating go through the API.
 */
export async function aCaseReview(world: World, wish: ReviewWish = {}) {
  const vault = vaultOf(world);
  const { superuser } = world;
  const {
    state = 'admitted',
    unitId = 'koebenhavn',
    nominatedBy = 'kk-bk',
    nominatedOn = '2026-01-05',
  } = wish;
  const { agencies = [], answered = [], name = 'Prøve Eksempelsen', municipality = '0101' } = wish;
  const id = wish.id ?? randomUUID();
  const cpr = wish.cpr ?? aReplacementNumber();
  const index = vault.index(cpr);
  const known = await superuser.query('select citizen_id from app.citizen_number where blind_index = $1', [
    index.value,
  ]);
  const citizenId: string = known.rows[0]?.citizen_id ?? randomUUID();
  if (known.rowCount === 0) {
    const numberId = randomUUID();
    await superuser.query('insert into app.citizen (id) values ($1)', [citizenId]);
    await superuser.query(
      'insert into app.citizen_number (id, citizen_id, cpr_ct, blind_index, index_key_id) values ($1, $2, $3, $4, $5)',
      [numberId, citizenId, vault.seal(cpr, 'citizen_number.cpr_ct', numberId), index.value, index.keyId],
    );
  }
  const concluded = state === 'concluded';
  const admitted = concluded || state === 'admitted';
  const reference = wish.reference === undefined ? `P-${id.slice(0, 8)}` : wish.reference;
  const reviewedOn = concluded ? (wish.reviewedOn ?? nominatedOn) : null;
  await superuser.query(
    `insert into app.case_review (id, unit_id, reference, citizen_id, name_ct, municipality_code, state, nominating_agency_id,
       nominated_on, ground_ct, purpose, expires_on, admitted_on, reviewed_on, outcome, concluded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14::date)`,
    [
      id,
      unitId,
      admitted ? reference : null,
      citizenId,
      vault.seal(name, 'case_review.name_ct', id),
      municipality,
      state,
      nominatedBy,
      nominatedOn,
      vault.seal(wish.ground ?? 'Indkomst uden kendt kilde.', 'case_review.ground_ct', id),
      wish.purpose ?? 'benefit_control',
      wish.expiresOn ?? '2999-12-31',
      admitted ? nominatedOn : null,
      reviewedOn,
      concluded ? (wish.outcome ?? 'follow_up') : null,
    ],
  );
  await superuser.query(
    `insert into app.review_agency (review_id, unit_id, agency_id, asked_on, due_on)
     select $1, $2, a, $3::date, $3::date + 14 from unnest($4::text[]) a`,
    [id, unitId, nominatedOn, [...agencies]],
  );
  await superuser.query(
    'update app.review_agency set answered_on = asked_on where review_id = $1 and agency_id = any($2)',
    [id, [...answered]],
  );
  return { id, citizenId, cpr, name, reference };
}
