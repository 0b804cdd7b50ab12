-- The catalogue of legal bases: versioned data, approved by a second legal officer before use.
set local role cap_owner;

create table app.legal_basis (
  id uuid primary key default gen_random_uuid(),
  unit_id text not null references app.unit,
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
  version int not null check (version > 0),
  citation text not null,
  law text not null,
  regime text not null check (regime in ('RHL','GDPR','FVL')),
  contributors text[] not null check (contributors <@ array['police','tax','bif','sof','bk']),
  recipients text[] not null check (recipients <@ array['police','tax','bif','sof','bk']),
  data_classes text[] not null check (data_classes <@ array['ordinary','confidential','criminal','special']),
  purposes text[] not null check (purposes <@ array['prevention','benefit_control','tax_control','social_protection']),
  subjects text[] not null check (subjects <@ array['person','company']),
  not_for_criminal_investigation boolean not null,
  creates_duty boolean not null,
  needs_second_approver boolean not null default false,
  status text not null default 'draft' check (status in ('draft','approved','retired')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  drafted_by uuid references app.person,
  approved_by uuid references app.person,
  approved_at timestamptz,
  created_at timestamptz not null default now(),
  unique (unit_id, code, version),
  -- Four eyes: nobody approves the own draft.
  check (approved_by is null or approved_by is distinct from drafted_by),
  check (status <> 'approved' or approved_at is not null)
);
alter table app.legal_basis enable row level security;
alter table app.legal_basis force row level security;
create policy legal_basis_read on app.legal_basis for select to cap_app using (unit_id = (select app.caller_unit()));
create policy legal_basis_insert on app.legal_basis for insert to cap_app with check (
  unit_id = (select app.caller_unit()) and status = 'draft' and drafted_by = (select app.caller_person())
  and 'legal_officer' = any ((select app.caller_roles())::text[]));
create policy legal_basis_update on app.legal_basis for update to cap_app
  using (unit_id = (select app.caller_unit()) and 'legal_officer' = any ((select app.caller_roles())::text[]))
  with check (unit_id = (select app.caller_unit()));
create policy legal_basis_register on app.legal_basis for select to cap_register using (unit_id = (select app.caller_system_unit()));
create policy legal_basis_guard on app.legal_basis to cap_guard using (true) with check (true);
grant select on app.legal_basis to cap_app, cap_register;
grant insert (id, unit_id, code, version, citation, law, regime, contributors, recipients, data_classes, purposes, subjects,
  not_for_criminal_investigation, creates_duty, needs_second_approver, status, valid_from, valid_to, drafted_by) on app.legal_basis to cap_app;
grant update (status, approved_by, approved_at, valid_to) on app.legal_basis to cap_app;
grant select, insert on app.legal_basis to cap_guard;

-- What a version says never changes; its state goes one way, and only the person who approves it says who did.
create function app.legal_basis_keeps_four_eyes() returns trigger language plpgsql as $$
declare approves boolean := old.status = 'draft' and new.status = 'approved';
begin
  if new.status <> old.status and not approves and new.status <> 'retired' then
    raise exception 'a legal basis does not go back' using errcode = '42501';
  end if;
  if approves and (new.approved_by is null or new.approved_by is distinct from app.caller_person()) then
    raise exception 'a legal basis is approved by the caller' using errcode = '42501';
  end if;
  if not approves and (new.approved_by is distinct from old.approved_by or new.approved_at is distinct from old.approved_at) then
    raise exception 'who approved a legal basis does not change' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger legal_basis_four_eyes before update on app.legal_basis for each row execute function app.legal_basis_keeps_four_eyes();
