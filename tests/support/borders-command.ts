import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { breaches, readModules } from './borders.ts';

// A check that reads nothing finds nothing: fewer modules or imports than this means that it is looking past the code.
const least = { modules: 60, imports: 200 };

const modules = readModules(join(import.meta.dirname, '../..'));
const imports = modules.reduce((sum, module) => sum + module.imports.length, 0);
const found = breaches(modules, Object.keys(manifest.devDependencies));
for (const line of found) console.error(line);
if (modules.length < least.modules || imports < least.imports)
  console.error(
    `Only ${modules.length} modules and ${imports} imports were read; that cannot be all of services/.`,
  );
else if (found.length === 0) console.log(`Borders kept: ${modules.length} modules, ${imports} imports.`);
else console.error(`${found.length} imports cross a border (services/README.md).`);
process.exitCode = found.length > 0 || modules.length < least.modules || imports < least.imports ? 1 : 0;
