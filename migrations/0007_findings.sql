-- Findings and disclosures. A finding is its agency's alone until a version of it is disclosed, under a legal basis,
-- to a named agency; that agency then sees that version. Nobody else sees that it exists.
set local role cap_owner;

create table app.finding (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null references app.agency,
  noted_on date not null,
  current_version int not null default 1,
  withdrawn_at timestamptz,
  withdrawn_by uuid references app.person,
  withdrawal_reason_ct bytea,
  source text not null default 'service' check (source in ('service','register')),
  -- A keyed fingerprint of the register's row, so that the same file read twice is the same row.
  source_hash bytea,
  visible_to text[] not null default '{}',
  created_at timestamptz not null default now(),
  unique (id, review_id, unit_id, agency_id),
  foreign key (review_id, unit_id) references app.case_review (id, unit_id)
);
create index finding_by_review on app.finding (review_id);
create unique index finding_of_register_row on app.finding (unit_id, review_id, source_hash) where source_hash is not null;
create index finding_for_report on app.finding (unit_id, review_id, agency_id) where withdrawn_at is null;

create table app.finding_version (
  finding_id uuid not null references app.finding,
  version int not null check (version > 0),
  unit_id text not null,
  agency_id text not null,
  statement_kind text not null check (statement_kind in ('fact','assessment')),
  data_class text not null check (data_class in ('ordinary','confidential','criminal','special')),
  subject text not null default 'person' check (subject in ('person','company')),
  legal_basis_id uuid not null references app.legal_basis,
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  text_ct bytea not null,
  necessity_ct bytea not null,
  -- Only police findings carry these three (retshåndhævelseslovens §§ 6-8; rule D6).
  subject_category text check (subject_category in ('suspect','convicted','victim','other')),
  source_reliability text check (length(source_reliability) <= 200),
  review_due_on date,
  source_class text not null default 'own_records' check (source_class in ('own_records','open_source','other_authority','citizen')),
  author uuid references app.person,
  reason_ct bytea,
  visible_to text[] not null default '{}',
  created_at timestamptz not null default now(),
  primary key (finding_id, version)
);

create table app.disclosure (
  id uuid primary key default gen_random_uuid(),
  finding_id uuid not null,
  version int not null,
  review_id uuid not null,
  unit_id text not null,
  from_agency_id text not null,
  to_agency_id text not null references app.agency check (to_agency_id <> from_agency_id),
  legal_basis_id uuid not null references app.legal_basis,
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  necessity_ct bytea not null,
  declared_not_for_investigation boolean not null,
  use_restriction text check (use_restriction in ('not_for_criminal_investigation')),
  initiative text not null check (initiative in ('own','on_request')),
  disclosed_on date not null,
  disclosed_by uuid references app.person,
  second_approver uuid references app.person,
  revoked_at timestamptz,
  revoked_by uuid references app.person,
  revocation_reason_ct bytea,
  first_read_at timestamptz,
  created_at timestamptz not null default now(),
  from_scope text not null generated always as (unit_id || '/' || from_agency_id) stored,
  to_scope text not null generated always as (unit_id || '/' || to_agency_id) stored,
  foreign key (finding_id, version) references app.finding_version (finding_id, version),
  foreign key (finding_id, review_id, unit_id, from_agency_id) references app.finding (id, review_id, unit_id, agency_id),
  check (second_approver is null or second_approver is distinct from disclosed_by)
);
create unique index disclosure_once on app.disclosure (finding_id, version, to_agency_id) where revoked_at is null;
create index disclosure_by_review on app.disclosure (review_id);

alter table app.finding enable row level security;
alter table app.finding force row level security;
alter table app.finding_version enable row level security;
alter table app.finding_version force row level security;
alter table app.disclosure enable row level security;
alter table app.disclosure force row level security;

-- The scope of a caller who reads findings at all. Coordinator, legal officer, auditor and administrator of an agency do not,
-- whatever their agency may see.
create function app.caller_finding_scope() returns text language plpgsql stable as $$
declare caller text[] := app.verified_caller();
begin
  return case when string_to_array(caller[6], ',') && array['liaison','chair','approver'] then nullif(caller[2], '') end;
end $$;
grant execute on function app.caller_finding_scope() to cap_guard, cap_app;

create policy finding_read on app.finding for select to cap_app using ((select app.caller_finding_scope()) = any (visible_to));
create policy finding_insert on app.finding for insert to cap_app with check (
  unit_id = (select app.caller_unit()) and agency_id = (select app.caller_agency()) and source = 'service'
  and exists (select from app.case_review r where r.id = review_id and r.state = 'admitted' and (select app.caller_agency()) = any (r.agencies)));
create policy finding_update on app.finding for update to cap_app
  using ((unit_id || '/' || agency_id) = (select app.caller_scope())) with check ((unit_id || '/' || agency_id) = (select app.caller_scope()));
create policy finding_register on app.finding for insert to cap_register with check (unit_id = (select app.caller_system_unit()) and source = 'register');
create policy finding_register_read on app.finding for select to cap_register using (unit_id = (select app.caller_system_unit()) and source = 'register');
create policy finding_reporter on app.finding for select to cap_reporter using (unit_id = any ((select app.caller_reports_on())::text[]));
create policy finding_guard on app.finding to cap_guard using (true) with check (true);
grant select on app.finding to cap_app;
grant insert (id, review_id, unit_id, agency_id, noted_on) on app.finding to cap_app;
grant update (current_version, withdrawn_at, withdrawn_by, withdrawal_reason_ct) on app.finding to cap_app;
grant insert on app.finding to cap_register;
grant select (review_id, unit_id, source, source_hash) on app.finding to cap_register;
grant select (id, review_id, unit_id, agency_id, noted_on, withdrawn_at, source) on app.finding to cap_reporter;
grant select (id, unit_id, agency_id, withdrawn_at, visible_to), update (visible_to) on app.finding to cap_guard;

