import { hintsIn, hintTexts, type TextHint } from './text-scan.ts';

/** A hint on one free text, by JSON Pointer. What was found is never repeated. */
export type TextWarning = { code: TextHint; pointer: string; da: string; en: string };

/** Hints on free texts: numbers, names of others, special categories of data, children. They refuse nothing. */
export const textWarningsOn = (texts: Readonly<Record<string, string | undefined>>): TextWarning[] =>
  Object.entries(texts).flatMap(([pointer, text]) =>
    hintsIn(text ?? '').map((code) => ({ code, pointer, ...hintTexts[code] })),
  );
