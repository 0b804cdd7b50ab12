-- Half-yearly reports, the scheduler's slots, and what keeps requests safe to repeat.
set local role cap_owner;

create table app.report (
  id uuid primary key default gen_random_uuid(),
  unit_id text not null references app.unit,
  period text not null check (period ~ '^[0-9]{4}(-H[12])?$'),
  version int not null check (version > 0),
  definition_version text not null,
  -- Made before the period had ended.
  preliminary boolean not null,
  figures jsonb not null,
  sha256 bytea not null,
  built_by uuid references app.person,
  built_at timestamptz not null default now(),
  unique (unit_id, period, version)
);
comment on table app.report is 'A snapshot of the figures of one period: aggregates only. A new version is made only when the figures have changed.';

create table app.job (
  job_key text not null,
  unit_id text not null references app.unit,
  rule jsonb not null,
  catch_up text not null check (catch_up in ('run_all','run_latest','run_each_period')),
  considered_through timestamptz not null,
  primary key (job_key, unit_id)
);
create table app.job_run (
  job_key text not null,
  unit_id text not null,
  at timestamptz not null,
  attempts int not null default 0,
  -- The class of the error or the id of the rule; never a text.
  failed_with text,
  retry_at timestamptz,
  done_at timestamptz,
  -- Overtaken by a later slot after an outage, and never run: done_at says when that was decided.
  skipped boolean not null default false,
  primary key (job_key, unit_id, at),
  foreign key (job_key, unit_id) references app.job (job_key, unit_id)
);
create index job_run_open on app.job_run (at) where done_at is null;

create table app.idempotency_key (
  person_id uuid not null references app.person,
  scope text not null,
  endpoint text not null,
  key text not null check (length(key) between 8 and 100),
  request_sha256 bytea not null,
  status int not null,
  response_ct bytea,
  created_at timestamptz not null default now(),
  primary key (person_id, scope, endpoint, key)
);
comment on column app.idempotency_key.response_ct is 'The first answer, encrypted: it may hold what only this person may see.';

create table app.citizen_lookup (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references app.person,
  at timestamptz not null default clock_timestamp()
);
create index citizen_lookup_quota on app.citizen_lookup (person_id, at);

do $$
declare t text;
begin
  foreach t in array array['report','job','job_run','idempotency_key','citizen_lookup'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
  end loop;
end $$;

create policy report_read on app.report for select to cap_app, cap_reporter, cap_scheduler using (
  unit_id = (select app.caller_unit()) or 'national_reader' = any ((select app.caller_roles())::text[]));
create policy report_insert on app.report for insert to cap_reporter with check (unit_id = (select app.caller_unit()));
grant select on app.report to cap_app;
grant select (id, unit_id, period, version, definition_version, preliminary, figures, sha256, built_at) on app.report to cap_reporter, cap_scheduler;
grant insert (id, unit_id, period, version, definition_version, preliminary, figures, sha256, built_by) on app.report to cap_reporter;

-- The scheduler finds its work before it acts for a unit, so jobs are not bound to one; they name no person and no case.
create policy job_scheduler on app.job to cap_scheduler using (true) with check (true);
create policy job_guard on app.job to cap_guard using (true) with check (true);
create policy job_run_scheduler on app.job_run to cap_scheduler using (true) with check (true);
grant select, insert, update on app.job to cap_scheduler;
grant select, insert, update on app.job_run to cap_scheduler;
grant select, insert on app.job to cap_guard;

create policy idempotency_own on app.idempotency_key to cap_app, cap_reporter
  using (person_id = (select app.caller_person())) with check (person_id = (select app.caller_person()));
grant select, insert on app.idempotency_key to cap_app, cap_reporter;
-- Nothing is kept longer than it is needed (GDPR art. 5 (1) (e)): the age is the rule, and it is kept here.
create policy idempotency_forget on app.idempotency_key for delete to cap_scheduler
  using (created_at < now() - interval '7 days' and (select app.caller_system_unit()) is not null);
grant delete on app.idempotency_key to cap_scheduler;

create policy lookup_own on app.citizen_lookup to cap_app
  using (person_id = (select app.caller_person())) with check (person_id = (select app.caller_person()));
grant select, insert (person_id) on app.citizen_lookup to cap_app;
create policy lookup_forget on app.citizen_lookup for delete to cap_scheduler
  using (at < now() - interval '24 hours' and (select app.caller_system_unit()) is not null);
grant delete on app.citizen_lookup to cap_scheduler;
