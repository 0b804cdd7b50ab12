import { bySystemOfUnit, byOwner, giver, type Holds, readsFindings, same } from './oracle-facts.ts';

/** What an agency keeps for those of it who work on findings. */
const ownWork: Holds = (row, caller, facts) => readsFindings(caller) && byOwner(row, caller, facts);
const liaisonOf =
  (holds: Holds): Holds =>
  (row, caller, facts) =>
    caller.roles.includes('liaison') && holds(row, caller, facts);
const dane = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' });
const isOver = (day: unknown) => String(day).slice(0, 10) < dane.format(new Date());
const recipient: Holds = (row, caller) =>
  same(row['unit_id'], caller.unit) && same(row['to_agency_id'], caller.agency);

/** Affiliation and security assessments of the police, and third persons. */
export const assessmentRules = {
  'app.affiliation_statement': { key: 'id', select: { app: ownWork, scheduler: bySystemOfUnit } },
  'app.affiliation_prompt': { key: 'statement_id', select: { app: ownWork, scheduler: bySystemOfUnit } },
  'app.security_assessment': {
    key: 'id',
    select: { app: ownWork },
    set: { app: 'ended_by = null' },
    update: { app: liaisonOf(byOwner) },
  },
  'app.security_notice': {
    key: 'id',
    select: {
      app: (row, caller, facts) =>
        readsFindings(caller) &&
        (giver(row, caller, facts) ||
          (recipient(row, caller, facts) && row['ended_at'] === null && !isOver(row['valid_until']))),
    },
    set: { app: 'ended_at = null' },
    update: { app: liaisonOf(giver) },
  },
  'app.third_person': {
    key: 'id',
    select: { app: ownWork },
    set: { app: 'removed_by = null' },
    update: { app: liaisonOf(byOwner) },
  },
  'app.third_person_disclosure': {
    key: 'id',
    select: {
      app: (row, caller, facts) =>
        readsFindings(caller) &&
        (giver(row, caller, facts) || (recipient(row, caller, facts) && row['revoked_at'] === null)),
    },
    set: { app: 'revoked_by = null' },
    update: { app: giver },
  },
} as const satisfies Record<string, { key: string; select: Record<string, Holds> } & Record<string, unknown>>;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
export const assessmentGrants = {
  'app.affiliation_statement': {
    select: { app: '*', scheduler: words('id review_id unit_id agency_id version review_due_on') },
    insert: {
      app: words(
        'id review_id unit_id agency_id version value carries_review ground_ct stated_on stated_by review_due_on',
      ),
    },
  },
  'app.affiliation_prompt': {
    select: { app: '*', scheduler: words('statement_id unit_id') },
    insert: { scheduler: words('statement_id review_id unit_id agency_id asked_on') },
  },
  'app.security_assessment': {
    select: { app: '*' },
    insert: {
      app: words(`id review_id unit_id agency_id conditions text_ct contact_ct legal_basis_id purpose necessity_ct assessed_on
        assessed_by valid_until replaces`),
    },
    update: { app: words('ended_at ended_by') },
  },
  'app.security_notice': {
    select: { app: '*' },
    insert: {
      app: words(`id assessment_id review_id unit_id from_agency_id to_agency_id conditions text_ct contact_ct assessed_on
        valid_until legal_basis_id purpose declared_not_for_investigation use_restriction told_on told_by`),
    },
    update: { app: words('ended_at') },
  },
  'app.third_person': {
    select: { app: '*' },
    insert: {
      app: words(`id review_id unit_id agency_id relation name_ct citizen_id number_ct legal_basis_id purpose data_class
        necessity_ct registered_on registered_by`),
    },
    update: { app: words('removed_at removed_by') },
  },
  'app.third_person_disclosure': {
    select: { app: '*' },
    insert: {
      app: words(`id third_person_id review_id unit_id from_agency_id to_agency_id relation name_ct number_ct data_class
        legal_basis_id purpose necessity_ct declared_not_for_investigation use_restriction disclosed_on disclosed_by`),
    },
    update: { app: words('revoked_at revoked_by') },
  },
} as const;

export const assessmentFunctions = {
  'app.reviews_without_affiliation': ['app', 'scheduler'],
  'app.mark_notices_read': ['app'],
  'app.mark_third_persons_read': ['app'],
} as const;
