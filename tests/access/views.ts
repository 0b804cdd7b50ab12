import { z } from 'zod';
import type { Principal } from './principal.ts';
import { isShut, knowsReview, readsFinding, textFor, today } from './api-oracle.ts';
import type { ApiWorld } from './api-world.ts';

const withId = z.looseObject({ id: z.string() });
const list = z.object({ items: z.array(withId) });
const askedPart = z.object({ agencyId: z.string(), dueOn: z.string(), answered: z.boolean() });
const dossierParts = z.looseObject({
  findings: z.array(withId),
  followUps: z.array(withId),
  asked: z.array(askedPart),
  id: z.string(),
});
const agendaParts = z.object({
  items: z.array(
    z.looseObject({ reviewId: z.string(), readiness: z.object({ agencies: z.array(askedPart) }) }),
  ),
});
const queueParts = z.object({
  toAnswer: z.array(z.object({ review: withId })),
  toDecide: z.array(withId),
});
const lookUpParts = z.object({ reviews: z.array(withId) });
const figureParts = z.object({ figures: z.object({ reviews: z.number() }) });

const sorted = (ids: Iterable<string>) => JSON.stringify([...ids].toSorted());
const idsOf = (things: readonly { id: string }[]) => sorted(things.map(({ id }) => id));

/**
 * Where two views of the same thing disagree for one person: the lists, the dossiers, the single things, the agendas, the
 * queue, the look-up and the figures must all tell of the same reviews, findings and follow-ups, and of those the oracle allows.
 */
export async function disagreements(api: ApiWorld, p: Principal): Promise<string[]> {
  const last = { answer: '' };
  const send: ApiWorld['send'] = async (who, method, path, sent) => {
    const reply = await api.send(who, method, path, sent);
    last.answer = `${method} ${path}: ${reply.status} ${reply.text.slice(0, 200)}`;
    return reply;
  };
  // An answer that is not of the shape it should be is a disagreement too.
  return compared({ ...api, send }, p).catch((error: unknown) => [
    `${p.name}: ${last.answer}: ${String(error).replaceAll(/\s+/g, ' ').slice(0, 200)}`,
  ]);
}

