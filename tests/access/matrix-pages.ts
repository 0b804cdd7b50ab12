import { pages } from '#web/pages.ts';
import type { Principal } from './principal.ts';
import { knowsReview, readsFinding } from './api-oracle.ts';
import type { ApiWorld } from './api-world.ts';
import { leaksIn } from './canaries.ts';
import { each } from './matrix-ask.ts';
import type { Part } from './matrix-row.ts';
import { type Choice, isOver, mayDo } from './matrix-routes.ts';
import { type Cell, isShutBehind, missingId } from './probe.ts';
import { probes } from './probes.ts';
import { requestsFor, targetsOf } from './states.ts';

type Open = { path: string; needs: string };
const open: readonly Open[] = pages.flatMap((one) =>
  one.kind === 'page' ? [{ path: one.path, needs: one.needs.id }] : [],
);

const blank = ['askForEmergencyAccess', 'openReview', 'recuse', 'excludePerson'];

/** What an address may be about, by the name of its open step; what is not named here is asked for what is not there. */
function candidates({ facts }: ApiWorld, param: string): Cell[] {
  const known: Record<string, readonly { id: string; name: string }[]> = {
    reviewId: facts.reviews,
    findingId: facts.findings,
    disclosureId: facts.disclosures,
    actionId: facts.actions,
    meetingId: facts.meetings,
    reportId: facts.reports,
    legalBasisId: facts.bases,
    importId: facts.imports,
    requestId: facts.requests,
  };
  const cell = (relation: string, id: string) => ({ relation, params: { [param]: id }, expect: 200 });
  return [...(known[param] ?? []).map(({ id, name }) => cell(name, id)), cell('missing', missingId)];
}

/** A session cookie as the sign-in would give it; nothing for who is not signed in. */
async function cookieOf(api: ApiWorld, p: Principal): Promise<string> {
  if (p.token === null || ['expired', 'forged'].includes(p.name)) return '';
  const issuers = await api.world.api.databases.app.issuers();
  const issuer = issuers.find((one) => one.authority_id === p.authority)?.issuer ?? '';
  const { subject, authority: authorityId } = p;
  return `session=${(await api.world.api.sessions.open({ issuer, subject, authorityId })) ?? 'none'}`;
}

/** Statuses that are right for this page: refused at the door, by the role, as what is not there; or whatever is no fault. */
function expectedOf(api: ApiWorld, p: Principal, needs: string, cell: Cell): readonly number[] | 'no fault' {
  if (p.barred !== null) return [303, 401, 403];
  if (!mayDo(p.roles, probes[needs]?.roles ?? '')) return [403];
  const missing = probes[needs]?.cells(api, p).find(({ relation }) => relation.startsWith('missing'))?.expect;
  // A page with nothing but a form says the same to everybody; and what only the police may is refused before it is looked for.
  const notThere = [404, ...(blank.includes(needs) ? [200] : []), ...(missing === 403 ? [403] : [])];
  if (cell.relation === 'missing') return notThere;
  const { reviewId, findingId } = cell.params ?? {};
  const review = api.facts.reviews.find(({ id }) => id === reviewId);
  if (review && !knowsReview(p, review)) return notThere;
  const finding = api.facts.findings.find(({ id }) => id === findingId);
  if (finding && !readsFinding(p, finding) && !isShutBehind(p, finding)) return notThere;
  return 'no fault';
}

/** Every page of every thing for everybody: nobody is shown what is not theirs, and hidden and missing look alike. */
export async function askPages(api: ApiWorld, choice: Choice): Promise<Part> {
  const part: Part = { name: 'pages', rows: [], others: [], answers: 0, deviations: [] };
  const targets = targetsOf(api.facts);
  const reference = api.principals.find(({ name }) => name === 'bif-liaison');
  const asking = open.flatMap(({ path, needs }, turn) =>
    api.principals
      .filter((p) => choice.asks(p, p.barred === null && mayDo(p.roles, probes[needs]?.roles ?? ''), turn))
      .map((p, index) => ({ path, needs, p, turn: turn + index })),
  );
  const cookies = new Map<string, Promise<string>>();
  await each(asking, async ({ path, needs, p, turn }) => {
    if (isOver(part, choice)) return;
    const cookie = await (cookies.get(p.name) ?? cookieOf(api, p));
    cookies.set(p.name, Promise.resolve(cookie));
    const [param] = path.match(/(?<=:)\w+/g) ?? [];
    const cells: Cell[] = param ? candidates(api, param) : [{ relation: 'all', expect: 200 }];
    const known = new Map<Cell, Awaited<ReturnType<typeof look>>>();
    const faces = new Set<string>();
    for (const state of choice.states(turn)) {
      const [cell] = requestsFor(state, { p, reference: reference ?? p, cells, targets });
      if (!cell) continue;
      const isNew = !known.has(cell);
      const answer = known.get(cell) ?? (await look(api, p, cookie, path, cell));
      known.set(cell, answer);
      const expected = cell.params || p.barred !== null ? expectedOf(api, p, needs, cell) : 'no fault';
      if (expected !== 'no fault' && expected.includes(404)) faces.add(answer.face);
      const right = expected === 'no fault' ? answer.status < 500 : expected.includes(answer.status);
      part.rows.push({
        route: `GET ${path} (page)`,
        principal: p.name,
        state,
        expected: expected === 'no fault' ? 'no fault' : expected.join(' or '),
        answered: String(answer.status),
        deviations: right || !isNew ? [] : [`${cell.relation}: ${answer.status}, not ${String(expected)}`],
        leaks: isNew ? answer.leaks : [],
      });
    }
    part.answers += known.size;
    const [one = '', other = ''] = faces;
    if (faces.size > 1)
      part.deviations.push(
        `GET ${path} (page) as ${p.name}: hidden and missing differ: ${difference(one, other)}`,
      );
  });
  return part;
}

/** Where two texts part, with what follows in each. */
function difference(one: string, other: string): string {
  const at = one.split('').findIndex((letter, index) => letter !== other[index]);
  return [one, other].map((text) => text.slice(Math.max(0, at - 30), at + 80)).join(' | ');
}

async function look(
  api: ApiWorld,
  p: Principal,
  cookie: string,
  path: string,
  cell: Cell,
): Promise<{ status: number; face: string; leaks: string[] }> {
  const asking = path.endsWith('/refused-rows') ? '?sheet=reviews' : '';
  const url = path.replaceAll(/:(\w+)/g, (_all, name: string) => cell.params?.[name] ?? missingId) + asking;
  const answer = await api.world.api.server.inject({
    url,
    headers: { ...(cookie === '' ? {} : { cookie }), accept: 'text/html', host: 'localhost' },
  });
  // That the answer names the id it was asked with tells nobody anything.
  const asked = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(url)?.[0] ?? url;
  const bytes = `${answer.statusMessage} ${JSON.stringify(answer.headers)} ${answer.rawPayload.toString('latin1')}`;
  const text = `${answer.body} ${bytes}`.replaceAll(asked, '');
  const leaks = leaksIn(
    { status: answer.statusCode, text, headers: {}, json: undefined },
    p,
    api.secrets,
    path,
  );
  // But for what differs by chance: the request's number, and what the browser is handed for its next form.
  const face = answer.body
    .replaceAll(asked, '')
    .replaceAll(/[0-9a-f]{32}|value="[\w.~-]{20,}"|nonce-[\w+/=-]+/g, '');
  return { status: answer.statusCode, face, leaks };
}
