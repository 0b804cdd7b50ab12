-- Roles, schemas and the signed caller: the ground every later migration stands on.
--
-- Group roles hold the grants and are named in the policies; nobody logs in as one. Logins are made by
-- services/platform/migrate.ts, one for each group that a process needs.
--   cap_owner        owns the tables; row-level security is forced on it too, so it sees nothing
--   cap_guard        owns the few security definer functions; has its own policies where they need rows
--   cap_audit_owner  owns the trail
--   cap_app          the API acting for a person
--   cap_register     the import of a unit's register
--   cap_reporter     figures: codes, dates, amounts and pseudonyms; no texts, no persons
--   cap_scheduler    jobs: ids, states and dates
do $$
declare r text;
begin
  foreach r in array array['cap_owner','cap_guard','cap_audit_owner','cap_app','cap_register','cap_reporter','cap_scheduler'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format('create role %I nologin', r);
    end if;
  end loop;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant cap_owner, cap_guard, cap_audit_owner to %I', current_user);
  end if;
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to cap_app, cap_register, cap_reporter, cap_scheduler', current_database());
  execute format('grant create on database %I to cap_owner', current_database());
  -- Who serves requests writes no programs: only the owners may use the language. A server's administrator must allow it.
  if (select rolsuper from pg_roles where rolname = current_user) then
    revoke usage on language plpgsql from public;
    grant usage on language plpgsql to cap_owner, cap_guard, cap_audit_owner;
  end if;
end $$;

revoke all on schema public from public;
revoke execute on function pg_sleep(double precision), pg_notify(text, text) from public;

create schema app authorization cap_owner;
create schema audit authorization cap_audit_owner;
grant usage on schema app to cap_guard, cap_audit_owner, cap_app, cap_register, cap_reporter, cap_scheduler;
grant create on schema app to cap_guard;
grant usage on schema audit to cap_app, cap_register, cap_reporter, cap_scheduler;
alter default privileges for role cap_owner revoke execute on functions from public;
alter default privileges for role cap_guard revoke execute on functions from public;
alter default privileges for role cap_audit_owner revoke execute on functions from public;

set local role cap_owner;

-- The key that signs callers, in the form of HMAC's two padded keys (RFC 2104). Only the guard can read it.
create table app.caller_key (
  id int primary key generated always as identity,
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64)
);
alter table app.caller_key enable row level security;
alter table app.caller_key force row level security;
create policy caller_key_guard on app.caller_key to cap_guard using (true) with check (true);
grant select, insert, delete on app.caller_key to cap_guard;
comment on table app.caller_key is 'Verifies the signed caller; unreadable for every role that serves requests.';

reset role;
set local role cap_guard;

-- The caller of this transaction, or null when nobody was announced, the signature is not ours, it is older than
-- a minute, or it was made for another connection. A setting that SQL can set is thereby no more than a claim
-- that has to be proven. Fields: version, scope, unit, agency, person, roles, unit overseen, purpose, system,
-- issued (ms), backend pid, request.
create function app.verified_caller() returns text[]
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  setting text := current_setting('app.caller', true);
  signed int;
  fields text[];
  key record;
begin
  if setting is null or setting = '' then return null; end if;
  signed := length(setting) - 64;
  if signed < 1 then return null; end if;
  for key in select k.inner_pad, k.outer_pad from app.caller_key k loop
    if encode(sha256(key.outer_pad || sha256(key.inner_pad || convert_to(left(setting, signed), 'UTF8'))), 'hex') = right(setting, 64) then
      fields := string_to_array(left(setting, signed), '|');
      if fields[1] <> 'v1' or fields[11] <> pg_backend_pid()::text
        or abs(extract(epoch from transaction_timestamp()) * 1000 - fields[10]::numeric) > 60000 then
        return null;
      end if;
      return fields;
    end if;
  end loop;
  return null;
end $$;
revoke execute on function app.verified_caller() from public;
grant execute on function app.verified_caller() to cap_owner, cap_audit_owner, cap_app, cap_register, cap_reporter, cap_scheduler;

reset role;
set local role cap_owner;

-- Plain SQL, so that the planner inlines them; wrap them in a sub-select to have them evaluated once a statement, by the
-- leader of a parallel plan (a worker is another backend, and nobody).
-- Parallel restricted: the leader asks who calls (only it knows the backend), and workers may still scan.
create function app.caller_scope() returns text language sql stable parallel restricted as $$ select nullif((app.verified_caller())[2], '') $$;
create function app.caller_unit() returns text language sql stable parallel restricted as $$ select nullif((app.verified_caller())[3], '') $$;
create function app.caller_agency() returns text language sql stable parallel restricted as $$ select nullif((app.verified_caller())[4], '') $$;
create function app.caller_person() returns uuid language sql stable parallel restricted as $$ select nullif((app.verified_caller())[5], '')::uuid $$;
create function app.caller_roles() returns text[] language sql stable parallel restricted as $$ select string_to_array((app.verified_caller())[6], ',') $$;
-- The unit whose reviews this caller sees as chair or coordinator (that they exist and where they stand; no findings).
create function app.caller_oversees() returns text language sql stable parallel restricted as $$ select nullif((app.verified_caller())[7], '') $$;
-- The unit a system caller (register import, scheduler, report command) works for.
create function app.caller_system_unit() returns text language sql stable parallel restricted as $$
  select case when (app.verified_caller())[9] <> '' then nullif((app.verified_caller())[3], '') end $$;
grant execute on function app.caller_scope(), app.caller_unit(), app.caller_agency(), app.caller_person(), app.caller_roles(),
  app.caller_oversees(), app.caller_system_unit() to cap_guard, cap_audit_owner, cap_app, cap_register, cap_reporter, cap_scheduler;
