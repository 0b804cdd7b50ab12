-- Decisions are kept: what was asked, what the rules answered, under which version of which basis and catalogue. Nothing leaves
-- an agency without one that allows exactly that. A basis may carry no more than the fact that something relevant exists, and
-- each authority keeps its own rows of the catalogue.
set local role cap_owner;

-- The authority whose rows of the catalogue this caller may write.
create function app.caller_authority() returns text language sql stable parallel restricted as $$
  select a.authority_id from app.agency a where a.id = (select app.caller_agency()) $$;
grant execute on function app.caller_authority() to cap_guard, cap_app;

alter table app.legal_basis
  add column authority_id text references app.authority,
  add column fact_only_classes text[] not null default '{}'
    check (fact_only_classes <@ array['ordinary','confidential','criminal','special']),
  add check (not fact_only_classes && data_classes);
comment on column app.legal_basis.authority_id is 'Whose own row it is; null for the common rows that the unit started with. From its first day on it takes the place of the common row of its code.';
comment on column app.legal_basis.fact_only_classes is 'Classes of data of which the basis carries only the fact that a relevant finding exists.';
grant insert (authority_id, fact_only_classes) on app.legal_basis to cap_app;

-- Each authority for its own rows: whoever drafts writes for the own authority and for what its agencies may contribute.
drop policy legal_basis_insert on app.legal_basis;
create policy legal_basis_insert on app.legal_basis for insert to cap_app with check (
  unit_id = (select app.caller_unit()) and status = 'draft' and drafted_by = (select app.caller_person())
  and 'legal_officer' = any ((select app.caller_roles())::text[])
  and authority_id = (select app.caller_authority())
  and contributors <@ array(select a.kind from app.agency a where a.authority_id = (select app.caller_authority())));
drop policy legal_basis_update on app.legal_basis;
-- A common row is changed only by the authority that alone gives under it today, by the Danish calendar.
create policy legal_basis_update on app.legal_basis for update to cap_app
  using (unit_id = (select app.caller_unit()) and 'legal_officer' = any ((select app.caller_roles())::text[])
    and (authority_id = (select app.caller_authority()) or (authority_id is null and not contributors && array(
      select a.kind from app.unit_agency u join app.agency a on a.id = u.agency_id
      where u.unit_id = (select app.caller_unit()) and a.authority_id <> (select app.caller_authority())
        and (now() at time zone 'Europe/Copenhagen')::date between u.valid_from and coalesce(u.valid_to, 'infinity')))))
  with check (unit_id = (select app.caller_unit()) and (authority_id is null or authority_id = (select app.caller_authority())));

create table app.decision (
  id uuid primary key,
  kind text not null check (kind in ('attachment','disclosure')),
  unit_id text not null,
  review_id uuid not null,
  -- The agency that wished to attach or disclose.
  agency_id text not null references app.agency,
  -- Null for an attachment that was refused: there is no finding then.
  finding_id uuid,
  version int check (version > 0),
  recipient text,
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  outcome text not null check (outcome in ('allow_full','allow_fact_only','deny')),
  form text generated always as (case outcome when 'allow_full' then 'full' when 'allow_fact_only' then 'fact_only' end) stored,
  -- The version of the basis that was meant; null where none is known.
  legal_basis_id uuid references app.legal_basis,
  catalogue_version text not null check (length(catalogue_version) between 1 and 40),
  -- Rule and code of every reason for a no, as 'D3 necessity_too_short'.
  refusals text[] not null default '{}',
  decided_by uuid not null references app.person,
  decided_on date not null,
  decided_at timestamptz not null default now(),
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  foreign key (review_id, unit_id) references app.case_review (id, unit_id),
  foreign key (finding_id, review_id, unit_id, agency_id) references app.finding (id, review_id, unit_id, agency_id),
  check ((outcome = 'deny') = (refusals <> '{}')),
  check ((finding_id is null) = (version is null)),
  check ((kind = 'disclosure') = (recipient is not null)),
  check (kind <> 'disclosure' or finding_id is not null),
  check (outcome = 'deny' or (finding_id is not null and legal_basis_id is not null)),
  check (kind = 'disclosure' or outcome <> 'allow_fact_only'),
  unique (id, finding_id, version, recipient, form, legal_basis_id),
  unique (id, finding_id, version),
  unique (id, scope)
);
create index decision_by_review on app.decision (review_id);
comment on table app.decision is 'What the rules answered each time something was to be attached or disclosed, also when it was no. Codes and ids, no texts.';

