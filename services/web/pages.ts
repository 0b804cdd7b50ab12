import type { Form, Page } from './page.ts';
import { chooseSeat, seatPage } from './seat.ts';
import { startPage } from './start/start.ts';

/** The table of contents of the browser door: every page, and every form on it. */
export const pages: readonly (Page | Form)[] = [
  // the start page, and where one acts
  startPage,
  seatPage,
  chooseSeat,
];
