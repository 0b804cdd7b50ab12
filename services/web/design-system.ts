import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of a package, whether or not its `exports` show it. */
function folderOf(entry: string, name: string): string {
  const path = fileURLToPath(import.meta.resolve(entry));
  return path.slice(0, path.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length);
}

/** A file of Det Fælles Designsystem. */
export const dkfds = (path: string): string => join(folderOf('dkfds', 'dkfds'), 'dist', path);
export const own = (path: string): string => join(dirname(fileURLToPath(import.meta.url)), path);
