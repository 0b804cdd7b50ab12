-- Units, municipalities, authorities and the agencies that take part. Reference data: everyone may read it;
-- only a unit's setup (services/units/load-unit.ts, as the guard) writes it.
set local role cap_owner;

create table app.unit (
  id text primary key check (id ~ '^[a-z][a-z-]{1,60}$'),
  name text not null,
  name_en text not null
);
comment on table app.unit is 'One Al Capone unit for each of the 12 police districts.';

create table app.municipality (
  code text primary key check (code ~ '^[0-9]{4}$'),
  name text not null unique,
  unit_id text not null references app.unit
);

create table app.authority (
  id text primary key check (id ~ '^[a-z][a-z-]{1,60}$'),
  name text not null,
  cvr text not null check (cvr ~ '^[0-9]{8}$'),
  regime text not null check (regime in ('RHL','GDPR')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from)
);
comment on table app.authority is 'The controller in law. regime: retshåndhævelsesloven (RHL) or databeskyttelsesforordningen (GDPR).';

create table app.agency (
  id text primary key check (id ~ '^[a-z][a-z-]{1,60}$'),
  authority_id text not null references app.authority,
  kind text not null check (kind in ('police','tax','bif','sof','bk','national')),
  name text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  unique (id, kind),
  unique (id, authority_id)
);
comment on column app.agency.kind is 'The code that legal bases and follow-up types speak of.';

create table app.agency_name (
  agency_id text not null references app.agency,
  name text not null,
  kind text not null check (kind in ('official','alias')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  primary key (agency_id, name, valid_from)
);

create table app.unit_agency (
  unit_id text not null references app.unit,
  agency_id text not null references app.agency,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  primary key (unit_id, agency_id, valid_from)
);
comment on table app.unit_agency is 'Who takes part in which unit, and when.';

do $$
declare t text;
begin
  foreach t in array array['unit','municipality','authority','agency','agency_name','unit_agency'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy %I on app.%I for select to cap_guard, cap_app, cap_register, cap_reporter, cap_scheduler using (true)', t || '_read', t);
    execute format('create policy %I on app.%I for insert to cap_guard with check (true)', t || '_insert', t);
    execute format('create policy %I on app.%I for update to cap_guard using (true) with check (true)', t || '_update', t);
    execute format('grant select on app.%I to cap_app, cap_register, cap_reporter, cap_scheduler', t);
    execute format('grant select, insert, update on app.%I to cap_guard', t);
  end loop;
end $$;

-- The units whose figures this caller may count: its own, or every unit for Rigspolitiet's national readers. One list and one
-- comparison in the policies, because the planner can tell how many rows that leaves: as two conditions joined by "or" it
-- takes a hundred thousand rows for a few, and looks them up one by one.
create function app.caller_reports_on() returns text[] language sql stable parallel restricted as $$
  select case when 'national_reader' = any (string_to_array(caller.fields[6], ','))
    then (select array_agg(unit.id) from app.unit) else array[nullif(caller.fields[3], '')] end
  from (select app.verified_caller() as fields offset 0) caller $$;
grant execute on function app.caller_reports_on() to cap_reporter;
