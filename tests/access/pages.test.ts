import { afterAll, beforeAll, expect, test } from 'vitest';
import { patterns } from '../support/crawl.ts';
import { type ApiWorld, anApiWorld } from './api-world.ts';
import type { Principal } from './principal.ts';
import { leaksIn } from './canaries.ts';

// The newcomer's run asks as one of each kind; `npm run test:deep` asks as everybody.
const everybody = process.env['MUTANTS'] === 'all';
const some = [
  'skat-liaison',
  'bif-liaison',
  'politi-chair',
  'bif-coordinator',
  'bif-administrator',
  'fyn-liaison',
  'bif-role-revoked',
];

let api: ApiWorld;
beforeAll(async () => {
  api = await anApiWorld({
    web: { publicUrl: () => 'http://localhost', secure: false, demoSignInPath: '/demo-idp/' },
  });
});
afterAll(() => api.close());

const nobody = '0190a5f0-0000-7000-8000-000000000000';

/** Every page of every thing in the world, and of one that is not there. */
function addresses(): string[] {
  const { reviews, findings, meetings, actions, reports, bases, imports } = api.facts;
  const ids = new Map<string, string[]>([
    [':reviewId', reviews.map(({ id }) => id)],
    [':findingId', findings.map(({ id }) => id)],
    [':meetingId', meetings.map(({ id }) => id)],
    [':actionId', actions.map(({ id }) => id)],
    [':reportId', reports.map(({ id }) => id)],
    [':legalBasisId', bases.map(({ id }) => id)],
    [':importId', imports.map(({ id }) => id)],
  ]);
  return patterns.flatMap((pattern) => {
    const [open, ...more] = pattern.match(/:\w+/g) ?? [];
    if (open === undefined || more.length > 0) return [pattern.replaceAll(/:\w+/g, nobody)];
    const known = ids.get(open) ?? [];
    return [...(everybody ? known : known.slice(0, 4)), nobody].map((id) => pattern.replace(open, id));
  });
}

async function cookieOf(principal: Principal): Promise<string> {
  const issuers = await api.world.api.databases.app.issuers();
  const issuer = issuers.find((one) => one.authority_id === principal.authority)?.issuer ?? '';
  const { subject, authority: authorityId } = principal;
  return (await api.world.api.sessions.open({ issuer, subject, authorityId })) ?? 'none';
}

test('no page tells anybody what they may not know, whatever address they try', async () => {
  const asking = api.principals.filter(
    ({ name, token }) =>
      token !== null && !['expired', 'forged'].includes(name) && (everybody || some.includes(name)),
  );
  const statuses = new Map<string, Set<number>>();
  const leaks: string[] = [];
  for (const principal of asking) {
    const cookie = `session=${await cookieOf(principal)}`;
    for (const url of addresses()) {
      const answer = await api.world.api.server.inject({
        url,
        headers: { cookie, accept: 'text/html', host: 'localhost' },
      });
      const { statusCode: status } = answer;
      // That the answer names the id it was asked with tells nobody anything.
      const asked = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(url)?.[0] ?? url;
      const text = `${answer.body} ${JSON.stringify(answer.headers)}`.replaceAll(asked, '');
      const told = leaksIn({ status, text, headers: {}, json: undefined }, principal, api.secrets);
      leaks.push(...told.map((leak) => `${principal.name} GET ${url} ${leak}`));
      const known = statuses.get(principal.name) ?? new Set();
      statuses.set(principal.name, known.add(status));
      if (status === 200 && principal.barred !== null) leaks.push(`${principal.name} GET ${url} is let in`);
    }
  }
  expect(leaks).toEqual([]);
  // Everybody who may act was shown something, and what is not there is 404 and never a fault.
  for (const { name, barred } of asking) {
    const seen = [...(statuses.get(name) ?? [])].toSorted((a, b) => a - b);
    expect([name, seen.filter((status) => status >= 500)]).toEqual([name, []]);
    expect([name, seen.includes(200)]).toEqual([name, barred === null]);
  }
}, 300_000);
