import type { Form, Page } from '../page.ts';
import { declareRecusal, exclude, exclusionPage, exclusionsPage, lift, recusalPage } from './exclusion.ts';
import { markOpening, openCase, openingPage, openingsPage } from './opening.ts';
import { endCase, giveCase, takeCase } from './assign-forms.ts';

/** Who of an agency opens a case, and who is shut out of it. */
export const needToKnowPages: readonly (Page | Form)[] = [
  takeCase,
  giveCase,
  endCase,
  openingPage,
  openCase,
  openingsPage,
  markOpening,
  recusalPage,
  declareRecusal,
  exclusionPage,
  exclude,
  exclusionsPage,
  lift,
];
