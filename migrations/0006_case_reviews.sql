-- Citizens and case reviews. That a person is under review at all is itself confidential: every row says in
-- `visible_to` which agencies ("<unit>/<agency>") may know of it. The column is written by triggers, not by callers.
set local role cap_owner;

create table app.citizen (
  id uuid primary key,
  created_at timestamptz not null default now()
);
create table app.citizen_number (
  id uuid primary key,
  citizen_id uuid not null references app.citizen,
  cpr_ct bytea not null,
  blind_index bytea not null unique check (length(blind_index) = 32),
  index_key_id text not null,
  created_at timestamptz not null default now()
);
create index citizen_number_by_citizen on app.citizen_number (citizen_id);
comment on table app.citizen is 'A random id, and nothing else; it says nothing about the person or the time of nomination.';
comment on column app.citizen_number.blind_index is 'HMAC-SHA-256 with a key outside the database. Readable by the guard only: whoever could compare it could ask who is known.';

create table app.case_review (
  id uuid primary key default gen_random_uuid(),
  unit_id text not null references app.unit,
  reference text check (length(reference) between 1 and 40),
  citizen_id uuid not null references app.citizen,
  name_ct bytea not null,
  municipality_code text not null references app.municipality,
  state text not null default 'nominated' check (state in ('nominated','declined','admitted','concluded','withdrawn','lapsed')),
  nominating_agency_id text not null references app.agency,
  nominated_by uuid references app.person,
  nominated_on date not null,
  ground_ct bytea not null,
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  legal_basis_id uuid references app.legal_basis,
  expires_on date not null,
  admitted_on date,
  decided_by uuid references app.person,
  decline_reason_ct bytea,
  reviewed_on date,
  outcome text check (outcome in ('follow_up','no_follow_up')),
  remark_ct bytea,
  concluded_at timestamptz,
  concluded_by uuid references app.person,
  agencies text[] not null default '{}',
  visible_to text[] not null default '{}',
  source text not null default 'service' check (source in ('service','register')),
  source_hash bytea,
  version int not null default 1,
  created_at timestamptz not null default now(),
  unique (unit_id, reference),
  unique (id, unit_id),
  check ((state = 'concluded') = (outcome is not null)),
  check (state <> 'concluded' or reviewed_on is not null)
);
create index case_review_list on app.case_review (unit_id, nominated_on desc, id);
create index case_review_by_citizen on app.case_review (citizen_id);
create index case_review_open on app.case_review (unit_id, state) where state in ('nominated','admitted');
-- Figures are counted from the index alone.
create index case_review_by_day on app.case_review (unit_id, reviewed_on) include (id, citizen_id, municipality_code) where state = 'concluded';

-- The agencies that have been asked. Everybody who sees the review sees that an agency has answered, not what.
create table app.review_agency (
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null references app.agency,
  asked_on date not null,
  asked_by uuid references app.person,
  due_on date not null,
  answered_on date,
  primary key (review_id, agency_id),
  foreign key (review_id, unit_id) references app.case_review (id, unit_id)
);
create index review_agency_queue on app.review_agency (unit_id, agency_id, due_on) where answered_on is null;

-- What the agency answered: "finding", "checked, nothing to add", "may not answer". Only the agency itself reads it,
-- so that nobody can tell silence from nothing (retsplejeloven § 115, stk. 4: nobody is obliged to disclose).
create table app.reply (
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null,
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  kind text not null check (kind in ('finding','nothing_to_add','may_not_answer')),
  replied_by uuid references app.person,
  replied_at timestamptz not null default now(),
  version int not null default 1,
  primary key (review_id, agency_id),
  foreign key (review_id, agency_id) references app.review_agency (review_id, agency_id)
);

alter table app.citizen enable row level security;
alter table app.citizen force row level security;
alter table app.citizen_number enable row level security;
alter table app.citizen_number force row level security;
alter table app.case_review enable row level security;
alter table app.case_review force row level security;
alter table app.review_agency enable row level security;
alter table app.review_agency force row level security;
alter table app.reply enable row level security;
alter table app.reply force row level security;

-- case_review: the agencies of the review, and the chair and coordinator of the unit.
create policy review_read on app.case_review for select to cap_app using (
  (select app.caller_scope()) = any (visible_to) or unit_id = (select app.caller_oversees()));
create policy review_insert on app.case_review for insert to cap_app with check (
  unit_id = (select app.caller_unit()) and nominating_agency_id = (select app.caller_agency())
  and nominated_by = (select app.caller_person()) and state = 'nominated' and source = 'service');
