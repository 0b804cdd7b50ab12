import { parse } from 'node-html-parser';
import { pages } from '#web/pages.ts';

/** The patterns of all pages, as `/case-reviews/:reviewId`. */
export const patterns: readonly string[] = pages.flatMap((one) => (one.kind === 'page' ? [one.path] : []));

const matchers = patterns.map((pattern) => ({
  pattern,
  // Fixed steps before open ones, as the router chooses.
  rank: pattern.split('/').filter((step) => step.startsWith(':')).length,
  matches: new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`),
}));

/** The page that an address belongs to, if it is one. */
function patternOf(address: string): string | undefined {
  const path = address.split(/[?#]/)[0] ?? '';
  return matchers.filter(({ matches }) => matches.test(path)).toSorted((a, b) => a.rank - b.rank)[0]?.pattern;
}

type Got = { status: number; type: string; text: string };
/** `text` is empty for what is a file and no page. */
export type Found = { address: string; pattern: string; status: number; text: string };

/** Follows the links from the first addresses: at most `each` of every page that is found, and what they answered. */
export async function crawl(
  get: (address: string) => Promise<Got>,
  { each = 1, first = ['/'] }: { each?: number; first?: readonly string[] } = {},
): Promise<Found[]> {
  const waiting = [...first];
  const found: Found[] = [];
  const asked = new Set<string>();
  const counts = new Map<string, number>();
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const pattern = patternOf(address);
    if (pattern === undefined || asked.has(address) || (counts.get(pattern) ?? 0) >= each) continue;
    asked.add(address);
    const answer = await get(address);
    const { status } = answer;
    const text = answer.type.includes('text/html') ? answer.text : '';
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
    found.push({ address, pattern, status, text });
    for (const link of parse(text).querySelectorAll('a[href^="/"]'))
      waiting.push((link.getAttribute('href') ?? '').replace(/#.*$/, ''));
  }
  return found;
}
