-- People, their roles, and the issuers whose tokens are believed.
set local role cap_owner;

create table app.identity_issuer (
  issuer text primary key,
  authority_id text not null unique references app.authority,
  cvr text not null check (cvr ~ '^[0-9]{8}$'),
  jwks_uri text not null,
  unique (issuer, authority_id)
);
comment on table app.identity_issuer is 'One OpenID Connect issuer for each authority, bound to its CVR number: no issuer can speak for another authority.';

create table app.person (
  id uuid primary key default gen_random_uuid(),
  issuer text not null,
  subject text not null,
  authority_id text not null,
  name text not null,
  title text,
  state text not null default 'active' check (state in ('active','revoked')),
  -- Counts every change of state or role: a request that was admitted under an older version is refused.
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (issuer, subject),
  unique (id, authority_id),
  foreign key (issuer, authority_id) references app.identity_issuer (issuer, authority_id) on update cascade
);

create table app.role_assignment (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null,
  role text not null check (role in ('liaison','chair','coordinator','approver','legal_officer','auditor','administrator','national_reader')),
  unit_id text references app.unit,
  agency_id text not null,
  authority_id text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  revoked_at timestamptz,
  given_by uuid,
  created_at timestamptz not null default now(),
  -- A person can only act for an agency of the authority that vouches for the person.
  foreign key (person_id, authority_id) references app.person (id, authority_id),
  foreign key (agency_id, authority_id) references app.agency (id, authority_id),
  check ((unit_id is null) = (role = 'national_reader'))
);
create index role_assignment_by_person on app.role_assignment (person_id);
create index role_assignment_by_unit on app.role_assignment (unit_id);

alter table app.identity_issuer enable row level security;
alter table app.identity_issuer force row level security;
alter table app.person enable row level security;
alter table app.person force row level security;
alter table app.role_assignment enable row level security;
alter table app.role_assignment force row level security;

create policy issuer_read on app.identity_issuer for select to cap_guard, cap_app using (true);
create policy issuer_insert on app.identity_issuer for insert to cap_guard with check (true);
create policy issuer_update on app.identity_issuer for update to cap_guard using (true) with check (true);
grant select on app.identity_issuer to cap_app;
grant select, insert, update on app.identity_issuer to cap_guard;

-- Colleagues of the same unit are known to each other; an administrator changes only people of the own authority.
create policy role_read on app.role_assignment for select to cap_app using (
  unit_id = (select app.caller_unit()) or person_id = (select app.caller_person()));
create policy role_insert on app.role_assignment for insert to cap_app with check (
  unit_id = (select app.caller_unit()) and 'administrator' = any ((select app.caller_roles())::text[])
  and authority_id = (select a.authority_id from app.agency a where a.id = (select app.caller_agency())));
create policy role_update on app.role_assignment for update to cap_app
  using (unit_id = (select app.caller_unit()) and 'administrator' = any ((select app.caller_roles())::text[])
    and authority_id = (select a.authority_id from app.agency a where a.id = (select app.caller_agency())))
  with check (unit_id = (select app.caller_unit()));
create policy role_guard on app.role_assignment to cap_guard using (true) with check (true);
grant select on app.role_assignment to cap_app;
grant insert (id, person_id, role, unit_id, agency_id, authority_id, valid_from, valid_to, given_by) on app.role_assignment to cap_app;
grant update (revoked_at) on app.role_assignment to cap_app;
grant select, insert, update on app.role_assignment to cap_guard;

create policy person_read on app.person for select to cap_app using (
  id = (select app.caller_person())
  or exists (select from app.role_assignment r where r.person_id = person.id and r.unit_id = (select app.caller_unit()))
  or ('administrator' = any ((select app.caller_roles())::text[])
    and authority_id = (select a.authority_id from app.agency a where a.id = (select app.caller_agency()))));
create policy person_insert on app.person for insert to cap_app with check (
  'administrator' = any ((select app.caller_roles())::text[])
  and authority_id = (select a.authority_id from app.agency a where a.id = (select app.caller_agency())));
create policy person_update on app.person for update to cap_app
  using ('administrator' = any ((select app.caller_roles())::text[])
    and authority_id = (select a.authority_id from app.agency a where a.id = (select app.caller_agency())))
  with check (authority_id = (select a.authority_id from app.agency a where a.id = (select app.caller_agency())));
create policy person_guard on app.person to cap_guard using (true) with check (true);
grant select on app.person to cap_app;
grant insert (id, issuer, subject, authority_id, name, title) on app.person to cap_app;
grant update (state, name, title) on app.person to cap_app;
grant select, insert, update on app.person to cap_guard;

grant create on schema app to cap_guard;
reset role;
set local role cap_guard;

create function app.count_identity_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'person' then
    if (old.state, old.issuer, old.subject) is distinct from (new.state, new.issuer, new.subject) then new.version := old.version + 1; end if;
    return new;
  end if;
  update app.person set version = version + 1 where id = new.person_id;
  return null;
end $$;
-- Who a token's subject is, with roles that hold or will hold. Runs before anybody is announced.
create function app.find_identity(token_issuer text, token_subject text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('personId', p.id, 'name', p.name, 'state', p.state, 'version', p.version, 'authorityId', p.authority_id,
    'assignments', coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id, 'agencyId', r.agency_id,
        'agencyKind', a.kind, 'validFrom', r.valid_from, 'validTo', r.valid_to) order by r.unit_id, r.agency_id, r.role)
      from app.role_assignment r join app.agency a on a.id = r.agency_id where r.person_id = p.id and r.revoked_at is null), '[]'))
  from app.person p where p.issuer = token_issuer and p.subject = token_subject $$;
-- Whether what the API remembers of a person still holds; asked in the transaction of every request.
create function app.identity_version(person uuid) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.version from app.person p where p.id = person and p.state = 'active' $$;
grant execute on function app.find_identity(text, text) to cap_app;
grant execute on function app.identity_version(uuid) to cap_app, cap_reporter;
grant execute on function app.count_identity_change() to cap_owner;

reset role;
set local role cap_owner;
create trigger person_version before update on app.person for each row execute function app.count_identity_change();
create trigger role_version after insert or update on app.role_assignment for each row execute function app.count_identity_change();
