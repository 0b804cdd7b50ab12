import type { Probe } from './probe.ts';
import { assessmentProbes } from './probes-assessments.ts';
import { agreementProbes } from './probes-agreements.ts';
import { baseProbes } from './probes-base.ts';
import { caseProbes } from './probes-cases.ts';
import { decisionProbes } from './probes-decisions.ts';
import { meetingProbes } from './probes-meetings.ts';
import { needToKnowProbes } from './probes-need-to-know.ts';
import { attachmentProbes } from './probes-attachments.ts';
import { receiptProbes } from './probes-receipts.ts';
import { recallProbes } from './probes-recalls.ts';
import { requestProbes } from './probes-requests.ts';
import { registerProbes } from './probes-register.ts';

/** One row for each endpoint of services/api/endpoints.ts; an endpoint without a row fails the build. */
export const probes: Readonly<Record<string, Probe>> = {
  ...baseProbes,
  ...caseProbes,
  ...assessmentProbes,
  ...meetingProbes,
  ...registerProbes,
  ...requestProbes,
  ...needToKnowProbes,
  ...recallProbes,
  ...receiptProbes,
  ...attachmentProbes,
  ...decisionProbes,
  ...agreementProbes,
};
