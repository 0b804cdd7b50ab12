import { admit, askMore, conclude, decline, reply, withdraw } from './case-reviews/deed-forms.ts';
import { dropFilter, keepFilter, listPage } from './case-reviews/list.ts';
import { lookUp, lookUpPage } from './case-reviews/look-up.ts';
import { lookUpFirst, nominate, nominatePage } from './case-reviews/nominate.ts';
import { reviewPage } from './case-reviews/review.ts';
import { unmask } from './case-reviews/unmask.ts';
import type { Form, Page } from './page.ts';
import { chooseSeat, seatPage } from './seat.ts';
import { startPage } from './start/start.ts';

/** The table of contents of the browser door: every page, and every form on it. */
export const pages: readonly (Page | Form)[] = [
  // the start page, and where one acts
  startPage,
  seatPage,
  chooseSeat,
  // case reviews: the list, nominating, one review and what is done with it
  listPage,
  keepFilter,
  dropFilter,
  lookUpPage,
  lookUp,
  nominatePage,
  lookUpFirst,
  nominate,
  reviewPage,
  reply,
  admit,
  askMore,
  decline,
  withdraw,
  conclude,
  unmask,
];
