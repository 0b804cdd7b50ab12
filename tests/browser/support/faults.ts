import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What is wrong with the page as it is shown: what axe finds, what does not fit, words that stick together. */
export async function faultsOf(page: Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${where}: ${id} at ${String(node.target)}: ${node.failureSummary ?? ''}`),
  );
  const { wide, words, headings } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    words: document.body.innerText,
    headings: document.querySelectorAll('h1').length,
  }));
  if (wide > 0) faults.push(`${where}: ${wide} px wider than the screen`);
  if (headings !== 1) faults.push(`${where}: ${headings} first headings`);
  const glued = /[a-zæøå0-9][:,;.!?][A-ZÆØÅ][a-zæøå]+|undefined|\[object|NaN/.exec(words);
  if (glued) faults.push(`${where}: "${words.slice(Math.max(0, glued.index - 30), glued.index + 40)}"`);
  return faults;
}
