import type { Form, Page } from '../page.ts';
import { commitImport, discardImport, importPage, refusedRowsFile } from './import-page.ts';
import { importsPage } from './imports-page.ts';
import { sendRegister } from './send.ts';

/** Reading in a unit's register: sending it, looking it through, its result. */
export const registerPages: readonly (Page | Form)[] = [
  importsPage,
  sendRegister,
  importPage,
  commitImport,
  discardImport,
  refusedRowsFile,
];
