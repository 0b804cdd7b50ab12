import { relative } from 'node:path';
import type { Plugin } from 'vitest/config';

/** One piece of a module, and what stands there instead while a run is sabotaged. */
export type SourceChange = { file: string; from: string; to: string };

/** Changes a module as it is loaded into the test's process; the file stays as it is. A piece that is not there ends the run. */
export function sabotagePlugin({ file, from, to }: SourceChange, root: string): Plugin {
  return {
    name: 'sabotage',
    enforce: 'pre',
    transform(code, id) {
      if (relative(root, id.replace(/\?.*$/, '')) !== file) return null;
      if (!code.includes(from)) throw new Error(`the sabotage does not fit ${file} any more`);
      return code.replace(from, () => to);
    },
  };
}
