import type { Form, Page } from '../page.ts';
import { disclosePersonForm, registerPersonForm, removePersonForm, revokePersonForm } from './forms.ts';
import { thirdPersonsPage } from './page.ts';

/** Third persons on one review. */
export const thirdPersonPages: readonly (Page | Form)[] = [
  thirdPersonsPage,
  registerPersonForm,
  disclosePersonForm,
  revokePersonForm,
  removePersonForm,
];
