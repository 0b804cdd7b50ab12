import { proposalsPage } from './list.ts';
import { proposalPage, refuseForm, releaseForm, withdrawForm } from './proposal.ts';

/** Proposals that wait for an approver. */
export const proposalPages = [proposalsPage, proposalPage, releaseForm, refuseForm, withdrawForm];
