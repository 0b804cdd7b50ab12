import type { World } from '../support/world.ts';
import type { deedsIn } from './api-deeds.ts';
import type { ApiWorld } from './api-world.ts';

const ring = [
  { key: 'politi', agency: 'koebenhavns-politi', basis: 'RPL115-1-1', type: 'security_assessment' },
  { key: 'skat', agency: 'skat', basis: 'DBL6-GDPR6E', type: 'special_control' },
  { key: 'bif', agency: 'kk-bif', basis: 'DBL6-GDPR6E', type: 'sanction' },
  { key: 'sof', agency: 'kk-sof', basis: 'DBL6-GDPR6E', type: 'exit_referral' },
  { key: 'bk', agency: 'kk-bk', basis: 'DBL6-GDPR6E', type: 'benefit_stop' },
] as const;
const next = (index: number) => ring[(index + 1) % ring.length] ?? ring[0];

type Deeds = ReturnType<typeof deedsIn>;

/** For each agency of København a case in every state that it can stand in: own, told, told others, taken back, over. */
export async function everyStanding({ aReview, aFinding, anAction }: Deeds, world: World): Promise<void> {
  for (const [index, own] of ring.entries()) {
    const [other, third] = [next(index), next(index + 1)];
    const mine = `${own.key}-liaison`;
    const theirs = `${other.key}-liaison`;
    const { basis } = other;
    const alone = await aReview(`alone of ${own.key}`, mine, { ask: [] });
    await aFinding(`alone of ${own.key}`, mine, alone, { basis: own.basis });
    const shared = await aReview(`shared of ${own.key}`, mine, { ask: [other.agency, third.agency] });
    await aFinding(`kept by ${own.key}`, mine, shared, { basis: own.basis });
    await aFinding(`given by ${own.key}`, mine, shared, { tell: [other.agency], basis: own.basis });
    await aFinding(`given to ${own.key}`, theirs, shared, { tell: [own.agency], basis });
    await aFinding(`given past ${own.key}`, theirs, shared, { tell: [third.agency], basis });
    await aFinding(`fact to ${own.key}`, theirs, shared, { tell: [own.agency], basis, form: 'fact_only' });
    await aFinding(`withdrawn from ${own.key}`, theirs, shared, {
      tell: [own.agency],
      basis,
      ending: 'withdrawn',
    });
    await aFinding(`taken back from ${own.key}`, theirs, shared, {
      tell: [own.agency],
      basis,
      ending: 'revoked',
    });
    await anAction(shared, own.agency, own.type, 'politi-chair', mine);
    await aReview(`withdrawn by ${own.key}`, mine, { end: 'withdrawn' });
    const lapsed = await aReview(`lapsed of ${own.key}`, mine);
    lapsed.state = 'lapsed';
    await world.superuser.query("update app.case_review set state = 'lapsed' where id = $1", [lapsed.id]);
  }
}

/** A case that everybody who may work on it is excluded from, and one that only a colleague of each agency has. */
export async function closedCases({ aReview, aFinding }: Deeds, api: ApiWorld): Promise<void> {
  const everyAgency = ring.map(({ agency }) => agency);
  for (const who of ['liaison', 'colleague']) {
    const review = await aReview(`case of every ${who}`, `bif-${who}`, { ask: everyAgency });
    for (const [index, { key, basis }] of ring.entries())
      await aFinding(`finding of ${key}-${who}`, `${key}-${who}`, review, {
        tell: [next(index).agency],
        basis,
      });
  }
  const [excluded] = api.facts.reviews.filter(({ name }) => name === 'case of every liaison');
  for (const p of api.principals)
    if (excluded && p.unit === 'koebenhavn' && p.barred === null && !p.name.endsWith('-colleague'))
      await api.exclude(p, excluded);
}
