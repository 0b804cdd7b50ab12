import { randomUUID } from 'node:crypto';
import { withDeployer } from '#deploy/prepare-database.ts';
import { loadStartingCatalogue } from '#legal-bases/load-catalogue.ts';
import { aWorld } from '../support/world.ts';
import { fill } from './api-fill.ts';
import type { ApiFacts, Review, Secret } from './api-oracle.ts';
import { principalsOf } from './api-people.ts';
import type { Principal } from './principal.ts';
import { doer, sender } from './api-send.ts';

export type ApiWorld = Awaited<ReturnType<typeof aBareWorld>>;

/** Everybody who asks, and nothing yet to ask about. */
async function aBareWorld(options: Parameters<typeof aWorld>[0]) {
  const world = await aWorld(options);
  const principals = await principalsOf(world);
  await withDeployer(world.url, (deployer) => loadStartingCatalogue(deployer, 'fyn', 'approved'));
  const send = sender(world);
  const facts: ApiFacts = {
    reviews: [],
    findings: [],
    disclosures: [],
    actions: [],
    items: [],
    meetings: [],
    series: [],
    reports: [],
    bases: [],
    roles: [],
    filters: [],
    imports: [],
    requests: [],
    things: [],
  };
  const roles = await world.superuser.query('select id, person_id from app.role_assignment');
  for (const { id, person_id } of roles.rows) facts.roles.push({ id: String(id), person: String(person_id) });
  const secrets: Secret[] = [];

  /** Somebody declares to be disqualified: from then on the review is not there for them. */
  async function exclude(p: Principal, review: Review): Promise<void> {
    await world.superuser.query(
      `insert into app.review_exclusion (id, review_id, unit_id, agency_id, person_id, kind, set_by, set_at)
       values ($1, $2, $3, $4, $5, 'recusal', $5, now())`,
      [randomUUID(), review.id, p.unit, p.agency, p.personId],
    );
    review.excluded.push(p.name);
    review.assigned = review.assigned.filter(({ name }) => name !== p.name);
  }

  /** The agency gives the case to somebody. */
  async function assign(p: Principal, review: Review): Promise<void> {
    await world.superuser.query(
      `insert into app.review_access (review_id, unit_id, agency_id, person_id, kind, given_by)
       values ($1, $2, $3, $4, 'assigned', $4)`,
      [review.id, p.unit, p.agency, p.personId],
    );
    review.assigned.push({ name: p.name, agency: p.agency });
  }

  /** Takes all cases away: a world for the next ones, with the same people. */
  async function forgetCases(): Promise<void> {
    const client = await world.superuser.connect();
    await client.query('set session_replication_role = replica');
    await client.query('truncate app.citizen, app.case_review, app.meeting, app.citizen_lookup cascade');
    await client.query('reset session_replication_role');
    client.release();
  }

  return {
    world,
    principals,
    secrets,
    facts,
    send,
    done: doer(send, principals),
    exclude,
    assign,
    forgetCases,
    close: world.close,
  };
}

/** The people of two units; with everything in it unless it is `bare`. */
export async function anApiWorld({
  standings = false,
  bare = false,
  ...options
}: Parameters<typeof aWorld>[0] & {
  /** For each agency a case in every state. */
  standings?: boolean;
  bare?: boolean;
} = {}): Promise<ApiWorld> {
  const api = await aBareWorld(options);
  if (!bare) await fill(api, standings);
  return api;
}
