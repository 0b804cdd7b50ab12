import type { SourceChange } from './sabotage-plugin.ts';

/** A control, and how a run breaks it: in the database's template by SQL, or in a module as it is loaded. */
export type Sabotage = {
  name: string;
  control: string;
  /** The part of the matrix that is to see it, for a run that looks at no more than that. */
  seenBy: 'routes' | 'methods' | 'pages' | 'sql' | 'worlds';
  sql?: string;
  source?: SourceChange;
};

/** Writes a function's own text anew with one piece changed; fails where the piece is not there. */
const rewritten = (name: string, from: string, to: string) => `
  do $do$ declare old text := pg_get_functiondef('${name}'::regproc); begin
    if position($from$${from}$from$ in old) = 0 then raise exception 'the sabotage does not fit %', old; end if;
    execute replace(old, $from$${from}$from$, $to$${to}$to$); end $do$`;

/** Drops the policies that fit; fails where none does. */
const withoutPolicies = (which: string) => `
  do $do$ declare p record; n int := 0; begin
    for p in select * from pg_policies where schemaname in ('app', 'audit') and ${which}
    loop execute format('drop policy %I on %I.%I', p.policyname, p.schemaname, p.tablename); n := n + 1; end loop;
    if n = 0 then raise exception 'the sabotage does not fit any policy'; end if; end $do$`;

/** Every way to break one control. None of it can be reached from services/: it is done to a run's own database or process. */
export const sabotages: readonly Sabotage[] = [
  {
    name: 'unit-wall',
    control: 'reviews are read only in their own unit, by their parties and those who lead',
    seenBy: 'routes',
    sql: `do $$ declare p record; begin
      for p in select policyname from pg_policies where schemaname = 'app' and tablename = 'case_review' and cmd = 'SELECT' and 'cap_app' = any (roles) and permissive = 'PERMISSIVE'
      loop execute format('alter policy %I on app.case_review using (true)', p.policyname); end loop; end $$`,
  },
  {
    name: 'finding-texts',
    control: 'the text of a finding is read by its agency and by whom it was disclosed to',
    seenBy: 'routes',
    sql: 'alter table app.finding_version no force row level security; alter table app.finding_version disable row level security',
  },
  {
    name: 'revoked-disclosure',
    control: 'a disclosure that is revoked shows nothing any more',
    seenBy: 'routes',
    sql: rewritten('app.disclosure_decides_visibility', 'and d.revoked_at is null', ''),
  },
  {
    name: 'withdrawn-text',
    control: 'the text of a withdrawn finding is its agency’s alone again',
    seenBy: 'routes',
    sql: `do $$ declare t record; begin
      for t in select tgname from pg_trigger where tgrelid = 'app.finding'::regclass and tgfoid = 'app.withdrawal_takes_texts_away'::regproc
      loop execute format('alter table app.finding disable trigger %I', t.tgname); end loop; end $$`,
  },
  {
    name: 'fact-only',
    control: 'who was told no more than the fact reads no version of the finding',
    seenBy: 'routes',
    sql: rewritten('app.disclosure_decides_visibility', "and d.form = 'full'", ''),
  },
  {
    name: 'need-to-know',
    control: 'what a colleague has is not open to everybody of the agency',
    seenBy: 'routes',
    sql: withoutPolicies("permissive = 'RESTRICTIVE' and policyname like '%known'"),
  },
  {
    name: 'exclusion',
    control: 'for whoever is disqualified the case does not exist',
    seenBy: 'routes',
    sql: withoutPolicies("permissive = 'RESTRICTIVE' and coalesce(qual, with_check) like '%closed_to%'"),
  },
  {
    name: 'agreement-lapse',
    control: 'what was received is read only while the own agreement is in force',
    seenBy: 'worlds',
    sql: withoutPolicies("permissive = 'RESTRICTIVE' and qual like '%caller_shares%'"),
  },
  {
    name: 'receipts-gap',
    control: 'nothing is handed over without its receipt',
    seenBy: 'worlds',
    sql: 'drop trigger disclosure_with_receipt on app.disclosure',
    source: {
      file: 'services/findings/handed-over.ts',
      from: 'issueReceipts(tx, caller, floor, handOvers)',
      to: 'issueReceipts(tx, caller, floor, handOvers.slice(1))',
    },
  },
  {
    name: 'signed-caller',
    control: 'the database takes nobody at their word: a caller is signed by the service',
    seenBy: 'sql',
    sql: rewritten('app.verified_caller', '= right(setting, 64)', 'is not null'),
  },
  {
    name: 'grant',
    control: 'a login touches only the columns that it needs',
    seenBy: 'sql',
    sql: 'grant select (blind_index) on app.citizen_number to cap_app',
  },
  {
    name: 'trail',
    control: 'the trail is read by the auditor of the own agency',
    seenBy: 'sql',
    sql: `do $$ declare p record; begin
      for p in select policyname from pg_policies where schemaname = 'audit' and tablename = 'event' and cmd = 'SELECT' and permissive = 'PERMISSIVE'
      loop execute format('alter policy %I on audit.event using (true)', p.policyname); end loop; end $$`,
  },
  {
    name: 'role-check',
    control: 'a role may do what the table of permissions says',
    seenBy: 'routes',
    source: {
      file: 'services/api/admit.ts',
      from: '!mayDo(caller.roles, endpoint.permission)',
      to: 'caller.roles.length === 0',
    },
  },
  {
    name: 'revoked-person',
    control: 'who is revoked is let in no more',
    seenBy: 'routes',
    source: { file: 'services/api/admit.ts', from: "person.state === 'revoked' ||", to: '' },
  },
  {
    name: 'forged-token',
    control: 'a token is taken only with the signature of its issuer',
    seenBy: 'routes',
    source: {
      file: 'services/api/token/verifier.ts',
      from: "throw new TokenRefused('signature_or_claims');",
      to: "return JSON.parse(Buffer.from(unverified.token.split('.')[1] ?? '', 'base64url').toString());",
    },
  },
  {
    name: 'hidden-answers-403',
    control: 'what is hidden is answered as what is not there',
    seenBy: 'routes',
    source: {
      file: 'services/platform/errors.ts',
      from: "rule('not-found', 404",
      to: "rule('not-found', 403",
    },
  },
  {
    name: 'hidden-differs',
    control: 'hidden and missing are answered with the same bytes',
    seenBy: 'routes',
    source: {
      file: 'services/api/server.ts',
      from: '.send(problemOf(refusal, request.id));\n  });\n  app.setNotFoundHandler',
      to: '.send({ ...problemOf(refusal, request.id), instance: request.url });\n  });\n  app.setNotFoundHandler',
    },
  },
  {
    name: 'response-filter',
    control: 'nothing leaves that the contract does not declare',
    seenBy: 'routes',
    source: {
      file: 'services/api/ask.ts',
      from: 'endpoint.output.parse(output)',
      to: 'Object.assign(output as object, { visible_to: [] })',
    },
  },
  {
    name: 'open-method',
    control: 'an address answers only the methods that it declares',
    seenBy: 'methods',
    source: { file: 'services/api/door.ts', from: 'exposeHeadRoute: false', to: 'exposeHeadRoute: true' },
  },
];
