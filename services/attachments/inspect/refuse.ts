import { Refusal } from '#platform/errors.ts';
import { attachmentRules } from '../rules.ts';

export type Reason = 'type' | 'damaged' | 'active' | 'tooLarge';

/** Refuses the file unless it holds. */
export function must(holds: boolean, otherwise: Reason): asserts holds {
  if (!holds) throw new Refusal(attachmentRules[otherwise]);
}

/** Pictures above this are refused: to show one, a program makes room for all its points. */
const mostPixels = 40_000_000;

export const mustFit = (width: number, height: number): void => {
  must(width > 0 && height > 0, 'damaged');
  must(width * height <= mostPixels, 'tooLarge');
};
