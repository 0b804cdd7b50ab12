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
    name: 'signed-caller',
    control: 'the database takes nobody at their word: a caller is signed by the service',
    seenBy: 'sql',
    sql: rewritten('app.verified_caller', '= right(setting, 64)', 'is not null'),
  },
  {
    name: 'role-check',
    control: 'a role may do what the table of permissions says',
    seenBy: 'routes',
    source: { file: 'services/api/admit.ts', from: 'ROLE', to: 'ROLE' },
  },
  {
    name: 'expired-token',
    control: 'a token that has expired lets nobody in',
    seenBy: 'routes',
    source: { file: 'services/api/token.ts', from: 'EXP', to: 'EXP' },
  },
  {
    name: 'hidden-answers-403',
    control: 'what is hidden is answered as what is not there',
    seenBy: 'routes',
    source: { file: 'services/platform/errors.ts', from: 'NF', to: 'NF' },
  },
  {
    name: 'hidden-differs',
    control: 'hidden and missing are answered with the same bytes',
    seenBy: 'routes',
    source: { file: 'services/api/problem.ts', from: 'PB', to: 'PB' },
  },
  {
    name: 'response-filter',
    control: 'nothing leaves that the contract does not declare',
    seenBy: 'routes',
    source: {
      file: 'services/api/ask.ts',
      from: 'endpoint.output.parse(output)',
      to: 'output',
    },
  },
];
