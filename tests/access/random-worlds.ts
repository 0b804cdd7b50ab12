import fc from 'fast-check';
import { needPassword } from '#platform/keys.ts';
import { loginOf } from '#platform/migrate.ts';
import { deedsIn } from './api-deeds.ts';
import { type ApiFacts, knowsReview, readsFinding, type Secret } from './api-oracle.ts';
import type { ApiWorld } from './api-world.ts';
import type { Principal } from './principal.ts';
import { asked, connect, type Session } from './sql-session.ts';
import { disagreements } from './views.ts';

const agencies = ['koebenhavns-politi', 'skat', 'kk-bif', 'kk-sof', 'kk-bk'];
const keys = ['politi', 'skat', 'bif', 'sof', 'bk'];
const agency = fc.nat(4);

/** Up to three reviews with up to five findings, told to some in full or as a fact, withdrawn, revoked, corrected; some are recused. */
const world = fc.record({
  reviews: fc.array(
    fc.record({
      by: agency,
      asked: fc.subarray(agencies),
      state: fc.constantFrom('admitted', 'admitted', 'admitted', 'nominated', 'declined', 'withdrawn'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  findings: fc.array(
    fc.record({
      on: fc.nat(2),
      by: agency,
      tell: fc.subarray(agencies),
      form: fc.constantFrom('full', 'full', 'fact_only'),
      ending: fc.constantFrom(undefined, undefined, 'withdrawn', 'revoked', 'corrected'),
    }),
    { maxLength: 5 },
  ),
  recused: fc.array(fc.record({ on: fc.nat(2), who: agency }), { maxLength: 2 }),
  lapsed: fc.subarray(agencies, { maxLength: 1 }),
  readers: fc.uniqueArray(agency, { minLength: 1, maxLength: 2 }),
});
type World = typeof world extends fc.Arbitrary<infer Made> ? Made : never;

/** Makes such a world through the API, in a database without other cases; what it holds is in `facts`. */
async function build(api: ApiWorld, wish: World): Promise<ApiFacts> {
  const facts: ApiFacts = { ...api.facts };
  for (const name of ['reviews', 'findings', 'disclosures', 'actions', 'items', 'meetings'] as const)
    facts[name] = [];
  const secrets: Secret[] = [];
  const { aReview, aFinding } = deedsIn(api.done, { principals: api.principals, facts, secrets });
  for (const [index, { by, asked: ask, state }] of wish.reviews.entries()) {
    const admitted = state === 'admitted' ? { ask: ask.filter((one) => one !== agencies[by]) } : {};
    const end = state === 'declined' || state === 'withdrawn' ? { end: state } : {};
    await aReview(`review ${index}`, `${keys[by]}-liaison`, { ...admitted, ...end } as const);
  }
  for (const [index, { on, by, tell, form, ending }] of wish.findings.entries()) {
    const review = facts.reviews[on];
    const party = (one: string | undefined) =>
      one !== undefined && (review?.nominator === one || review?.asked.includes(one));
    if (!review || review.state !== 'admitted' || !party(agencies[by])) continue;
    await aFinding(`finding ${index}`, `${keys[by]}-liaison`, review, {
      tell: tell.filter((one) => one !== agencies[by] && party(one)),
      basis: by === 0 ? 'RPL115-1-1' : 'DBL6-GDPR6E',
      form,
      ...(ending ? { ending } : {}),
    });
  }
  for (const { on, who } of wish.recused) {
    const [review, p] = [
      facts.reviews[on],
      api.principals.find(({ name }) => name === `${keys[who]}-liaison`),
    ];
    if (review && p && knowsReview(p, review)) await api.exclude(p, review);
  }
  for (const review of facts.reviews) review.lapsed = wish.lapsed;
  await setAgreements(api, wish.lapsed);
  return facts;
}

/** Every agency takes part on an agreement in force, but for those whose agreement has lapsed. */
async function setAgreements(api: ApiWorld, lapsed: readonly string[]): Promise<void> {
  const client = await api.world.superuser.connect();
  await client.query('set session_replication_role = replica');
  await client.query(
    `update app.participation_agreement set valid_from = '2020-01-01',
       valid_to = case when agency_id = any ($1) then '2020-12-31'::date else '2999-12-31'::date end`,
    [lapsed],
  );
  await client.query('reset session_replication_role');
  client.release();
}

/** What the registers of receipts lack: a hand-over without its receipt, or a number that nothing has. */
async function receiptsLack(api: ApiWorld): Promise<string[]> {
  const { rows } = await api.world.superuser.query<{ what: string }>(
    `select 'no receipt for ' || d.id as what from app.disclosure d where d.disclosed_by is not null
       and not exists (select from app.receipt_entry e where e.disclosure_id = d.id and e.kind = 'issued')
     union all select 'a gap in the register of ' || agency_id from app.receipt_entry
       group by unit_id, agency_id having count(*) <> max(number)`,
  );
  return rows.map(({ what }) => what);
}

/** What one person reads straight in SQL, against the facts. */
async function sqlDisagrees(
  session: Session,
  api: ApiWorld,
  facts: ApiFacts,
  p: Principal,
): Promise<string[]> {
  const known = { unit: p.unit, agency: p.agency, person: p.personId, roles: p.roles, system: null };
  const texts = ['app.case_review', 'app.finding'].map((table) => `select id from ${table}`);
  const outcomes = await asked(session, known, api.world.keys.callerSigning, texts);
  const sorted = (ids: readonly unknown[]) => ids.map(String).toSorted().join();
  return outcomes.flatMap((outcome, index) => {
    const seen = outcome.status === 'fulfilled' ? outcome.value.rows.map(({ id }) => id) : ['failed'];
    const all =
      index === 0
        ? facts.reviews.filter((one) => knowsReview(p, one))
        : facts.findings.filter((one) => readsFinding(p, one));
    const expected = sorted(all.map(({ id }) => id));
    return sorted(seen) === expected ? [] : [`${p.name}: ${texts[index]}: ${sorted(seen)} and ${expected}`];
  });
}

/** Runs random worlds; what disagrees in the smallest of those that do, with the seed that made it. */
export async function judgeRandomWorlds(api: ApiWorld, { runs, seed }: { runs: number; seed: number }) {
  const password = needPassword(api.world.keys, 'app');
  const session = await connect(api.world.url, { user: loginOf('app', password), password });
  let views = 0;
  const agree = fc.asyncProperty(world, async (wish) => {
    await api.forgetCases();
    await setAgreements(api, []);
    const facts = await build(api, wish);
    const readers = api.principals.filter(
      ({ name }) =>
        name === 'politi-chair' || wish.readers.some((index) => name === `${keys[index]}-liaison`),
    );
    const lacking = await receiptsLack(api);
    if (lacking.length > 0) throw new Error(lacking.join('\n'));
    for (const p of readers) {
      views += 1;
      const found = [
        ...(await disagreements({ ...api, facts }, p)),
        ...(await sqlDisagrees(session, api, facts, p)),
      ];
      if (found.length > 0) throw new Error(found.join('\n'));
    }
  });
  const result = await fc.check(agree, {
    seed,
    numRuns: runs,
    endOnFailure: process.env['UNTIL_RED'] === 'yes' || runs < 50,
  });
  await session.client.end();
  const deviations = result.failed
    ? [`seed ${seed}, world ${JSON.stringify(result.counterexample?.[0])}: ${String(result.errorInstance)}`]
    : [];
  return { worlds: result.numRuns, views, deviations };
}
