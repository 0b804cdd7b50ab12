import { assessmentPages } from './assessments/pages.ts';
import { agreementPages } from './agreements/pages.ts';
import { trailPage } from './audit/trail.ts';
import { admit, askMore, conclude, decline, reply, withdraw } from './case-reviews/deed-forms.ts';
import { dropFilter, keepFilter, listPage } from './case-reviews/list.ts';
import { lookUp, lookUpPage } from './case-reviews/look-up.ts';
import { lookUpFirst, nominate, nominatePage } from './case-reviews/nominate.ts';
import { reviewPage } from './case-reviews/review.ts';
import { unmask } from './case-reviews/unmask.ts';
import { decisionPage } from './decisions/decision-page.ts';
import { emergencyPages } from './emergency/pages.ts';
import { peoplePages } from './identity/pages.ts';
import { legalBasisPages } from './legal-bases/pages.ts';
import type { Form, Page } from './page.ts';
import { findingPages } from './findings/pages.ts';
import { assignPage, assignToReview } from './follow-ups/assign.ts';
import { followUpPage } from './follow-ups/follow-up.ts';
import { followUpsPage } from './follow-ups/list.ts';
import { reportOnFollowUp } from './follow-ups/report.ts';
import { meetingPages } from './meetings/pages.ts';
import { needToKnowPages } from './need-to-know/pages.ts';
import { recallPages } from './recalls/pages.ts';
import { receiptPages } from './receipts/pages.ts';
import { proposalPages } from './release-proposals/pages.ts';
import { figuresPage } from './reports/figures.ts';
import { makeReport, reportsPage } from './reports/list.ts';
import { reportFile, reportPage } from './reports/report.ts';
import { registerPages } from './register/pages.ts';
import { requestPages } from './requests/pages.ts';
import { chooseSeat, seatPage } from './seat.ts';
import { thirdPersonPages } from './third-persons/pages.ts';
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
  // who opens a case, and who is shut out of it
  ...needToKnowPages,
  // findings: attaching, disclosing, correcting and taking back
  ...findingPages,
  // the register of receipts
  ...receiptPages,
  // recalled findings: what was told to whom, and their answers
  ...recallPages,
  // requests for information between two agencies
  ...requestPages,
  // what only the police say, and third persons
  ...assessmentPages,
  ...thirdPersonPages,
  // proposals that wait for an approver, emergency access, agreements
  ...proposalPages,
  ...emergencyPages,
  ...agreementPages,
  // follow-ups
  followUpsPage,
  followUpPage,
  reportOnFollowUp,
  assignPage,
  assignToReview,
  // reports and figures
  reportsPage,
  makeReport,
  reportPage,
  reportFile,
  figuresPage,
  // reading in a register
  ...registerPages,
  // the trail, people, legal bases
  trailPage,
  ...peoplePages,
  ...legalBasisPages,
  decisionPage,
  // meetings: planning, agendas, running one
  ...meetingPages,
];