async function compared(api: ApiWorld, p: Principal): Promise<string[]> {
  const { facts, send } = api;
  const found: string[] = [];
  const differ = (what: string, one: string, other: string) => {
    if (one !== other) found.push(`${p.name}: ${what}: ${one} and ${other}`);
  };
  const get = async (path: string) => send(p, 'GET', path);
  const may = (...roles: string[]) => roles.some((role) => p.roles.includes(role));
  const listed = list.parse((await get('/v1/case-reviews?limit=100')).json).items;
  const known = new Set(listed.map(({ id }) => id));
  const own = facts.reviews.filter((review) => knowsReview(p, review));
  differ('the list and the oracle', sorted(known), idsOf(own));

  const followUps: string[] = [];
  const dossiers = new Map<string, z.infer<typeof dossierParts>>();
  for (const review of facts.reviews) {
    const path = `/v1/case-reviews/${review.id}`;
    const answer = await get(path);
    const shut = isShut(p, review);
    const there = shut ? 403 : 200;
    differ(
      `list and dossier of ${review.name}`,
      String(known.has(review.id) ? there : 404),
      String(answer.status),
    );
    const inList = listed.find(({ id }) => id === review.id);
    if (shut && inList) {
      differ(
        `name of ${review.name}, which a colleague has`,
        JSON.stringify([inList['name'], inList['cprMasked']]),
        '[null,null]',
      );
      followUps.push(...facts.actions.filter((one) => one.review === review.name).map(({ id }) => id));
    }
    if (answer.status !== 200) continue;
    const dossier = dossierParts.parse(answer.json);
    for (const [field, value] of Object.entries(inList ?? {}))
      differ(`${field} of ${review.name}`, JSON.stringify(value), JSON.stringify(dossier[field]));
    dossiers.set(review.id, dossier);
    followUps.push(...dossier.followUps.map(({ id }) => id));
    const findings = facts.findings.filter((one) => one.review === review.name);
    const readable = findings.filter((one) => readsFinding(p, one));
    differ(`findings in the dossier of ${review.name}`, idsOf(dossier.findings), idsOf(readable));
    if (!may('liaison', 'chair', 'approver')) continue;
    const items = list.parse((await get(`${path}/findings`)).json).items;
    differ(`findings of ${review.name}`, JSON.stringify(items), JSON.stringify(dossier.findings));
    for (const finding of findings) {
      const single = await get(`/v1/findings/${finding.id}`);
      const item = items.find(({ id }) => id === finding.id);
      differ(`list and finding ${finding.name}`, String(item !== undefined), String(single.status === 200));
      if (!item) continue;
      differ(`text of ${finding.name}`, JSON.stringify(item['text']), JSON.stringify(textFor(p, finding)));
      const { versions: _versions, ...same } = z.looseObject({ versions: z.unknown() }).parse(single.json);
      differ(`finding ${finding.name}`, JSON.stringify(item), JSON.stringify(same));
    }
  }

  if (may('liaison', 'chair', 'coordinator')) {
    const items = list.parse((await get('/v1/follow-ups?limit=100')).json).items;
    differ('follow-ups in the list and the dossiers', idsOf(items), sorted(followUps));
    for (const action of facts.actions) {
      const { status } = await get(`/v1/follow-ups/${action.id}`);
      differ(`follow-up ${action.name}`, String(status === 200), String(followUps.includes(action.id)));
    }
    for (const review of facts.reviews) {
      const body = { cpr: review.cpr, reason: 'follow_up' };
      const { reviews } = lookUpParts.parse((await send(p, 'POST', '/v1/citizen-lookups', { body })).json);
      differ(`look-up of ${review.name}`, idsOf(reviews), sorted(known.has(review.id) ? [review.id] : []));
    }
  }

  const chair = api.principals.find((one) => one.unit === p.unit && one.roles.includes('chair'));
  for (const meeting of facts.meetings.filter(({ unit }) => unit === p.unit)) {
    const path = `/v1/meetings/${meeting.id}/agenda`;
    const whole = agendaParts.parse((await send(chair ?? p, 'GET', path)).json).items;
    const mine = agendaParts.parse((await get(path)).json).items;
    const expected = whole.filter(({ reviewId }) => known.has(reviewId));
    differ(
      `agenda of ${meeting.name}`,
      JSON.stringify(mine.map(({ reviewId }) => reviewId)),
      JSON.stringify(expected.map(({ reviewId }) => reviewId)),
    );
    for (const item of mine) {
      const dossier = dossiers.get(item.reviewId);
      if (own.some((review) => review.id === item.reviewId && isShut(p, review))) {
        differ(`agenda of ${meeting.name}`, JSON.stringify([item['name'], item['cprMasked']]), '[null,null]');
        continue;
      }
      const open = dossier?.followUps.filter(({ status }) => status === 'in_progress').length;
      differ(
        `the agenda of ${meeting.name} and the dossiers`,
        JSON.stringify([item.name, item.cprMasked, item.readiness.agencies, item.openFollowUps]),
        JSON.stringify([
          dossier?.name,
          dossier?.cprMasked,
          dossier?.asked,
          may('liaison', 'chair', 'coordinator') ? open : null,
        ]),
      );
    }
  }

  const queue = queueParts.parse((await get('/v1/me/queue')).json);
  const waiting = own.filter(
    ({ state, asked, answered }) =>
      state === 'admitted' && asked.includes(p.agency) && !answered.includes(p.agency),
  );
  differ('queue and oracle', idsOf(queue.toAnswer.map(({ review }) => review)), idsOf(waiting));
  const awaiting = list.parse((await get('/v1/case-reviews?awaiting=my_agency')).json).items;
  differ('queue and list', idsOf(awaiting), idsOf(waiting));
  const toDecide = may('chair') ? own.filter(({ state }) => state === 'nominated') : [];
  differ('nominations', idsOf(queue.toDecide), idsOf(toDecide));

  if (may('chair', 'coordinator')) {
    const half = `${today.slice(0, 4)}-H${Number(today.slice(5, 7)) <= 6 ? 1 : 2}`;
    const { figures } = figureParts.parse((await get(`/v1/figures?period=${half}`)).json);
    const concluded = own.filter(({ state }) => state === 'concluded').length;
    differ('figures and list', String(figures.reviews), String(concluded));
  }
  return found;
}
