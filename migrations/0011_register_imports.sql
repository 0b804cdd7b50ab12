-- Imports of a unit's register that somebody starts in the service: what was sent, until it has been read in, and what
-- became of it.
set local role cap_owner;

create table app.register_import (
  id uuid primary key,
  unit_id text not null references app.unit,
  agency_id text not null references app.agency,
  person_id uuid not null references app.person,
  state text not null default 'preview' check (state in ('preview','running','done','failed','discarded')),
  created_at timestamptz not null default now(),
  -- One attempt to read it in. An attempt whose process is gone is told by its silence, and another may follow.
  run_id uuid,
  started_at timestamptz,
  heard_at timestamptz,
  ended_at timestamptz,
  rows_done int not null default 0,
  rows_total int not null,
  failed_with text check (length(failed_with) <= 60),
  -- Counts by sheet, refused lines by code, warnings. Never a cell.
  report jsonb not null,
  check ((state in ('running','done','failed')) = (run_id is not null) or state = 'discarded'),
  unique (id, unit_id, person_id)
);
create index register_import_by_person on app.register_import (person_id, created_at);
comment on table app.register_import is 'Who read which register in, or was about to: counts and lines, for thirty days.';

create table app.register_import_part (
  import_id uuid not null,
  unit_id text not null,
  person_id uuid not null,
  sheet text not null check (sheet in ('reviews','findings','follow_ups')),
  -- content: what was sent, until it has been read in. refused: the file of the rows that were refused, to be mended.
  kind text not null check (kind in ('content','refused')),
  part int not null check (part >= 0),
  text_ct bytea not null,
  created_at timestamptz not null default now(),
  primary key (import_id, kind, sheet, part),
  foreign key (import_id, unit_id, person_id) references app.register_import (id, unit_id, person_id) on delete cascade
);
create index register_import_part_age on app.register_import_part (unit_id, created_at);
comment on table app.register_import_part is 'Sent spreadsheets in encrypted pieces: unreadable after a day for everybody, and deleted.';

do $$
declare t text;
begin
  foreach t in array array['register_import','register_import_part'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
  end loop;
end $$;

-- Only whoever sent it, as the coordinator of the same agency in the same unit.
create policy register_import_own on app.register_import to cap_app
  using (person_id = (select app.caller_person()) and unit_id = (select app.caller_unit())
    and agency_id = (select app.caller_agency()) and 'coordinator' = any ((select app.caller_roles())::text[]))
  with check (person_id = (select app.caller_person()) and unit_id = (select app.caller_unit())
    and agency_id = (select app.caller_agency()) and 'coordinator' = any ((select app.caller_roles())::text[]));
grant select, insert (id, unit_id, agency_id, person_id, rows_total, report) on app.register_import to cap_app;
grant update (state, run_id, started_at, heard_at, ended_at, rows_done, failed_with) on app.register_import to cap_app;

create policy register_part_own on app.register_import_part to cap_app
  using (created_at > now() - interval '24 hours' and exists (select from app.register_import i where i.id = import_id))
  with check (person_id = (select app.caller_person()) and unit_id = (select app.caller_unit())
    and exists (select from app.register_import i where i.id = import_id));
grant select, delete on app.register_import_part to cap_app;
grant insert (import_id, unit_id, person_id, sheet, kind, part, text_ct) on app.register_import_part to cap_app;

-- The import itself, which reads what it was told to read in, says how far it has come, and takes it away.
create policy register_import_run on app.register_import for select to cap_register using (unit_id = (select app.caller_system_unit()));
create policy register_import_runs on app.register_import for update to cap_register
  using (unit_id = (select app.caller_system_unit()) and state = 'running')
  with check (unit_id = (select app.caller_system_unit()) and state in ('running','done','failed'));
grant select (id, unit_id, person_id, state, run_id) on app.register_import to cap_register;
grant update (state, heard_at, ended_at, rows_done, failed_with, report) on app.register_import to cap_register;
create policy register_part_run on app.register_import_part to cap_register
  using (unit_id = (select app.caller_system_unit()) and created_at > now() - interval '24 hours'
    and exists (select from app.register_import i where i.id = import_id and i.state = 'running'))
  with check (unit_id = (select app.caller_system_unit())
    and exists (select from app.register_import i where i.id = import_id and i.state = 'running'));
grant select, delete on app.register_import_part to cap_register;
grant insert (import_id, unit_id, person_id, sheet, kind, part, text_ct) on app.register_import_part to cap_register;

-- Nothing is kept longer than it is needed (GDPR art. 5 (1) (e)): the age is the rule, and it is kept here. The job runs every
-- hour, so that nothing that was sent outlives a day.
create policy register_part_forget on app.register_import_part for delete to cap_scheduler
  using (unit_id = (select app.caller_system_unit()) and created_at < now() - interval '23 hours');
grant delete on app.register_import_part to cap_scheduler;
create policy register_import_forget on app.register_import for delete to cap_scheduler
  using (unit_id = (select app.caller_system_unit()) and created_at < now() - interval '30 days');
grant delete on app.register_import to cap_scheduler;