create policy review_update on app.case_review for update to cap_app
  using (unit_id = (select app.caller_oversees())) with check (unit_id = (select app.caller_oversees()));
-- The agency that nominated may take an open review back, and change nothing else.
create policy review_withdrawal on app.case_review for update to cap_app
  using ((unit_id || '/' || nominating_agency_id) = (select app.caller_scope()) and state in ('nominated','admitted'))
  with check ((unit_id || '/' || nominating_agency_id) = (select app.caller_scope()) and state = 'withdrawn');
create policy review_register_read on app.case_review for select to cap_register using (unit_id = (select app.caller_system_unit()));
create policy review_register_insert on app.case_review for insert to cap_register with check (
  unit_id = (select app.caller_system_unit()) and source = 'register' and state = 'concluded');
create policy review_reporter on app.case_review for select to cap_reporter using (unit_id = any ((select app.caller_reports_on())::text[]));
create policy review_scheduler_read on app.case_review for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy review_scheduler_update on app.case_review for update to cap_scheduler
  using (unit_id = (select app.caller_system_unit()) and state = 'nominated') with check (state = 'lapsed');
create policy review_guard on app.case_review to cap_guard using (true) with check (true);
grant select on app.case_review to cap_app;
grant insert (id, unit_id, citizen_id, name_ct, municipality_code, nominating_agency_id, nominated_by, nominated_on, ground_ct, purpose, legal_basis_id, expires_on)
  on app.case_review to cap_app;
grant update (state, reference, admitted_on, decided_by, decline_reason_ct, reviewed_on, outcome, concluded_at, concluded_by, version) on app.case_review to cap_app;
grant select (id, unit_id, reference, citizen_id, state, reviewed_on, source, source_hash) on app.case_review to cap_register;
grant insert on app.case_review to cap_register;
grant select (id, unit_id, citizen_id, municipality_code, state, nominating_agency_id, nominated_on, reviewed_on, outcome, source) on app.case_review to cap_reporter;
grant select (id, unit_id, state, nominated_on, admitted_on, expires_on, reviewed_on, version) on app.case_review to cap_scheduler;
grant update (state, version) on app.case_review to cap_scheduler;
grant select (id, unit_id, nominating_agency_id, agencies, visible_to, citizen_id, version), update (agencies, visible_to) on app.case_review to cap_guard;

-- citizen: whoever sees a review of the person. The blind index is granted to nobody but the guard.
create policy citizen_read on app.citizen for select to cap_app using (exists (select from app.case_review r where r.citizen_id = citizen.id));
create policy citizen_guard on app.citizen to cap_guard using (true) with check (true);
create policy number_read on app.citizen_number for select to cap_app using (exists (select from app.case_review r where r.citizen_id = citizen_number.citizen_id));
create policy number_guard on app.citizen_number to cap_guard using (true) with check (true);
grant select on app.citizen to cap_app;
grant select (id, citizen_id, cpr_ct) on app.citizen_number to cap_app;
grant select, insert on app.citizen to cap_guard;
grant select, insert on app.citizen_number to cap_guard;

-- review_agency and reply.
create policy asked_read on app.review_agency for select to cap_app using (exists (select from app.case_review r where r.id = review_id));
create policy asked_insert on app.review_agency for insert to cap_app with check (unit_id = (select app.caller_oversees()) and answered_on is null);
create policy asked_register on app.review_agency for insert to cap_register with check (unit_id = (select app.caller_system_unit()));
create policy asked_scheduler on app.review_agency for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy asked_guard on app.review_agency to cap_guard using (true) with check (true);
grant select on app.review_agency to cap_app, cap_scheduler;
grant insert (review_id, unit_id, agency_id, asked_on, asked_by, due_on) on app.review_agency to cap_app;
grant insert on app.review_agency to cap_register;
grant select, update (answered_on) on app.review_agency to cap_guard;

create policy reply_read on app.reply for select to cap_app using (scope = (select app.caller_scope()));
create policy reply_insert on app.reply for insert to cap_app with check ((unit_id || '/' || agency_id) = (select app.caller_scope()) and replied_by = (select app.caller_person()));
create policy reply_update on app.reply for update to cap_app using (scope = (select app.caller_scope())) with check ((unit_id || '/' || agency_id) = (select app.caller_scope()));
grant select on app.reply to cap_app;
grant insert (review_id, unit_id, agency_id, kind, replied_by) on app.reply to cap_app;
grant update (kind, replied_by, replied_at, version) on app.reply to cap_app;