-- What it was decided on, as codes: for the deciding agency alone, because a recipient of the mere fact must not learn what
-- class of data it is about; nor that the whole was wished for and the basis bore no more.
create table app.decision_facts (
  decision_id uuid primary key,
  scope text not null,
  -- What the contributor wished to give.
  wished text not null default 'full' check (wished in ('full','fact_only')),
  facts jsonb not null check (jsonb_typeof(facts) = 'object' and length(facts::text) < 2000),
  foreign key (decision_id, scope) references app.decision (id, scope)
);
comment on table app.decision_facts is 'The facts of the request behind a decision, as codes: enough to decide it again.';

do $$
declare t text;
begin
  foreach t in array array['decision','decision_facts'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
  end loop;
end $$;

create policy decision_insert on app.decision for insert to cap_app with check (
  (unit_id || '/' || agency_id) = (select app.caller_finding_scope()) and decided_by = (select app.caller_person()));
create policy decision_guard on app.decision to cap_guard using (true) with check (true);
grant select on app.decision to cap_app;
grant insert (id, kind, unit_id, review_id, agency_id, finding_id, version, recipient, purpose, outcome, legal_basis_id,
  catalogue_version, refusals, decided_by, decided_on) on app.decision to cap_app;
create policy decision_facts_read on app.decision_facts for select to cap_app using (scope = (select app.caller_finding_scope()));
create policy decision_facts_insert on app.decision_facts for insert to cap_app with check (scope = (select app.caller_finding_scope()));
create policy decision_facts_guard on app.decision_facts to cap_guard using (true) with check (true);
grant select, insert (decision_id, scope, wished, facts) on app.decision_facts to cap_app;

alter table app.finding_version add column decision_id uuid;
grant insert (decision_id) on app.finding_version to cap_app;
alter table app.disclosure add column form text not null default 'full' check (form in ('full','fact_only'));
alter table app.disclosure add column decision_id uuid;
grant insert (form, decision_id) on app.disclosure to cap_app;

grant select on app.decision, app.decision_facts to cap_guard;
alter table app.finding add column expires_on date;
-- Given to at least one other agency. What an agency keeps for itself is not told to anybody, not even as a number.
alter table app.finding add column shared boolean not null generated always as (cardinality(visible_to) > 1) stored;
grant select (expires_on, shared) on app.finding to cap_reporter;
grant update (expires_on) on app.finding to cap_guard;
grant select (review_id) on app.finding to cap_guard;
grant select (decision_id) on app.finding_version to cap_guard;
grant select (review_id, from_agency_id, form, decision_id) on app.disclosure to cap_guard;
-- Only for the next statements.
grant select (current_version) on app.finding to cap_guard;
grant insert on app.decision, app.decision_facts to cap_guard;
grant select (statement_kind, data_class, subject, legal_basis_id, purpose, subject_category, review_due_on, source_class, author, created_at),
  update (decision_id) on app.finding_version to cap_guard;
grant select (legal_basis_id, purpose, declared_not_for_investigation, disclosed_by, created_at), update (decision_id) on app.disclosure to cap_guard;

reset role;
set local role cap_guard;

-- What was attached and disclosed before decisions were kept: allowed by the same rules at the time, and told as carried over.
update app.finding_version v set decision_id = gen_random_uuid() where v.author is not null;
update app.disclosure d set decision_id = gen_random_uuid() where d.disclosed_by is not null;
update app.finding_version v set visible_to = array(select s.scope from unnest(v.visible_to) as s(scope) where not exists (
    select from app.disclosure n where n.finding_id = v.finding_id and n.version > v.version and n.to_scope = s.scope and n.revoked_at is null))
  where exists (select from app.disclosure n where n.finding_id = v.finding_id and n.version > v.version and n.revoked_at is null);
update app.finding f set expires_on = v.review_due_on
  from app.finding_version v where v.finding_id = f.id and v.version = f.current_version and v.review_due_on is not null;
with carried as (
  select v.decision_id as id, 'attachment' as kind, f.unit_id, f.review_id, v.agency_id, v.finding_id, v.version, null as recipient, v.purpose,
    v.legal_basis_id, v.author as decided_by, v.created_at, jsonb_build_object('purpose', v.purpose, 'dataClass', v.data_class,
      'subject', v.subject, 'statementKind', v.statement_kind, 'sourceClass', v.source_class, 'subjectCategory', v.subject_category,
      'reviewDueOn', v.review_due_on, 'contributorKind', a.kind, 'contributorAuthority', a.authority_id, 'necessityGiven', true,
      'secondApproval', true) as facts
  from app.finding_version v join app.finding f on f.id = v.finding_id join app.agency a on a.id = v.agency_id
  where v.decision_id is not null
  union all
  select d.decision_id, 'disclosure', d.unit_id, d.review_id, d.from_agency_id, d.finding_id, d.version, d.to_agency_id, d.purpose,
    d.legal_basis_id, d.disclosed_by, d.created_at, jsonb_build_object('purpose', d.purpose, 'dataClass', v.data_class,
      'subject', v.subject, 'statementKind', v.statement_kind, 'sourceClass', v.source_class, 'subjectCategory', v.subject_category,
      'reviewDueOn', v.review_due_on, 'contributorKind', a.kind, 'contributorAuthority', a.authority_id, 'necessityGiven', true,
      'secondApproval', v.author is distinct from d.disclosed_by, 'recipientKind', r.kind, 'takesPart', true, 'activeInUnit', true,
      'sameController', a.authority_id = r.authority_id, 'declared', d.declared_not_for_investigation)
  from app.disclosure d join app.finding_version v on v.finding_id = d.finding_id and v.version = d.version
    join app.agency a on a.id = d.from_agency_id join app.agency r on r.id = d.to_agency_id
  where d.decision_id is not null
), kept as (
  insert into app.decision (id, kind, unit_id, review_id, agency_id, finding_id, version, recipient, purpose, outcome, legal_basis_id,
    catalogue_version, decided_by, decided_on, decided_at)
  select c.id, c.kind, c.unit_id, c.review_id, c.agency_id, c.finding_id, c.version, c.recipient, c.purpose, 'allow_full', c.legal_basis_id,
    'carried-over', c.decided_by, (c.created_at at time zone 'Europe/Copenhagen')::date, c.created_at from carried c
)
insert into app.decision_facts (decision_id, scope, facts) select c.id, c.unit_id || '/' || c.agency_id, c.facts from carried c;

reset role;
set local role cap_owner;

revoke insert on app.decision, app.decision_facts from cap_guard;
revoke select (current_version) on app.finding from cap_guard;
revoke select (statement_kind, data_class, subject, legal_basis_id, purpose, subject_category, review_due_on, source_class, author, created_at),
  update (decision_id) on app.finding_version from cap_guard;
revoke select (legal_basis_id, purpose, declared_not_for_investigation, disclosed_by, created_at), update (decision_id) on app.disclosure from cap_guard;

alter table app.finding_version add foreign key (decision_id, finding_id, version) references app.decision (id, finding_id, version);
alter table app.disclosure add foreign key (decision_id, finding_id, version, to_agency_id, form, legal_basis_id)
  references app.decision (id, finding_id, version, recipient, form, legal_basis_id);
-- Those who read findings in the agency that decided; and those in the recipient, of what it was given and not revoked (the
-- policies of app.disclosure say what that is). To everybody else it does not exist.
create policy decision_read on app.decision for select to cap_app using (
  scope = (select app.caller_finding_scope())
  or (outcome <> 'deny' and exists (select from app.disclosure d where d.decision_id = decision.id)));
-- Who was given the fact alone may be given the whole of the same version later.
drop index app.disclosure_once;
create unique index disclosure_once on app.disclosure (finding_id, version, to_agency_id, form) where revoked_at is null;
create unique index disclosure_by_decision on app.disclosure (decision_id);
-- Nothing that a person discloses leaves without a decision; only what a register said was given long ago has none.
alter table app.disclosure add constraint disclosure_is_decided check (decision_id is not null or disclosed_by is null);

reset role;
set local role cap_guard;

-- As before, but for the fact alone: who was given no more than that sees that the finding exists, and no version of it. And whoever
-- was given a newer version in full no longer reads what it corrected.
create or replace function app.disclosure_decides_visibility() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- One at a time for each finding: two disclosures at once would each write the list without the other.
  perform from app.finding f where f.id = new.finding_id for no key update;
  update app.finding_version v set visible_to = array[v.unit_id || '/' || v.agency_id] || coalesce(
    (select array_agg(distinct d.to_scope) from app.disclosure d where d.finding_id = v.finding_id and d.version = v.version and d.revoked_at is null
      and d.form = 'full'
      and not exists (select from app.disclosure n where n.finding_id = d.finding_id and n.to_scope = d.to_scope and n.version > d.version
        and n.form = 'full' and n.revoked_at is null)
      and not exists (select from app.finding f where f.id = v.finding_id and f.withdrawn_at is not null)), '{}')
  where v.finding_id = new.finding_id and v.version <= new.version;
  update app.finding f set visible_to = array[f.unit_id || '/' || f.agency_id] || coalesce(
    (select array_agg(distinct d.to_scope) from app.disclosure d where d.finding_id = f.id and d.revoked_at is null), '{}')
  where f.id = new.finding_id;
  return null;
end $$;

-- The day after which the current version of a police finding is in no agenda, minutes, export or report until it is reviewed (D9).
create function app.version_sets_expiry() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.finding f set expires_on = new.review_due_on where f.id = new.finding_id;
  return null;
end $$;
grant execute on function app.version_sets_expiry() to cap_owner;

-- What a new row of the catalogue is tried on before it is approved: the decisions behind the findings and disclosures of the
-- caller's authority that still stand. Ids and codes; a legal officer reads no findings, and learns no texts here.
create function app.standing_decisions() returns table (decision_id uuid, kind text, review_id uuid, finding_id uuid, version int,
  disclosure_id uuid, agency_id text, recipient text, wished text, basis_code text, basis_version int, facts jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.kind, c.review_id, c.finding_id, c.version, d.id, c.agency_id, c.recipient, s.wished, b.code, b.version, s.facts
  from app.decision c
  join app.decision_facts s on s.decision_id = c.id
  join app.finding f on f.id = c.finding_id and f.withdrawn_at is null
  join app.legal_basis b on b.id = c.legal_basis_id
  join app.agency a on a.id = c.agency_id
  left join app.disclosure d on d.decision_id = c.id
  where c.outcome <> 'deny' and c.unit_id = (select app.caller_unit())
    and 'legal_officer' = any ((select app.caller_roles())::text[])
    and a.authority_id = (select g.authority_id from app.agency g where g.id = (select app.caller_agency()))
    and (c.kind = 'attachment' and not exists (select from app.finding_version n where n.finding_id = c.finding_id and n.version > c.version)
      or c.kind = 'disclosure' and d.id is not null and d.revoked_at is null)
  order by c.decided_at, c.id $$;
grant execute on function app.standing_decisions() to cap_app;

reset role;
set local role cap_owner;
-- Versions only follow one another, and only the police give such a day.
create trigger version_expiry after insert on app.finding_version for each row
  when (new.review_due_on is not null) execute function app.version_sets_expiry();
drop index app.finding_for_report;
create index finding_for_report on app.finding (unit_id, review_id, agency_id) include (expires_on, shared) where withdrawn_at is null;
