/** Writes services/platform/database-types.ts from a freshly migrated database; --check only compares. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '#platform/embedded-database.ts';
import { readOrCreateDemoKeys } from '#platform/keys.ts';
import { migrate } from '#platform/migrate.ts';

const target = join(import.meta.dirname, '../../services/platform/database-types.ts');

/** Columns whose values come from a closed list in services/platform/codes.ts. */
const codes: Record<string, string> = {
  'agency.kind': 'AgencyKind',
  'agency_name.kind': "'alias' | 'official'",
  'authority.regime': "'GDPR' | 'RHL'",
  'person.state': "Generated<'active' | 'revoked'>",
  'role_assignment.role': 'Role',
  'legal_basis.regime': 'Regime',
  'legal_basis.contributors': 'PartyKind[]',
  'legal_basis.recipients': 'PartyKind[]',
  'legal_basis.data_classes': 'DataClass[]',
  'legal_basis.purposes': 'Purpose[]',
  'legal_basis.subjects': 'Subject[]',
  'legal_basis.fact_only_classes': 'Generated<DataClass[]>',
  'decision.kind': 'DecisionKind',
  'decision.purpose': 'Purpose',
  'decision_facts.wished': 'Generated<DisclosureForm>',
  'decision.outcome': 'DecisionOutcome',
  'decision.form': 'Generated<DisclosureForm | null>',
  'legal_basis.status': 'Generated<BasisState>',
  'case_review.state': 'Generated<ReviewState>',
  'case_review.purpose': 'Purpose',
  'case_review.outcome': 'ReviewOutcome | null',
  'case_review.source': "Generated<'register' | 'service'>",
  'reply.kind': 'ReplyKind',
  'review_agency.shown_kind': "'may_not_answer' | 'nothing_to_add' | null",
  'information_request.state': 'Generated<RequestState>',
  'information_request.purpose': 'Purpose',
  'information_request.data_class': "'confidential' | 'ordinary'",
  'information_request.use_restriction': "'not_for_criminal_investigation' | null",
  'affiliation_statement.value': 'AffiliationValue',
  'security_assessment.conditions': 'SecurityCondition[]',
  'security_assessment.purpose': 'Purpose',
  'security_notice.conditions': 'SecurityCondition[]',
  'security_notice.purpose': 'Purpose',
  'security_notice.use_restriction': "'not_for_criminal_investigation' | null",
  'third_person.relation': 'Relation',
  'third_person.data_class': 'DataClass',
  'third_person.purpose': 'Purpose',
  'third_person_disclosure.relation': 'Relation',
  'third_person_disclosure.data_class': 'DataClass',
  'third_person_disclosure.purpose': 'Purpose',
  'third_person_disclosure.use_restriction': "'not_for_criminal_investigation' | null",
  'finding_version.about_relation': 'Relation | null',
  'finding.source': "Generated<'register' | 'service'>",
  'finding_version.statement_kind': 'StatementKind',
  'finding_version.data_class': 'DataClass',
  'finding_version.subject': 'Generated<Subject>',
  'finding_version.purpose': 'Purpose',
  'finding_version.subject_category': 'SubjectCategory | null',
  'finding_version.source_class': 'Generated<SourceClass>',
  'disclosure.purpose': 'Purpose',
  'disclosure.use_restriction': "'not_for_criminal_investigation' | null",
  'disclosure.initiative': 'Initiative',
  'disclosure.form': 'Generated<DisclosureForm>',
  'receipt_entry.kind': 'ReceiptKind',
  'review_access.kind': "'assigned' | OpeningKind",
  'review_exclusion.kind': 'ExclusionKind',
  'recall.kind': 'RecallKind',
  'recall_notice.kind': 'RecallKind',
  'recall_notice.answer': 'RecallAnswer | null',
  'recall_reach.kind': 'ReachKind',
  'follow_up_basis.purpose': 'Purpose',
  'follow_up_basis.form': 'DisclosureForm',
  'follow_up_basis.data_class': 'DataClass | null',
  'meeting.state': 'Generated<MeetingState>',
  'meeting.source': "Generated<'register' | 'service'>",
  'agenda.state': "Generated<'proposed' | 'settled'>",
  'agenda_item.reasons': 'ItemReason[]',
  'agenda_item.outcome': 'ItemOutcome | null',
  'follow_up_type.owner_kind': 'PartyKind',
  'follow_up_action.owner_kind': 'PartyKind',
  'follow_up_action.status': 'Generated<ActionState>',
  'follow_up_action.open_reason': 'OpenReason | null',
  'follow_up_action.source': "Generated<'register' | 'service'>",
  'participation_agreement.state': 'Generated<AgreementState>',
  'participation_agreement.origin': 'Generated<AgreementOrigin>',
  'agreement_notice.kind': "'ends_soon' | 'lapsed'",
  'emergency_access.state': 'Generated<EmergencyState>',
  'release_proposal.state': 'Generated<ProposalState>',
  'release_proposal.form': "Generated<'fact_only' | 'full'>",
  'release_proposal.purpose': 'Purpose',
  'release_proposal.initiative': 'Initiative',
};
const names = [...new Set(Object.values(codes).flatMap((type) => type.match(/\b[A-Z][A-Za-z]+\b/g) ?? []))];
const coded = names.filter((name) => !['Generated', 'GDPR', 'RHL'].includes(name));
const importLine = `import type { ${coded.join(', ')} } from './codes.ts';\n`;

const dataDir = await mkdtemp(join(tmpdir(), 'al-capone-types-'));
const keys = await readOrCreateDemoKeys(join(dataDir, 'keys.json'));
const database = await startEmbeddedDatabase({ dataDir, password: keys.superuserPassword });
try {
  await migrate({ url: database.url, keys });
  const draft = join(dataDir, 'database-types.ts');
  const written = spawnSync(
    join(import.meta.dirname, '../../node_modules/.bin/kysely-codegen'),
    [
      [
        '--dialect',
        'postgres',
        '--url',
        database.url,
        '--default-schema',
        'app',
        '--log-level',
        'error',
        '--out-file',
        draft,
      ],
      [
        '--date-parser',
        'string',
        '--numeric-parser',
        'number',
        '--type-mapping',
        '{"timestamptz":"string","int8":"number"}',
      ],
      ['--overrides', JSON.stringify({ columns: codes })],
    ].flat(),
    { encoding: 'utf8' },
  );
  if (written.status !== 0) throw new Error(written.stderr);
  const formatted = spawnSync(
    join(import.meta.dirname, '../../node_modules/.bin/prettier'),
    ['--stdin-filepath', target],
    {
      input: importLine + (await readFile(draft, 'utf8')),
      encoding: 'utf8',
    },
  );
  const current = await readFile(target, 'utf8').catch(() => '');
  if (current === formatted.stdout) {
    process.stdout.write('database types are current\n');
  } else if (process.argv.includes('--check')) {
    process.stderr.write('services/platform/database-types.ts is not current: npm run db:types\n');
    process.exitCode = 1;
  } else {
    await writeFile(target, formatted.stdout);
    process.stdout.write('wrote services/platform/database-types.ts\n');
  }
} finally {
  await database.release();
  await rm(dataDir, { recursive: true, force: true });
}