reset role;
set local role cap_guard;

-- Finds or makes the citizen behind a civil registration number. Answers with an id either way, in the same shape:
-- whether somebody else knew the person cannot be told from it.
create function app.resolve_citizen(index_value bytea, key_id text, new_citizen uuid, new_number uuid, new_cpr_ct bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare found_citizen uuid;
begin
  if app.verified_caller() is null then raise exception 'no proven caller' using errcode = '42501'; end if;
  select n.citizen_id into found_citizen from app.citizen_number n where n.blind_index = index_value;
  if found_citizen is not null then return found_citizen; end if;
  insert into app.citizen (id) values (new_citizen);
  insert into app.citizen_number (id, citizen_id, cpr_ct, blind_index, index_key_id)
  values (new_number, new_citizen, new_cpr_ct, index_value, key_id) on conflict (blind_index) do nothing;
  select n.citizen_id into found_citizen from app.citizen_number n where n.blind_index = index_value;
  return found_citizen;
end $$;
-- The same for many at once, for the import of a register: one row out for each row in, in order.
create function app.resolve_citizens(index_values bytea[], key_id text, new_citizens uuid[], new_numbers uuid[], new_cpr_cts bytea[]) returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (app.verified_caller())[9] = '' or app.verified_caller() is null then raise exception 'no proven caller' using errcode = '42501'; end if;
  with asked as (
    select distinct on (i.index_value) i.index_value, i.new_citizen, i.new_number, i.new_cpr_ct
    from unnest(index_values, new_citizens, new_numbers, new_cpr_cts) as i(index_value, new_citizen, new_number, new_cpr_ct)
    where not exists (select from app.citizen_number n where n.blind_index = i.index_value)
    order by i.index_value
  ), made as (
    -- Somebody else may be entering the same person at this moment: then theirs is the citizen.
    insert into app.citizen_number (id, citizen_id, cpr_ct, blind_index, index_key_id)
    select a.new_number, a.new_citizen, a.new_cpr_ct, a.index_value, key_id from asked a order by a.index_value
    on conflict (blind_index) do nothing returning citizen_id
  )
  insert into app.citizen (id) select m.citizen_id from made m;
  return (select array_agg(n.citizen_id order by i.ordinal)
    from unnest(index_values) with ordinality as i(index_value, ordinal) join app.citizen_number n on n.blind_index = i.index_value);
end $$;
-- The citizen behind a number among the reviews this caller may see, or null; used by look-ups, which create nothing.
create function app.find_citizen(index_value bytea) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.citizen_id from app.citizen_number n
  where n.blind_index = index_value and exists (
    select from app.case_review r where r.citizen_id = n.citizen_id
      and (app.caller_scope() = any (r.visible_to) or r.unit_id = app.caller_oversees())) $$;
grant execute on function app.resolve_citizen(bytea, text, uuid, uuid, bytea), app.find_citizen(bytea) to cap_app;
grant execute on function app.resolve_citizens(bytea[], text, uuid[], uuid[], bytea[]) to cap_register;

create function app.review_starts_with_its_nominator() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.nominating_agency_id <> all (new.agencies) then new.agencies := array_append(new.agencies, new.nominating_agency_id); end if;
  -- Ids hold no spaces. An expression and no query: the import of a register runs this a hundred thousand times.
  new.visible_to := string_to_array(new.unit_id || '/' || array_to_string(new.agencies, ' ' || new.unit_id || '/'), ' ');
  return new;
end $$;
create function app.asked_agency_may_see_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.case_review r set agencies = array_append(r.agencies, new.agency_id), visible_to = array_append(r.visible_to, new.unit_id || '/' || new.agency_id)
  where r.id = new.review_id and new.agency_id <> all (r.agencies);
  return null;
end $$;
create function app.reply_answers_question() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.review_agency q set answered_on = (new.replied_at at time zone 'Europe/Copenhagen')::date
  where q.review_id = new.review_id and q.agency_id = new.agency_id;
  return null;
end $$;
grant execute on function app.review_starts_with_its_nominator(), app.asked_agency_may_see_review(), app.reply_answers_question() to cap_owner;

reset role;
set local role cap_owner;
create trigger review_visibility before insert on app.case_review for each row execute function app.review_starts_with_its_nominator();
create trigger asked_visibility after insert on app.review_agency for each row when (new.answered_on is null) execute function app.asked_agency_may_see_review();
create trigger reply_answered after insert or update on app.reply for each row execute function app.reply_answers_question();
