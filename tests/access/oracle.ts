/**
 * Who may see and change which row, said a second time and in other words than the policies say it: from the facts
 * (who nominated, who was asked, what was disclosed and not revoked), never from `visible_to`, and without a line of
 * services/. The matrix compares what PostgreSQL answers with what stands here.
 */
import {
  type Holds,
  type Login,
  anybody,
  same,
  inOwnUnit,
  bySystemOfUnit,
  ofRegister,
  byOverseer,
  byOwner,
  forFigures,
  byHimself,
  inOwnSeat,
  knowsReview,
  knowsItsReview,
  knowsAReviewOf,
  disclosedTo,
  readsFindings,
  isWithdrawn,
  giver,
  byAdministrator,
  seesPerson,
  olderThan,
} from './oracle-facts.ts';
import { agreementRules } from './oracle-agreements.ts';
import { assessmentRules } from './oracle-assessments.ts';
import { needToKnowRules } from './oracle-need-to-know.ts';
import { attachmentRules } from './oracle-attachments.ts';
import { receiptRowRules } from './oracle-receipts.ts';
import { recallRules } from './oracle-recalls.ts';
import { requestRules } from './oracle-requests.ts';
import { decidesOnBasis, decisionRules } from './oracle-decisions.ts';
import { registerRules } from './oracle-register.ts';

type RowRule = {
  /** A question that policies ask with the rights of whoever asks: what it answers is judged by the rows behind it. */
  readonly view?: true;
  /** Logins whose policy covers every command; privileges and probes say the rest. */
  readonly owns?: readonly Login[];
  /** Columns that name a row; `by` for a login that may not read them. */
  readonly key: string;
  readonly by?: Partial<Record<Login, string>>;
  readonly select?: Partial<Record<Login, Holds>>;
  /** A change that reads nothing (`set`), and the rows it reaches. */
  readonly set?: Partial<Record<Login, string>>;
  readonly update?: Partial<Record<Login, Holds>>;
  readonly delete?: Partial<Record<Login, Holds>>;
};

const reference = (key: string): RowRule => ({
  key,
  select: { app: anybody, register: anybody, reporter: anybody, scheduler: anybody },
});

