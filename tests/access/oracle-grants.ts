import type { Login } from './oracle-facts.ts';
import { agreementFunctions, agreementGrants } from './oracle-agreements.ts';
import { assessmentFunctions, assessmentGrants } from './oracle-assessments.ts';
import { needToKnowFunctions, needToKnowGrants } from './oracle-need-to-know.ts';
import { attachmentGrants } from './oracle-attachments.ts';
import { receiptFunctions, receiptGrants } from './oracle-receipts.ts';
import { recallFunctions, recallGrants } from './oracle-recalls.ts';
import { requestFunctions, requestGrants } from './oracle-requests.ts';
import { decisionFunctions, decisionGrants } from './oracle-decisions.ts';
import { registerGrants } from './oracle-register.ts';

/** Which columns a login may touch at all, whatever the row: everything else answers 42501. */
type Columns = '*' | readonly string[];
type TableGrants = {
  readonly select?: Partial<Record<Login, Columns>>;
  readonly insert?: Partial<Record<Login, Columns>>;
  readonly update?: Partial<Record<Login, Columns>>;
  readonly delete?: readonly Login[];
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const readByAll: TableGrants = { select: { app: '*', register: '*', reporter: '*', scheduler: '*' } };

const reportColumns = words(
  'id unit_id period version definition_version preliminary figures sha256 built_at',
);

export const columnGrants: Readonly<Record<string, TableGrants>> = {
  'app.caller_key': {},
  'app.unit': readByAll,
  'app.municipality': readByAll,
  'app.authority': readByAll,
  'app.agency': readByAll,
  'app.agency_name': readByAll,
  'app.unit_agency': readByAll,
  'app.follow_up_type': readByAll,
  'app.identity_issuer': { select: { app: '*' } },
  'app.web_session': {},
  'app.person': {
    select: { app: '*' },
    insert: { app: words('id issuer subject authority_id name title') },
    update: { app: words('state name title') },
  },
  'app.role_assignment': {
    select: { app: '*' },
    insert: {
      app: words('id person_id role unit_id agency_id authority_id valid_from valid_to given_by'),
    },
    update: { app: ['revoked_at'] },
  },
  'app.legal_basis': {
    select: { app: '*', register: '*' },
    insert: {
      app: words(`id unit_id code version citation law regime contributors recipients data_classes purposes subjects
        authority_id fact_only_classes
        not_for_criminal_investigation creates_duty needs_second_approver status valid_from valid_to drafted_by`),
    },
    update: { app: words('status approved_by approved_at valid_to') },
  },
  'app.citizen': { select: { app: '*' } },
  // The blind index is for the guard alone.
  'app.citizen_number': { select: { app: words('id citizen_id cpr_ct') } },
  'app.case_review': {
    select: {
      app: '*',
      register: words('id unit_id reference citizen_id state reviewed_on source source_hash'),
      reporter:
        words(`id unit_id citizen_id municipality_code state nominating_agency_id nominated_on reviewed_on
        outcome source`),
      scheduler: words('id unit_id state nominated_on admitted_on expires_on reviewed_on version'),
    },
    insert: {
      app: words(`id unit_id citizen_id name_ct municipality_code nominating_agency_id nominated_by nominated_on
        ground_ct purpose legal_basis_id expires_on`),
      register: '*',
    },
    update: {
      app: words(`state reference admitted_on decided_by decline_reason_ct reviewed_on outcome concluded_at
        concluded_by version`),
      scheduler: words('state version'),
    },
  },
  'app.review_agency': {
    select: { app: '*', scheduler: '*' },
    insert: { app: words('review_id unit_id agency_id asked_on asked_by due_on'), register: '*' },
  },
  'app.reply': {
    select: { app: '*' },
    insert: { app: words('review_id unit_id agency_id kind replied_by shown_to_others') },
    update: { app: words('kind replied_by replied_at version shown_to_others') },
  },
  'app.finding': {
    select: {
      app: '*',
      register: words('review_id unit_id source source_hash'),
      reporter: words('id review_id unit_id agency_id noted_on withdrawn_at expires_on shared source'),
    },
    insert: { app: words('id review_id unit_id agency_id noted_on'), register: '*' },
    update: { app: words('current_version withdrawn_at withdrawn_by withdrawal_reason_ct') },
  },
  'app.finding_version': {
    select: { app: '*' },
    insert: {
      app: words(`finding_id version unit_id agency_id statement_kind data_class subject legal_basis_id purpose text_ct
        necessity_ct subject_category source_reliability review_due_on source_class author reason_ct
        about_third_person_id about_review_id about_relation decision_id`),
      register: '*',
    },
  },
  'app.disclosure': {
    select: { app: '*' },
    insert: {
      app: words(`id finding_id version review_id unit_id from_agency_id to_agency_id legal_basis_id purpose necessity_ct
        declared_not_for_investigation use_restriction initiative disclosed_on disclosed_by second_approver request_id form decision_id`),
      register: '*',
    },
    update: { app: words('revoked_at revoked_by revocation_reason_ct') },
  },
  'app.meeting_series': {
    select: { app: '*', scheduler: '*' },
    insert: { app: words('id unit_id rule capacity created_by') },
    update: { app: words('rule capacity planned_until ended_on version'), scheduler: ['planned_until'] },
  },
  'app.meeting': {
    select: {
      app: '*',
      register: '*',
      reporter: words('id unit_id held_on state source'),
      scheduler: '*',
    },
    insert: {
      app: words('id unit_id series_id held_on starts_at moved_from capacity'),
      scheduler: words('id unit_id series_id held_on starts_at moved_from capacity'),
      register: '*',
    },
    update: { app: words('state held_on starts_at capacity opened_at closed_at chair version') },
  },
  'app.agenda': {
    select: { app: '*', scheduler: '*' },
    insert: {
      app: words('meeting_id unit_id revision input_sha256'),
      scheduler: words('meeting_id unit_id revision input_sha256'),
    },
    update: { app: words('state settled_by settled_at') },
  },
  'app.agenda_absence': {
    select: { app: '*' },
    insert: { app: '*', scheduler: '*' },
  },
  'app.agenda_item': {
    select: { app: '*', scheduler: '*' },
    insert: {
      app: words('id meeting_id revision unit_id review_id position reasons'),
      scheduler: words('id meeting_id revision unit_id review_id position reasons'),
    },
    update: { app: words('outcome outcome_at outcome_by version') },
  },
  'app.follow_up_action': {
    select: {
      app: '*',
      register: words('review_id unit_id source source_hash'),
      reporter:
        words(`id review_id unit_id agency_id owner_kind type status started_on due_on closed_on open_reason
        source`),
      scheduler: words('id review_id unit_id agency_id status due_on'),
    },
    insert: {
      app: words(
        'id review_id unit_id agency_id owner_kind type started_on due_on agenda_item_id created_by',
      ),
      register: '*',
    },
    update: { app: words('status due_on closed_on open_reason version') },
  },
  'app.follow_up_detail': {
    select: {
      app: '*',
      reporter: words(
        'action_id unit_id agency_id claimed_dkk decided_dkk collected_dkk stopped_per_month_dkk',
      ),
    },
    insert: {
      app: words(`action_id unit_id agency_id claimed_dkk decided_dkk collected_dkk stopped_per_month_dkk note_ct
        journal_ref`),
      register: '*',
    },
    update: {
      app: words('claimed_dkk decided_dkk collected_dkk stopped_per_month_dkk note_ct journal_ref'),
    },
  },
  'app.report': {
    // Who built a report is for the unit, not for those who count.
    select: { app: '*', reporter: reportColumns, scheduler: reportColumns },
    insert: {
      reporter: words('id unit_id period version definition_version preliminary figures sha256 built_by'),
    },
  },
  'app.job': { select: { scheduler: '*' }, insert: { scheduler: '*' }, update: { scheduler: '*' } },
  'app.job_run': { select: { scheduler: '*' }, insert: { scheduler: '*' }, update: { scheduler: '*' } },
  'app.idempotency_key': {
    select: { app: '*', reporter: '*' },
    insert: { app: '*', reporter: '*' },
    delete: ['scheduler'],
  },
  'app.citizen_lookup': { select: { app: '*' }, insert: { app: ['person_id'] }, delete: ['scheduler'] },
  'app.saved_filter': {
    select: { app: '*' },
    insert: { app: words('person_id unit_id agency_id name filter') },
    delete: ['app'],
  },
  ...registerGrants,
  ...decisionGrants,
  ...assessmentGrants,
  ...needToKnowGrants,
  ...requestGrants,
  ...recallGrants,
  ...receiptGrants,
  ...attachmentGrants,
  ...agreementGrants,
  'audit.event': { select: { app: '*' } },
};

const all: readonly Login[] = ['app', 'register', 'reporter', 'scheduler'];
/** Who may call which function of the database. */
export const functionGrants: Readonly<Record<string, readonly Login[]>> = {
  ...decisionFunctions,
  'app.verified_caller': all,
  'app.caller_scope': all,
  'app.caller_unit': all,
  'app.caller_agency': all,
  'app.caller_person': all,
  'app.caller_roles': all,
  'app.caller_oversees': all,
  'app.caller_system_unit': all,
  'app.find_identity': ['app'],
  'app.identity_version': ['app', 'reporter'],
  'app.web_session_holds': [],
  'app.open_web_session': ['app'],
  'app.find_web_session': ['app'],
  'app.web_session_stands': ['app'],
  'app.change_web_session': ['app'],
  'app.end_web_session': ['app'],
  'app.count_identity_change': [],
  'app.caller_finding_scope': ['app'],
  'app.caller_reports_on': ['reporter'],
  'app.mark_first_read': ['app'],
  'app.withdrawal_takes_texts_away': [],
  'app.legal_basis_keeps_four_eyes': [],
  'app.resolve_citizen': ['app'],
  'app.resolve_citizens': ['register'],
  'app.find_citizen': ['app'],
  'app.review_starts_with_its_nominator': [],
  'app.asked_agency_may_see_review': [],
  'app.reply_answers_question': [],
  'app.finding_starts_with_its_agency': [],
  'app.disclosure_decides_visibility': [],
  'app.tell_of_meeting': [],
  ...assessmentFunctions,
  ...needToKnowFunctions,
  ...requestFunctions,
  ...recallFunctions,
  ...receiptFunctions,
  ...agreementFunctions,
  'audit.append': all,
  'audit.forbid': [],
};
