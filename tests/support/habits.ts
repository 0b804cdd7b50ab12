/** What a source text must not say, and why. The patterns are written so that they do not match themselves. */
const habits: { pattern: RegExp; rule: string }[] = [
  {
    pattern: /\b(oxlint|eslint)[-](disable|enable)/,
    rule: 'a finding of the linter is mended, not silenced',
  },
  { pattern: /@ts-[ine](gnore|ocheck|xpect-error)\b/, rule: 'a type error is mended, not silenced' },
  { pattern: /prettier[-]ignore\b/, rule: 'the formatter has the last word' },
  {
    pattern: /\bas\s+(unknown|any|never)\s+as\b/,
    rule: 'a double cast hides a wrong type: parse or narrow instead',
  },
  { pattern: /\b(it|test|describe)\.(skip|only|todo)\b/, rule: 'a test runs, or is not there' },
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b[:( ]/, rule: 'finish it, or file it' },
];

/** The lines of one file that break a habit: `path:line: rule`. */
export function brokenHabits(path: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      habits.filter(({ pattern }) => pattern.test(line)).map(({ rule }) => `${path}:${index + 1}: ${rule}`),
    );
}
