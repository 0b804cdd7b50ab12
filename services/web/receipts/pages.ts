import type { Form, Page } from '../page.ts';
import { receiptKeysPage } from './keys.ts';
import { receiptFilePage, receiptPage } from './receipt.ts';
import { receiptsFile, receiptsPage } from './register.ts';

/** The register of receipts, its file, one receipt, and the keys. */
export const receiptPages: readonly (Page | Form)[] = [
  receiptsPage,
  receiptsFile,
  receiptPage,
  receiptFilePage,
  receiptKeysPage,
];
