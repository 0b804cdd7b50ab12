-- Follow-up types, meetings, agendas, follow-up actions. The meeting decides nothing about a citizen: an action belongs to
-- one agency, inside its own remit, and only that agency writes it.
set local role cap_owner;

create table app.follow_up_type (
  code text primary key,
  name_da text not null unique,
  name_en text not null,
  owner_kind text not null check (owner_kind in ('police','tax','bif','sof','bk')),
  unique (code, owner_kind)
);

create table app.meeting_series (
  id uuid primary key default gen_random_uuid(),
  unit_id text not null references app.unit,
  rule jsonb not null,
  capacity int not null check (capacity between 1 and 200),
  planned_until date,
  ended_on date,
  created_by uuid references app.person,
  created_at timestamptz not null default now(),
  version int not null default 1
);

create table app.meeting (
  id uuid primary key default gen_random_uuid(),
  unit_id text not null references app.unit,
  series_id uuid references app.meeting_series,
  held_on date not null,
  starts_at timestamptz not null,
  moved_from date,
  capacity int not null default 20 check (capacity between 1 and 200),
  state text not null default 'planned' check (state in ('planned','settled','open','closed','cancelled')),
  source text not null default 'service' check (source in ('service','register')),
  opened_at timestamptz,
  closed_at timestamptz,
  chair uuid references app.person,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (unit_id, held_on, source),
  unique (id, unit_id)
);
create index meeting_by_start on app.meeting (unit_id, starts_at);

create table app.agenda (
  meeting_id uuid not null,
  unit_id text not null,
  revision int not null check (revision > 0),
  state text not null default 'proposed' check (state in ('proposed','settled')),
  input_sha256 bytea not null,
  built_at timestamptz not null default now(),
  settled_by uuid references app.person,
  settled_at timestamptz,
  primary key (meeting_id, revision),
  foreign key (meeting_id, unit_id) references app.meeting (id, unit_id)
);

-- Reviews that are open and not on the agenda, with the reason: [{"reviewId", "reason"}]. A table of its own, because it tells
-- that they exist: only chair and coordinator read it.
create table app.agenda_absence (
  meeting_id uuid not null,
  revision int not null,
  unit_id text not null,
  absent jsonb not null,
  primary key (meeting_id, revision),
  foreign key (meeting_id, revision) references app.agenda (meeting_id, revision) on delete cascade
);

create table app.agenda_item (
  id uuid primary key default gen_random_uuid(),
  meeting_id uuid not null,
  revision int not null,
  unit_id text not null,
  review_id uuid not null,
  position int not null check (position > 0),
  reasons text[] not null check (cardinality(reasons) > 0 and reasons <@ array['carried_over','overdue_follow_up','nominated','added_by_chair']),
  outcome text check (outcome in ('follow_up','no_follow_up','postponed','withdrawn')),
  outcome_at timestamptz,
  outcome_by uuid references app.person,
  version int not null default 1,
  unique (meeting_id, revision, position),
  unique (meeting_id, revision, review_id),
  foreign key (meeting_id, revision) references app.agenda (meeting_id, revision) on delete cascade,
  foreign key (review_id, unit_id) references app.case_review (id, unit_id)
);
create index agenda_item_by_review on app.agenda_item (review_id);

create table app.follow_up_action (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null,
  owner_kind text not null,
  type text not null,
  status text not null default 'in_progress' check (status in ('in_progress','completed','dropped')),
  started_on date not null,
  due_on date,
  closed_on date check (closed_on >= started_on),
  open_reason text check (open_reason in ('could_not','did_not')),
  agenda_item_id uuid references app.agenda_item,
  source text not null default 'service' check (source in ('service','register')),
  source_hash bytea,
  created_by uuid references app.person,
  created_at timestamptz not null default now(),
  version int not null default 1,
  foreign key (review_id, unit_id) references app.case_review (id, unit_id),
  -- The remit (rule D10): the type's owner and the agency's kind must be the same.
  foreign key (type, owner_kind) references app.follow_up_type (code, owner_kind),
  foreign key (agency_id, owner_kind) references app.agency (id, kind)
);
create index follow_up_by_review on app.follow_up_action (review_id) include (id, unit_id, agency_id, type);
create unique index follow_up_of_register_row on app.follow_up_action (unit_id, review_id, source_hash) where source_hash is not null;
create index follow_up_due on app.follow_up_action (unit_id, due_on) where status = 'in_progress';
create index follow_up_by_owner on app.follow_up_action (unit_id, agency_id, status);

