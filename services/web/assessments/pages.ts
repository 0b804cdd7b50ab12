import type { Form, Page } from '../page.ts';
import { assessForm, endForm, stateForm, tellForm } from './forms.ts';
import { assessmentsPage } from './page.ts';

/** What the police state and assess, on one review. */
export const assessmentPages: readonly (Page | Form)[] = [
  assessmentsPage,
  stateForm,
  assessForm,
  tellForm,
  endForm,
];