export const rowRules: Readonly<Record<string, RowRule>> = {
  'app.caller_key': { key: 'id' },
  'app.unit': reference('id'),
  'app.municipality': reference('code'),
  'app.authority': reference('id'),
  'app.agency': reference('id'),
  'app.agency_name': reference("agency_id || '/' || name || '/' || valid_from"),
  'app.unit_agency': reference("unit_id || '/' || agency_id"),
  'app.follow_up_type': reference('code'),
  'app.identity_issuer': { key: 'issuer', select: { app: anybody } },
  // Five functions are the only way to it.
  'app.web_session': { key: 'id_hash' },
  'app.person': {
    key: 'id',
    select: { app: seesPerson },
    set: { app: "title = 'x'" },
    update: { app: byAdministrator },
  },
  'app.role_assignment': {
    key: 'id',
    select: { app: (row, caller, facts) => inOwnUnit(row, caller, facts) || byHimself(row, caller, facts) },
    set: { app: 'revoked_at = now()' },
    update: {
      app: (row, caller, facts) => inOwnUnit(row, caller, facts) && byAdministrator(row, caller, facts),
    },
  },
  'app.legal_basis': {
    key: 'id',
    select: { app: inOwnUnit, register: bySystemOfUnit },
    set: { app: "valid_to = '2999-01-01'" },
    update: { app: decidesOnBasis },
  },
  'app.citizen': { key: 'id', select: { app: knowsAReviewOf('id') } },
  'app.citizen_number': { key: 'id', select: { app: knowsAReviewOf('citizen_id') } },
  'app.case_review': {
    key: 'id',
    select: {
      app: knowsReview,
      register: bySystemOfUnit,
      reporter: forFigures,
      scheduler: bySystemOfUnit,
    },
    set: { app: "state = 'withdrawn', outcome = null", scheduler: "state = 'lapsed'" },
    update: {
      app: (row, caller, facts) =>
        byOverseer(row, caller, facts) ||
        (same(row['unit_id'], caller.unit) &&
          same(row['nominating_agency_id'], caller.agency) &&
          (row['state'] === 'nominated' || row['state'] === 'admitted')),
      scheduler: (row, caller, facts) => bySystemOfUnit(row, caller, facts) && row['state'] === 'nominated',
    },
  },
  'app.review_agency': {
    key: "review_id || '/' || agency_id",
    select: { app: knowsItsReview, scheduler: bySystemOfUnit },
  },
  'app.reply': {
    key: "review_id || '/' || agency_id",
    select: { app: byOwner },
    set: { app: 'version = 77' },
    update: { app: byOwner },
  },
  'app.finding': {
    key: 'id',
    by: { register: "review_id || '/' || encode(source_hash, 'hex')" },
    select: {
      app: (row, caller, facts) =>
        readsFindings(caller) && (byOwner(row, caller, facts) || disclosedTo(caller, facts, row['id'])),
      register: ofRegister,
      reporter: forFigures,
    },
    set: { app: 'withdrawal_reason_ct = null' },
    update: { app: byOwner },
  },
  'app.finding_version': {
    key: "finding_id || '/' || version",
    select: {
      // The text of a withdrawn finding is its agency's alone again.
      app: (row, caller, facts) =>
        readsFindings(caller) &&
        (byOwner(row, caller, facts) ||
          (disclosedTo(caller, facts, row['finding_id'], row['version']) &&
            !isWithdrawn(facts, row['finding_id']))),
    },
  },
  'app.disclosure': {
    key: 'id',
    select: {
      app: (row, caller, facts) =>
        readsFindings(caller) &&
        (giver(row, caller, facts) ||
          (same(row['unit_id'], caller.unit) &&
            same(row['to_agency_id'], caller.agency) &&
            row['revoked_at'] === null)),
    },
    set: { app: 'revocation_reason_ct = null' },
    update: { app: giver },
  },
  'app.meeting_series': {
    key: 'id',
    select: { app: inOwnUnit, scheduler: bySystemOfUnit },
    set: { app: 'version = 77', scheduler: "planned_until = '2030-01-01'" },
    update: { app: byOverseer, scheduler: bySystemOfUnit },
  },
  'app.meeting': {
    key: 'id',
    select: { app: inOwnUnit, register: bySystemOfUnit, reporter: forFigures, scheduler: bySystemOfUnit },
    set: { app: 'version = 77' },
    update: { app: byOverseer },
  },
  'app.agenda': {
    key: "meeting_id || '/' || revision",
    select: { app: inOwnUnit, scheduler: bySystemOfUnit },
    set: { app: 'settled_at = null' },
    update: { app: byOverseer },
  },
  'app.agenda_absence': {
    key: "meeting_id || '/' || revision",
    select: { app: byOverseer },
  },
  'app.agenda_item': {
    key: 'id',
    select: { app: knowsItsReview, scheduler: bySystemOfUnit },
    set: { app: 'version = 77' },
    update: { app: byOverseer },
  },
  'app.follow_up_action': {
    key: 'id',
    by: { register: "review_id || '/' || encode(source_hash, 'hex')" },
    select: {
      app: knowsItsReview,
      register: ofRegister,
      reporter: forFigures,
      scheduler: bySystemOfUnit,
    },
    set: { app: 'version = 77' },
    update: { app: byOwner },
  },
  'app.follow_up_detail': {
    key: 'action_id',
    select: { app: byOwner, reporter: forFigures },
    set: { app: 'journal_ref = null' },
    update: { app: byOwner },
  },
  'app.report': { key: 'id', select: { app: forFigures, reporter: forFigures, scheduler: forFigures } },
  'app.job': {
    key: "job_key || '/' || unit_id",
    owns: ['scheduler'],
    select: { scheduler: anybody },
    set: { scheduler: "catch_up = 'run_all'" },
    update: { scheduler: anybody },
  },
  'app.job_run': {
    key: "job_key || '/' || unit_id || '/' || at",
    owns: ['scheduler'],
    select: { scheduler: anybody },
    set: { scheduler: 'attempts = 77' },
    update: { scheduler: anybody },
  },
  'app.idempotency_key': {
    key: "person_id || '/' || key",
    owns: ['app', 'reporter'],
    select: { app: byHimself, reporter: byHimself },
    delete: { scheduler: olderThan('created_at', 7) },
  },
  'app.citizen_lookup': {
    key: 'id',
    owns: ['app'],
    select: { app: byHimself },
    delete: { scheduler: olderThan('at', 1) },
  },
  'app.saved_filter': {
    key: 'id',
    select: { app: inOwnSeat },
    delete: { app: inOwnSeat },
  },
  ...registerRules,
  ...decisionRules,
  ...assessmentRules,
  ...needToKnowRules,
  ...requestRules,
  ...recallRules,
  ...attachmentRules,
  ...receiptRowRules,
  ...agreementRules,
  'audit.event': {
    key: 'id',
    select: {
      app: (row, caller) =>
        same(row['agency_id'], caller.agency) &&
        row['unit_id'] === caller.unit &&
        caller.roles.includes('auditor'),
    },
  },
};
