-- The trail: who did what to which case, for what purpose, under which legal basis. Append-only for every role.
-- Law: retshåndhævelsesloven § 24; databeskyttelsesforordningen art. 5, stk. 2.
set local role cap_audit_owner;

create table audit.event (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  unit_id text,
  agency_id text,
  person_id uuid,
  system text,
  verb text not null check (verb in ('collect','alter','consult','search','disclose','combine','export','erase','sign_in')),
  outcome text not null check (outcome in ('done','refused')),
  review_id uuid,
  -- The exact bytes of the event and their leaf hash (RFC 6962): a later sealer builds its tree from them.
  canon bytea not null,
  leaf bytea not null
);
create index event_by_agency on audit.event (agency_id, id);
alter table audit.event enable row level security;
alter table audit.event force row level security;
create policy event_written_by_owner on audit.event for insert to cap_audit_owner with check (true);
-- An auditor reads what the auditor's own agency did in the unit, and nothing else.
create policy event_read_by_auditor on audit.event for select to cap_app using (
  agency_id = (select app.caller_agency()) and unit_id is not distinct from (select app.caller_unit())
  and 'auditor' = any ((select app.caller_roles())::text[])
);
grant select on audit.event to cap_app;
comment on table audit.event is 'Append-only. No names, no civil registration numbers, no texts: ids, codes and times.';

create function audit.forbid() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin raise exception 'the trail is append-only' using errcode = '42501'; end $$;
create trigger event_append_only before update or delete on audit.event for each row execute function audit.forbid();
create trigger event_no_truncate before truncate on audit.event for each statement execute function audit.forbid();

-- The only way in. Who acts is taken from the verified caller, never from what the caller says. `event` is a JSON
-- object: deed, legalBasis, ids …; without a proven caller nothing can be recorded, so nothing can be done.
create function audit.append(verb text, outcome text, review_id uuid, event text) returns bytea
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  caller text[] := app.verified_caller();
  written timestamptz := clock_timestamp();
  bytes bytea;
  hash bytea;
begin
  if caller is null then raise exception 'no proven caller' using errcode = '42501'; end if;
  -- One whole object: a text that closed it early could say again, further on, who acted.
  if json_typeof(event::json) <> 'object' then raise exception 'an event is an object' using errcode = '22023'; end if;
  bytes := convert_to(format('{"at":%s,"unit":%s,"agency":%s,"person":%s,"system":%s,"roles":%s,"purpose":%s,"request":%s,"login":%s,"verb":%s,"outcome":%s,"review":%s,"event":%s}',
    to_json(written), to_json(caller[3]), to_json(caller[4]), to_json(caller[5]), to_json(caller[9]), to_json(caller[6]), to_json(caller[8]),
    to_json(caller[12]), to_json(session_user::text), to_json(verb), to_json(outcome), coalesce(to_json(review_id)::text, 'null'), event), 'UTF8');
  hash := sha256('\x00'::bytea || bytes);
  insert into audit.event (at, unit_id, agency_id, person_id, system, verb, outcome, review_id, canon, leaf)
  values (written, nullif(caller[3], ''), nullif(caller[4], ''), nullif(caller[5], '')::uuid, nullif(caller[9], ''), verb, outcome, review_id, bytes, hash);
  return hash;
end $$;
grant execute on function audit.append(text, text, uuid, text) to cap_app, cap_register, cap_reporter, cap_scheduler;