create policy version_read on app.finding_version for select to cap_app using ((select app.caller_finding_scope()) = any (visible_to));
create policy version_insert on app.finding_version for insert to cap_app with check (
  (unit_id || '/' || agency_id) = (select app.caller_scope()) and author = (select app.caller_person())
  and exists (select from app.finding f where f.id = finding_id and f.agency_id = (select app.caller_agency()) and f.unit_id = (select app.caller_unit())));
create policy version_register on app.finding_version for insert to cap_register with check (unit_id = (select app.caller_system_unit()));
create policy version_guard on app.finding_version to cap_guard using (true) with check (true);
grant select on app.finding_version to cap_app;
grant insert (finding_id, version, unit_id, agency_id, statement_kind, data_class, subject, legal_basis_id, purpose, text_ct, necessity_ct,
  subject_category, source_reliability, review_due_on, source_class, author, reason_ct) on app.finding_version to cap_app;
grant insert on app.finding_version to cap_register;
grant select (finding_id, version, unit_id, agency_id, visible_to), update (visible_to) on app.finding_version to cap_guard;

-- The giver and the recipient know of a disclosure; nobody else. Only the giver revokes.
create policy disclosure_read on app.disclosure for select to cap_app using (
  (select app.caller_finding_scope()) = any (array[from_scope, case when revoked_at is null then to_scope end]));
create policy disclosure_insert on app.disclosure for insert to cap_app with check (
  (unit_id || '/' || from_agency_id) = (select app.caller_scope()) and disclosed_by = (select app.caller_person()) and revoked_at is null
  and exists (select from app.case_review r where r.id = review_id and to_agency_id = any (r.agencies)));
create policy disclosure_update on app.disclosure for update to cap_app
  using (from_scope = (select app.caller_scope())) with check ((unit_id || '/' || from_agency_id) = (select app.caller_scope()));
create policy disclosure_register on app.disclosure for insert to cap_register with check (unit_id = (select app.caller_system_unit()));
create policy disclosure_guard on app.disclosure to cap_guard using (true) with check (true);
grant select on app.disclosure to cap_app;
grant insert (id, finding_id, version, review_id, unit_id, from_agency_id, to_agency_id, legal_basis_id, purpose, necessity_ct,
  declared_not_for_investigation, use_restriction, initiative, disclosed_on, disclosed_by, second_approver) on app.disclosure to cap_app;
grant update (revoked_at, revoked_by, revocation_reason_ct) on app.disclosure to cap_app;
grant insert on app.disclosure to cap_register;
grant select (id, finding_id, version, unit_id, to_agency_id, to_scope, revoked_at, first_read_at), update (first_read_at) on app.disclosure to cap_guard;

reset role;
set local role cap_guard;
create function app.finding_starts_with_its_agency() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.visible_to = '{}' then new.visible_to := array[new.unit_id || '/' || new.agency_id]; end if;
  return new;
end $$;
-- Who may see a version: its agency and those to whom it is disclosed and not revoked; of a withdrawn finding its agency alone.
-- Who may see that the finding exists: its agency and all who were given a version of it, also when it is withdrawn.
create function app.disclosure_decides_visibility() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- One at a time for each finding: two disclosures at once would each write the list without the other.
  perform from app.finding f where f.id = new.finding_id for no key update;
  update app.finding_version v set visible_to = array[v.unit_id || '/' || v.agency_id] || coalesce(
    (select array_agg(distinct d.to_scope) from app.disclosure d where d.finding_id = v.finding_id and d.version = v.version and d.revoked_at is null
      and not exists (select from app.finding f where f.id = v.finding_id and f.withdrawn_at is not null)), '{}')
  where v.finding_id = new.finding_id and v.version = new.version;
  update app.finding f set visible_to = array[f.unit_id || '/' || f.agency_id] || coalesce(
    (select array_agg(distinct d.to_scope) from app.disclosure d where d.finding_id = f.id and d.revoked_at is null), '{}')
  where f.id = new.finding_id;
  return null;
end $$;
create function app.withdrawal_takes_texts_away() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.finding_version v set visible_to = array[v.unit_id || '/' || v.agency_id] where v.finding_id = new.id;
  return null;
end $$;
grant execute on function app.finding_starts_with_its_agency(), app.disclosure_decides_visibility(), app.withdrawal_takes_texts_away() to cap_owner;
-- When the recipient's people first had it before them; nobody can say so for another agency, or take it back.
create function app.mark_first_read(disclosures uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update app.disclosure d set first_read_at = now()
  where d.id = any (disclosures) and d.first_read_at is null and d.revoked_at is null and d.to_scope = (select app.caller_finding_scope()) $$;
grant execute on function app.mark_first_read(uuid[]) to cap_app;
reset role;
set local role cap_owner;
create trigger finding_visibility before insert on app.finding for each row execute function app.finding_starts_with_its_agency();
create trigger version_visibility before insert on app.finding_version for each row execute function app.finding_starts_with_its_agency();
-- The import writes visible_to itself, from the register's own column "Videregivet til".
create trigger disclosure_visibility after insert on app.disclosure for each row
  when (new.disclosed_by is not null) execute function app.disclosure_decides_visibility();
create trigger revocation_visibility after update of revoked_at on app.disclosure for each row execute function app.disclosure_decides_visibility();
create trigger withdrawal_visibility after update of withdrawn_at on app.finding for each row
  when (new.withdrawn_at is not null) execute function app.withdrawal_takes_texts_away();
