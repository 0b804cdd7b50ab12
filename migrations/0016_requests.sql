-- Requests for information between two agencies of a review, and what an agency shows the others of its own answer.
set local role cap_owner;

-- To ask is to disclose: what the question says goes from one agency to another under a legal basis of the asker's own. Only
-- the two of them know that it was asked.
create table app.information_request (
  id uuid primary key,
  review_id uuid not null,
  unit_id text not null,
  from_agency_id text not null references app.agency,
  to_agency_id text not null references app.agency check (to_agency_id <> from_agency_id),
  legal_basis_id uuid not null references app.legal_basis,
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  data_class text not null check (data_class in ('ordinary','confidential')),
  question_ct bytea not null,
  necessity_ct bytea not null,
  declared_not_for_investigation boolean not null,
  use_restriction text check (use_restriction in ('not_for_criminal_investigation')),
  asked_on date not null,
  asked_by uuid not null references app.person,
  wished_on date not null check (wished_on >= asked_on),
  expires_on date not null check (expires_on >= wished_on),
  state text not null default 'asked' check (state in
    ('asked','accepted','accepted_in_part','answered','answered_in_part','refused','withdrawn','not_answered')),
  decided_on date,
  decided_by uuid references app.person,
  version int not null default 1,
  from_scope text not null generated always as (unit_id || '/' || from_agency_id) stored,
  to_scope text not null generated always as (unit_id || '/' || to_agency_id) stored,
  foreign key (review_id, unit_id) references app.case_review (id, unit_id),
  unique (id, review_id, from_agency_id, to_agency_id)
);
create index request_received on app.information_request (to_scope, wished_on, id);
create index request_sent on app.information_request (from_scope, wished_on, id);
create index request_of_review on app.information_request (review_id);
create index request_to_expire on app.information_request (unit_id, expires_on) where state in ('asked','accepted','accepted_in_part');
comment on table app.information_request is 'Known to the asker and the asked and to nobody else. Never anything about the citizen: a refusal is no fact of the case.';

-- Why an agency refused, when it chose to say: a row of its own, so that the asker's rows do not hold what is not shown.
create table app.request_reason (
  request_id uuid primary key references app.information_request,
  from_scope text not null,
  to_scope text not null,
  shown boolean not null,
  reason_ct bytea not null
);
comment on table app.request_reason is 'A refusal needs no reason (retsplejeloven § 115 obliges nobody). Read by the refuser; by the asker only when it is shown.';

alter table app.information_request enable row level security;
alter table app.information_request force row level security;
alter table app.request_reason enable row level security;
alter table app.request_reason force row level security;

create policy request_read on app.information_request for select to cap_app using (
  (select app.caller_finding_scope()) = any (array[from_scope, to_scope]));
create policy request_insert on app.information_request for insert to cap_app with check (
  (unit_id || '/' || from_agency_id) = (select app.caller_finding_scope()) and asked_by = (select app.caller_person()) and state = 'asked'
  and exists (select from app.case_review r where r.id = review_id and r.state = 'admitted'
    and from_agency_id = any (r.agencies) and to_agency_id = any (r.agencies)));
create policy request_update on app.information_request for update to cap_app
  using ((select app.caller_finding_scope()) = any (array[from_scope, to_scope]))
  with check ((select app.caller_finding_scope()) = any (array[unit_id || '/' || from_agency_id, unit_id || '/' || to_agency_id]));
create policy request_scheduler_read on app.information_request for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy request_scheduler_update on app.information_request for update to cap_scheduler
  using (unit_id = (select app.caller_system_unit()) and state in ('asked','accepted','accepted_in_part'))
  with check (unit_id = (select app.caller_system_unit()));
grant select on app.information_request to cap_app;
grant insert (id, review_id, unit_id, from_agency_id, to_agency_id, legal_basis_id, purpose, data_class, question_ct, necessity_ct,
  declared_not_for_investigation, use_restriction, asked_on, asked_by, wished_on, expires_on) on app.information_request to cap_app;
grant update (state, decided_on, decided_by, version) on app.information_request to cap_app;
grant select (id, unit_id, state, expires_on, version), update (state, version) on app.information_request to cap_scheduler;

-- The asked agency answers, the asker takes an open request back, time ends it; none of them does what is another's.
create function app.request_goes_its_way() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare is_open boolean := old.state in ('asked','accepted','accepted_in_part');
begin
  if new.state = old.state then return new; end if;
  if app.caller_system_unit() is not null then
    if is_open and new.state = 'not_answered' then return new; end if;
  elsif old.to_scope = app.caller_finding_scope() then
    if is_open and new.state in ('accepted','accepted_in_part','refused') then return new; end if;
    if old.state not in ('refused','withdrawn') and new.state in ('answered','answered_in_part') then return new; end if;
  elsif old.from_scope = app.caller_finding_scope() then
    if is_open and new.state = 'withdrawn' then return new; end if;
  end if;
  raise exception 'a request does not go that way' using errcode = '42501';
end $$;
create trigger request_way before update on app.information_request for each row execute function app.request_goes_its_way();

create policy reason_read on app.request_reason for select to cap_app using (
  (to_scope = (select app.caller_finding_scope()) or (shown and from_scope = (select app.caller_finding_scope())))
  and exists (select from app.information_request q where q.id = request_id));
create policy reason_insert on app.request_reason for insert to cap_app with check (
  to_scope = (select app.caller_finding_scope())
  and exists (select from app.information_request q where q.id = request_id and q.state = 'refused'
    and q.to_scope = request_reason.to_scope and q.from_scope = request_reason.from_scope));
grant select, insert on app.request_reason to cap_app;

-- A disclosure may answer a request: only one of the same review, between the same two, the other way round.
alter table app.disclosure add column request_id uuid;
alter table app.disclosure add constraint disclosure_answers_request
  foreign key (request_id, review_id, to_agency_id, from_agency_id)
  references app.information_request (id, review_id, from_agency_id, to_agency_id);
alter table app.disclosure add constraint disclosure_on_request check (request_id is null or initiative = 'on_request');
create index disclosure_by_request on app.disclosure (request_id) where request_id is not null;
grant insert (request_id) on app.disclosure to cap_app;

-- What an agency answered stays its own unless it says otherwise. That it holds a finding is never shown in this way: that is
-- a disclosure, with a legal basis for each recipient.
alter table app.reply add column shown_to_others boolean not null default false;
alter table app.reply add constraint reply_shows_no_finding check (not shown_to_others or kind <> 'finding');
grant insert (shown_to_others), update (shown_to_others) on app.reply to cap_app;
alter table app.review_agency add column shown_kind text check (shown_kind in ('nothing_to_add','may_not_answer'));
comment on column app.review_agency.shown_kind is 'What the agency answered, where it lets the others see it; null for every other answer, so that they look alike.';
grant update (shown_kind) on app.review_agency to cap_guard;

reset role;
set local role cap_guard;
create or replace function app.reply_answers_question() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.review_agency q set answered_on = (new.replied_at at time zone 'Europe/Copenhagen')::date,
    shown_kind = case when new.shown_to_others then new.kind end
  where q.review_id = new.review_id and q.agency_id = new.agency_id;
  return null;
end $$;
reset role;
