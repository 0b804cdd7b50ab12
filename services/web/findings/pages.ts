import type { Form, Page } from '../page.ts';
import { attachForm, attachPage } from './attach/attach.ts';
import {
  attachmentFile,
  attachmentForm,
  attachmentsPage,
  removeForm,
} from '../attachments/attachments-page.ts';
import { correctForm, correctPage } from './change/correct.ts';
import { revokeForm, revokePage } from './change/revoke.ts';
import { withdrawForm, withdrawPage } from './change/withdraw.ts';
import { discloseForm, disclosePage } from './disclose/disclose.ts';
import { findingPage } from './finding-page.ts';

/** Attaching a finding, giving it to others, and taking it back. */
export const findingPages: readonly (Page | Form)[] = [
  attachPage,
  attachForm,
  findingPage,
  disclosePage,
  discloseForm,
  revokePage,
  revokeForm,
  correctPage,
  correctForm,
  withdrawPage,
  withdrawForm,
  attachmentsPage,
  attachmentForm,
  removeForm,
  attachmentFile,
];
