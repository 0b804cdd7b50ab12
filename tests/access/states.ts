import { type ApiFacts, type Finding, isParty, isShut, type Review } from './api-oracle.ts';
import type { Cell } from './probe.ts';
import type { Principal } from './principal.ts';

/** How a case or a finding may stand to who asks; the agency counts, not the role. */
export const states = [
  'own, alone',
  'own, undisclosed',
  'own, disclosed',
  'disclosed to me',
  'disclosed to others',
  'fact only',
  'withdrawn',
  'expired',
  'excluded',
  'no need to know',
  'other unit',
  'missing',
] as const;
export type State = (typeof states)[number];

/** What an id of the world belongs to. `review` is absent for what belongs to a unit as a whole. */
type Target = { unit: string; review?: Review | undefined; finding?: Finding | undefined };
export type Targets = ReadonlyMap<string, Target>;

/** Every id of the world, whatever kind of thing has it: a thing names its review or its finding by name, or neither. */
export function targetsOf(facts: ApiFacts): Targets {
  const reviews = new Map(facts.reviews.map((review) => [review.name, review]));
  const findings = new Map(facts.findings.map((finding) => [finding.name, finding]));
  const targets = new Map<string, Target>();
  for (const things of Object.values(facts))
    for (const thing of things) {
      if (!('unit' in thing)) continue;
      const finding = 'finding' in thing ? findings.get(thing.finding) : undefined;
      const review = 'review' in thing ? reviews.get(thing.review) : undefined;
      targets.set(thing.id, { unit: thing.unit, finding, review: review ?? finding?.on });
    }
  for (const review of facts.reviews) targets.set(review.id, { unit: review.unit, review });
  for (const finding of facts.findings)
    targets.set(finding.id, { unit: finding.unit, finding, review: finding.on });
  return targets;
}

/** The state of what a request asks about, for who sends it; null where it asks about no case. */
function stateOf(p: Principal, cell: Cell, targets: Targets): State | null {
  const asked = JSON.stringify([cell.params, cell.query, cell.body]);
  if (cell.relation.startsWith('missing')) return 'missing';
  const known = (asked.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []).flatMap((id) => targets.get(id) ?? []);
  const [target] = [...known.filter(({ finding }) => finding), ...known];
  if (!target) return null;
  if (target.unit !== p.unit) return 'other unit';
  const { review, finding } = target;
  if (!review) return null;
  if (review.excluded.includes(p.name)) return 'excluded';
  if (isParty(p, review) && isShut(p, review)) return 'no need to know';
  return finding ? stateOfFinding(p, finding) : stateOfReview(p, review);
}

function stateOfFinding(p: Principal, finding: Finding): State {
  const { agency, withdrawn, told, factOnly, revoked, on } = finding;
  if (agency === p.agency) {
    if (withdrawn) return 'withdrawn';
    if (told.length > 0) return 'own, disclosed';
    return isAlone(on) ? 'own, alone' : 'own, undisclosed';
  }
  if (revoked.includes(p.agency)) return 'expired';
  if (!told.some(([to]) => to === p.agency)) return 'disclosed to others';
  if (withdrawn) return 'withdrawn';
  return factOnly.includes(p.agency) ? 'fact only' : 'disclosed to me';
}

function stateOfReview(p: Principal, review: Review): State {
  if (!isParty(p, review)) return 'disclosed to others';
  if (review.state === 'withdrawn') return 'withdrawn';
  if (review.state === 'lapsed') return 'expired';
  if (review.nominator !== p.agency) return 'disclosed to me';
  return isAlone(review) ? 'own, alone' : 'own, undisclosed';
}
const isAlone = (review: Review) => review.asked.every((agency) => agency === review.nominator);

/**
 * The requests that try one state: of what has it for who asks; where nothing has, of what has it for `reference`; and where an
 * address is of no case, the address itself: what it answers is searched for what that state may not tell.
 */
export function requestsFor(
  state: State,
  {
    p,
    reference,
    cells,
    targets,
  }: { p: Principal; reference: Principal; cells: readonly Cell[]; targets: Targets },
): readonly Cell[] {
  const of = (who: Principal) => cells.filter((cell) => stateOf(who, cell, targets) === state);
  const own = of(p);
  if (own.length > 0) return own;
  const others = of(reference);
  if (others.length > 0) return others;
  const general = cells.filter((cell) => stateOf(p, cell, targets) === null);
  return general.length > 0 ? general : cells.filter(({ relation }) => relation.startsWith('missing'));
}
