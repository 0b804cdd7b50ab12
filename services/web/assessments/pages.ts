import type { Form, Page } from '../page.ts';
import { stateForm } from './affiliation.ts';
import { assessmentsPage } from './page.ts';
import { assessForm, endForm, tellForm } from './security.ts';

/** What the police state and assess, on one review. */
export const assessmentPages: readonly (Page | Form)[] = [
  assessmentsPage,
  stateForm,
  assessForm,
  tellForm,
  endForm,
];