-- Amounts and notes: the owner's alone. A demand is not a collection, so the four amounts are apart.
create table app.follow_up_detail (
  action_id uuid primary key references app.follow_up_action,
  unit_id text not null,
  agency_id text not null,
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  claimed_dkk numeric(14,2) check (claimed_dkk >= 0),
  decided_dkk numeric(14,2) check (decided_dkk >= 0),
  collected_dkk numeric(14,2) check (collected_dkk >= 0),
  stopped_per_month_dkk numeric(14,2) check (stopped_per_month_dkk >= 0),
  note_ct bytea,
  journal_ref text check (length(journal_ref) <= 60)
);

do $$
declare t text;
begin
  foreach t in array array['follow_up_type','meeting_series','meeting','agenda','agenda_absence','agenda_item','follow_up_action','follow_up_detail'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
  end loop;
end $$;

create policy type_read on app.follow_up_type for select to cap_guard, cap_app, cap_register, cap_reporter, cap_scheduler using (true);
create policy type_insert on app.follow_up_type for insert to cap_guard with check (true);
create policy type_update on app.follow_up_type for update to cap_guard using (true) with check (true);
grant select on app.follow_up_type to cap_app, cap_register, cap_reporter, cap_scheduler;
grant select, insert, update on app.follow_up_type to cap_guard;

-- Meetings: everybody in the unit knows when it meets; chair and coordinator plan, the chair runs.
create policy series_read on app.meeting_series for select to cap_app using (unit_id = (select app.caller_unit()));
create policy series_insert on app.meeting_series for insert to cap_app with check (unit_id = (select app.caller_oversees()));
create policy series_update on app.meeting_series for update to cap_app using (unit_id = (select app.caller_oversees())) with check (unit_id = (select app.caller_oversees()));
create policy series_scheduler on app.meeting_series for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy series_scheduler_update on app.meeting_series for update to cap_scheduler using (unit_id = (select app.caller_system_unit())) with check (unit_id = (select app.caller_system_unit()));
grant select on app.meeting_series to cap_app, cap_scheduler;
grant insert (id, unit_id, rule, capacity, created_by) on app.meeting_series to cap_app;
grant update (rule, capacity, planned_until, ended_on, version) on app.meeting_series to cap_app;
grant update (planned_until) on app.meeting_series to cap_scheduler;

create policy meeting_read on app.meeting for select to cap_app using (unit_id = (select app.caller_unit()));
create policy meeting_insert on app.meeting for insert to cap_app with check (unit_id = (select app.caller_oversees()) and source = 'service');
create policy meeting_update on app.meeting for update to cap_app using (unit_id = (select app.caller_oversees())) with check (unit_id = (select app.caller_oversees()));
create policy meeting_register on app.meeting for insert to cap_register with check (unit_id = (select app.caller_system_unit()) and source = 'register');
create policy meeting_register_read on app.meeting for select to cap_register using (unit_id = (select app.caller_system_unit()));
create policy meeting_reporter on app.meeting for select to cap_reporter using (unit_id = any ((select app.caller_reports_on())::text[]));
create policy meeting_scheduler on app.meeting for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy meeting_scheduler_insert on app.meeting for insert to cap_scheduler with check (unit_id = (select app.caller_system_unit()));
grant select on app.meeting to cap_app, cap_register, cap_scheduler;
grant select (id, unit_id, held_on, state, source) on app.meeting to cap_reporter;
grant insert (id, unit_id, series_id, held_on, starts_at, moved_from, capacity) on app.meeting to cap_app, cap_scheduler;
grant update (state, held_on, starts_at, capacity, opened_at, closed_at, chair, version) on app.meeting to cap_app;
grant insert on app.meeting to cap_register;

-- Agendas: whoever sees a review sees its item; what is absent is for chair and coordinator, who see every review of the unit.
create policy agenda_read on app.agenda for select to cap_app using (unit_id = (select app.caller_unit()));
create policy agenda_insert on app.agenda for insert to cap_app with check (unit_id = (select app.caller_oversees()));
create policy agenda_update on app.agenda for update to cap_app using (unit_id = (select app.caller_oversees())) with check (unit_id = (select app.caller_oversees()));
create policy agenda_scheduler on app.agenda for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy agenda_scheduler_insert on app.agenda for insert to cap_scheduler with check (unit_id = (select app.caller_system_unit()) and state = 'proposed');
grant select on app.agenda to cap_app, cap_scheduler;
grant insert (meeting_id, unit_id, revision, input_sha256) on app.agenda to cap_app, cap_scheduler;
grant update (state, settled_by, settled_at) on app.agenda to cap_app;
create policy absence_read on app.agenda_absence for select to cap_app using (unit_id = (select app.caller_oversees()));
create policy absence_insert on app.agenda_absence for insert to cap_app with check (unit_id = (select app.caller_oversees()));
create policy absence_scheduler_insert on app.agenda_absence for insert to cap_scheduler with check (unit_id = (select app.caller_system_unit()));
grant select, insert on app.agenda_absence to cap_app;
grant insert on app.agenda_absence to cap_scheduler;

create policy item_read on app.agenda_item for select to cap_app using (exists (select from app.case_review r where r.id = review_id));
create policy item_insert on app.agenda_item for insert to cap_app with check (unit_id = (select app.caller_oversees()) and outcome is null);
create policy item_update on app.agenda_item for update to cap_app using (unit_id = (select app.caller_oversees())) with check (unit_id = (select app.caller_oversees()));
create policy item_scheduler on app.agenda_item for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy item_scheduler_insert on app.agenda_item for insert to cap_scheduler with check (unit_id = (select app.caller_system_unit()) and outcome is null);
grant select on app.agenda_item to cap_app, cap_scheduler;
grant insert (id, meeting_id, revision, unit_id, review_id, position, reasons) on app.agenda_item to cap_app, cap_scheduler;
grant update (outcome, outcome_at, outcome_by, version) on app.agenda_item to cap_app;

-- Follow-up: all agencies of the review see that an action exists and where it stands.
create policy action_read on app.follow_up_action for select to cap_app using (exists (select from app.case_review r where r.id = review_id));
create policy action_insert on app.follow_up_action for insert to cap_app with check (
  created_by = (select app.caller_person()) and source = 'service'
  and ((unit_id || '/' || agency_id) = (select app.caller_scope()) or unit_id = (select app.caller_oversees()))
  and exists (select from app.case_review r where r.id = review_id and agency_id = any (r.agencies)));
create policy action_update on app.follow_up_action for update to cap_app
  using ((unit_id || '/' || agency_id) = (select app.caller_scope())) with check ((unit_id || '/' || agency_id) = (select app.caller_scope()));
create policy action_register on app.follow_up_action for insert to cap_register with check (unit_id = (select app.caller_system_unit()) and source = 'register');
create policy action_register_read on app.follow_up_action for select to cap_register using (unit_id = (select app.caller_system_unit()) and source = 'register');
create policy action_reporter on app.follow_up_action for select to cap_reporter using (unit_id = any ((select app.caller_reports_on())::text[]));
create policy action_scheduler on app.follow_up_action for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
grant select on app.follow_up_action to cap_app;
grant insert (id, review_id, unit_id, agency_id, owner_kind, type, started_on, due_on, agenda_item_id, created_by) on app.follow_up_action to cap_app;
grant update (status, due_on, closed_on, open_reason, version) on app.follow_up_action to cap_app;
grant insert on app.follow_up_action to cap_register;
grant select (review_id, unit_id, source, source_hash) on app.follow_up_action to cap_register;
grant select (id, review_id, unit_id, agency_id, owner_kind, type, status, started_on, due_on, closed_on, open_reason, source) on app.follow_up_action to cap_reporter;
grant select (id, review_id, unit_id, agency_id, status, due_on) on app.follow_up_action to cap_scheduler;

create policy detail_read on app.follow_up_detail for select to cap_app using (scope = (select app.caller_scope()));
create policy detail_insert on app.follow_up_detail for insert to cap_app with check ((unit_id || '/' || agency_id) = (select app.caller_scope()));
create policy detail_update on app.follow_up_detail for update to cap_app using (scope = (select app.caller_scope())) with check ((unit_id || '/' || agency_id) = (select app.caller_scope()));
create policy detail_register on app.follow_up_detail for insert to cap_register with check (unit_id = (select app.caller_system_unit()));
create policy detail_reporter on app.follow_up_detail for select to cap_reporter using (unit_id = any ((select app.caller_reports_on())::text[]));
grant select on app.follow_up_detail to cap_app;
grant insert (action_id, unit_id, agency_id, claimed_dkk, decided_dkk, collected_dkk, stopped_per_month_dkk, note_ct, journal_ref) on app.follow_up_detail to cap_app;
grant update (claimed_dkk, decided_dkk, collected_dkk, stopped_per_month_dkk, note_ct, journal_ref) on app.follow_up_detail to cap_app;
grant insert on app.follow_up_detail to cap_register;
grant select (action_id, unit_id, agency_id, claimed_dkk, decided_dkk, collected_dkk, stopped_per_month_dkk) on app.follow_up_detail to cap_reporter;
