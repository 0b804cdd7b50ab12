import type { Agenda, Item } from './words.ts';

/**
 * The case in focus: the one asked for; after `after` the next undecided one, from there round to the beginning; else the
 * first undecided one, else the first. Undefined when there are no cases.
 */
export function focusOf(
  items: readonly Item[],
  { item, after }: { item?: string | undefined; after?: string | undefined },
): Item | undefined {
  const asked = items.find(({ id }) => id === item);
  if (asked) return asked;
  const start = items.findIndex(({ id }) => id === after) + 1;
  const round = [...items.slice(start), ...items.slice(0, start)];
  return round.find(({ outcome }) => outcome === null) ?? items[start - 1] ?? items[0];
}

export const undecidedOf = ({ items }: Pick<Agenda, 'items'>): Item[] =>
  items.filter(({ outcome }) => outcome === null);
