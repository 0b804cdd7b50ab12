const quietMs = 2_000;
const betweenMs = 3_000;

/** Says on `output` how far a long import has come: nothing in the first seconds, then a line every few. */
export function progressOn(
  output: { write(text: string): unknown },
  now: () => number = () => performance.now(),
): (progress: { file: string; line: number }) => void {
  const begun = now();
  let next = begun + quietMs;
  return ({ file, line }) => {
    const at = now();
    if (at < next) return;
    next = at + betweenMs;
    const seconds = Math.round((at - begun) / 1_000);
    output.write(`${file}: linje / line ${line.toLocaleString('da-DK')} (${seconds} s)\n`);
  };
}
