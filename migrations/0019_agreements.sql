-- Participation agreements, emergency access with a second person, and proposals that wait for a second approver.
set local role cap_owner;

-- An agency takes part on a signed agreement (databeskyttelsesforordningen art. 26). What a version
-- says never changes; a renewal is a new version. It says nothing of anybody, so its text is not sealed.
create table app.participation_agreement (
  id uuid primary key default gen_random_uuid(),
  unit_id text not null references app.unit,
  agency_id text not null,
  authority_id text not null,
  version int not null check (version > 0),
  scope text not null check (length(scope) between 1 and 4000),
  signed_on date,
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  state text not null default 'draft' check (state in ('draft','signed','discarded')),
  -- setup: put in by whoever set the unit up; carried_over: an agency that took part before agreements were asked for.
  origin text not null default 'service' check (origin in ('service','setup','carried_over')),
  drafted_by uuid references app.person,
  drafted_at timestamptz not null default now(),
  confirmed_by uuid references app.person,
  confirmed_at timestamptz,
  unique (unit_id, agency_id, version),
  foreign key (agency_id, authority_id) references app.agency (id, authority_id),
  check ((origin = 'service') = (drafted_by is not null)),
  check ((origin = 'carried_over') = (signed_on is null)),
  check (origin = 'service' or (state = 'signed' and confirmed_by is null)),
  check (origin <> 'service' or (state = 'signed') = (confirmed_by is not null)),
  check ((confirmed_by is null) = (confirmed_at is null)),
  -- Four eyes: nobody confirms the own draft.
  check (confirmed_by is null or confirmed_by is distinct from drafted_by)
);
create unique index participation_agreement_one_draft on app.participation_agreement (unit_id, agency_id) where state = 'draft';
create index participation_agreement_in_force on app.participation_agreement (unit_id, agency_id, valid_from desc, version desc)
  include (valid_to) where state = 'signed';
comment on table app.participation_agreement is
  'An agency shares and reads what it was given only while the agreement that has begun last is not past its last day.';

-- That an agency has been told: once that its agreement ends soon, once that it has ended. Holds nothing else.
create table app.agreement_notice (
  agreement_id uuid not null references app.participation_agreement,
  unit_id text not null,
  agency_id text not null,
  kind text not null check (kind in ('ends_soon','lapsed')),
  noticed_on date not null,
  primary key (agreement_id, kind)
);

-- Danger for somebody: one person asks for one review, a second one confirms, and it is open to that person for four hours.
create table app.emergency_access (
  id uuid primary key default gen_random_uuid(),
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null references app.agency,
  person_id uuid not null references app.person,
  reason_ct bytea not null,
  asked_at timestamptz not null default now(),
  answer_by timestamptz not null default now() + interval '1 hour',
  state text not null default 'asked' check (state in ('asked','confirmed','refused','withdrawn','lapsed','ended')),
  decided_by uuid references app.person,
  decided_at timestamptz,
  until timestamptz,
  ended_at timestamptz,
  ended_by uuid references app.person,
  foreign key (review_id, unit_id) references app.case_review (id, unit_id),
  -- The second person is another one.
  check (decided_by is null or decided_by is distinct from person_id),
  check ((state in ('confirmed','refused','ended')) = (decided_by is not null)),
  check ((state in ('confirmed','ended')) = (until is not null)),
  check ((state = 'ended') = (ended_by is not null))
);
create unique index emergency_access_one_asked on app.emergency_access (review_id, person_id) where state = 'asked';
create index emergency_access_of_person on app.emergency_access (person_id) where state = 'confirmed';
create index emergency_access_list on app.emergency_access (unit_id, asked_at desc);
create index emergency_access_counted on app.emergency_access (unit_id, decided_at) where state in ('confirmed','ended');

-- What a liaison proposes that an approver discloses: one version, to these recipients, on these grounds, and nothing else.
create table app.release_proposal (
  id uuid primary key default gen_random_uuid(),
  finding_id uuid not null,
  version int not null,
  review_id uuid not null,
  unit_id text not null,
  agency_id text not null,
  scope text not null generated always as (unit_id || '/' || agency_id) stored,
  recipients text[] not null check (cardinality(recipients) between 1 and 20),
  legal_basis_code text not null check (length(legal_basis_code) between 1 and 40),
  form text not null default 'full' check (form in ('full','fact_only')),
  purpose text not null check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  necessity_ct bytea not null,
  declared_not_for_investigation boolean not null,
  initiative text not null check (initiative in ('own','on_request')),
  -- The request that its release answers.
  request_id uuid references app.information_request,
  proposed_by uuid not null references app.person,
  proposed_at timestamptz not null default now(),
  state text not null default 'proposed' check (state in ('proposed','released','refused','withdrawn')),
  decided_by uuid references app.person,
  decided_at timestamptz,
  refusal_reason_ct bytea,
  foreign key (finding_id, review_id, unit_id, agency_id) references app.finding (id, review_id, unit_id, agency_id),
  foreign key (finding_id, version) references app.finding_version (finding_id, version),
  check ((state = 'proposed') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check ((state = 'refused') = (refusal_reason_ct is not null)),
  check (request_id is null or (initiative = 'on_request' and cardinality(recipients) = 1)),
  -- Two persons: nobody releases or refuses what they proposed themselves.
  check (state not in ('released','refused') or decided_by is distinct from proposed_by)
);
create unique index release_proposal_one_open on app.release_proposal (finding_id) where state = 'proposed';
create index release_proposal_list on app.release_proposal (unit_id, agency_id, proposed_at desc);

do $$
declare t text;
begin
  foreach t in array array['participation_agreement','agreement_notice','emergency_access','release_proposal'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
  end loop;
end $$;

-- Agreements: the unit reads what is signed; drafts are for administrators and legal officers of the authority.
create policy agreement_read on app.participation_agreement for select to cap_app using (
  unit_id = (select app.caller_unit()) and (state = 'signed' or (
    (select app.caller_roles())::text[] && array['administrator','legal_officer']
    and authority_id = (select a.authority_id from app.agency a where a.id = (select app.caller_agency())))));
create policy agreement_insert on app.participation_agreement for insert to cap_app with check (
  unit_id = (select app.caller_unit()) and agency_id = (select app.caller_agency()) and drafted_by = (select app.caller_person())
  and state = 'draft' and origin = 'service' and 'administrator' = any ((select app.caller_roles())::text[]));
create policy agreement_update on app.participation_agreement for update to cap_app
  using (unit_id = (select app.caller_unit()) and (select app.caller_roles())::text[] && array['administrator','legal_officer']
    and authority_id = (select a.authority_id from app.agency a where a.id = (select app.caller_agency())))
  with check (unit_id = (select app.caller_unit()));
create policy agreement_scheduler on app.participation_agreement for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy agreement_guard on app.participation_agreement to cap_guard using (true) with check (true);
grant select on app.participation_agreement to cap_app;
grant insert (id, unit_id, agency_id, authority_id, version, scope, signed_on, valid_from, valid_to, drafted_by) on app.participation_agreement to cap_app;
grant update (state, confirmed_at) on app.participation_agreement to cap_app;
grant select (id, unit_id, agency_id, version, valid_from, valid_to, state) on app.participation_agreement to cap_scheduler;
grant select, insert on app.participation_agreement to cap_guard;

create policy notice_read on app.agreement_notice for select to cap_app using (unit_id = (select app.caller_unit()));
create policy notice_scheduler_read on app.agreement_notice for select to cap_scheduler using (unit_id = (select app.caller_system_unit()));
create policy notice_scheduler on app.agreement_notice for insert to cap_scheduler with check (unit_id = (select app.caller_system_unit()));
grant select on app.agreement_notice to cap_app, cap_scheduler;
grant insert on app.agreement_notice to cap_scheduler;

-- Emergencies: who asked, the approvers and auditors of the agency, and the chair of the unit; of reviews that they may know of.
create policy emergency_read on app.emergency_access for select to cap_app using (
  unit_id = (select app.caller_unit()) and (
    (agency_id = (select app.caller_agency()) and (person_id = (select app.caller_person())
      or (select app.caller_roles())::text[] && array['approver','auditor']))
    or 'chair' = any ((select app.caller_roles())::text[]))
  and exists (select from app.case_review r where r.id = review_id));
create policy emergency_insert on app.emergency_access for insert to cap_app with check (
  unit_id = (select app.caller_unit()) and agency_id = (select app.caller_agency()) and person_id = (select app.caller_person())
  and (select app.caller_roles())::text[] && array['liaison','approver']
  and exists (select from app.case_review r where r.id = review_id and (select app.caller_agency()) = any (r.agencies)));
create policy emergency_update on app.emergency_access for update to cap_app
  using (unit_id = (select app.caller_unit()) and (
    (agency_id = (select app.caller_agency()) and (person_id = (select app.caller_person())
      or 'approver' = any ((select app.caller_roles())::text[])))
    or 'chair' = any ((select app.caller_roles())::text[])))
  with check (unit_id = (select app.caller_unit()));
create policy emergency_reporter on app.emergency_access for select to cap_reporter using (unit_id = any ((select app.caller_reports_on())::text[]));
create policy emergency_guard on app.emergency_access for select to cap_guard using (true);
grant select on app.emergency_access to cap_app;
grant insert (id, review_id, unit_id, agency_id, person_id, reason_ct) on app.emergency_access to cap_app;
grant update (state, ended_at) on app.emergency_access to cap_app;
grant select (id, unit_id, agency_id, state, decided_at) on app.emergency_access to cap_reporter;
grant select (review_id, unit_id, agency_id, person_id, state, until) on app.emergency_access to cap_guard;

-- Proposals: the approvers of the agency, to whom one is the task, and those who know the finding. Liaisons propose and take back,
-- approvers decide. Nobody for whom the review is closed.
create policy proposal_read on app.release_proposal for select to cap_app using (
  scope = (select app.caller_finding_scope()) and exists (select from app.case_review r where r.id = review_id)
  and ('approver' = any ((select app.caller_roles())::text[]) or exists (select from app.finding f where f.id = finding_id)));
create policy proposal_insert on app.release_proposal for insert to cap_app with check (
  (unit_id || '/' || agency_id) = (select app.caller_finding_scope()) and proposed_by = (select app.caller_person())
  and 'liaison' = any ((select app.caller_roles())::text[])
  and exists (select from app.finding f where f.id = finding_id and f.current_version = release_proposal.version and f.withdrawn_at is null)
  and (request_id is null or exists (select from app.information_request q where q.id = request_id and q.review_id = release_proposal.review_id
    and q.to_agency_id = release_proposal.agency_id and array[q.from_agency_id] = recipients)));
create policy proposal_update on app.release_proposal for update to cap_app
  using (scope = (select app.caller_finding_scope())) with check ((unit_id || '/' || agency_id) = (select app.caller_finding_scope()));
grant select on app.release_proposal to cap_app;
grant insert (id, finding_id, version, review_id, unit_id, agency_id, recipients, legal_basis_code, form, purpose, necessity_ct,
  declared_not_for_investigation, initiative, request_id, proposed_by) on app.release_proposal to cap_app;
grant update (state, refusal_reason_ct) on app.release_proposal to cap_app;

reset role;
set local role cap_guard;

-- Whether an agency has an agreement in force today: the one that has begun last, if it is not past its last day.
create function app.agreement_in_force(of_unit text, of_agency text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select a.valid_to >= (now() at time zone 'Europe/Copenhagen')::date from app.participation_agreement a
    where a.unit_id = of_unit and a.agency_id = of_agency and a.state = 'signed'
      and a.valid_from <= (now() at time zone 'Europe/Copenhagen')::date
    order by a.valid_from desc, a.version desc limit 1), false) $$;
-- The same for whoever asks: of the own unit, and of no other.
create function app.agency_shares(of_unit text, of_agency text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(of_unit = app.caller_unit(), false) and app.agreement_in_force(of_unit, of_agency) $$;
create function app.caller_shares() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare caller text[] := app.verified_caller();
begin
  return caller is not null and app.agreement_in_force(caller[3], caller[4]);
end $$;
-- The reviews that an emergency has opened to this caller in this seat, for as long as it lasts.
create function app.caller_emergencies() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare caller text[] := app.verified_caller();
begin
  return coalesce((select array_agg(e.review_id) from app.emergency_access e
    where e.person_id = nullif(caller[5], '')::uuid and e.unit_id = caller[3] and e.agency_id = caller[4]
      and e.state = 'confirmed' and e.until > now()), '{}');
end $$;
-- Whether a finding or disclosure is closed to the caller for no other reason than that its agency has no agreement in force.
create function app.closed_with_agreement(thing uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select not app.caller_shares() and exists (select from app.disclosure d join app.case_review r on r.id = d.review_id
    where (d.finding_id = thing or d.id = thing) and d.revoked_at is null and d.to_scope = (select app.caller_finding_scope())
      and (select app.caller_person()) <> all (r.closed_to)) $$;
grant execute on function app.agency_shares(text, text), app.caller_shares(), app.caller_emergencies(), app.closed_with_agreement(uuid) to cap_app;

-- What a version says never changes; its state goes one way, and the caller who confirms it is a second person.
create function app.agreement_keeps_its_word() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare caller text[] := app.verified_caller();
begin
  if tg_op = 'DELETE' then raise exception 'an agreement is kept' using errcode = '42501'; end if;
  if (old.id, old.unit_id, old.agency_id, old.authority_id, old.version, old.scope, old.signed_on, old.valid_from, old.valid_to, old.origin,
      old.drafted_by, old.drafted_at)
    is distinct from (new.id, new.unit_id, new.agency_id, new.authority_id, new.version, new.scope, new.signed_on, new.valid_from,
      new.valid_to, new.origin, new.drafted_by, new.drafted_at) then
    raise exception 'what an agreement says does not change' using errcode = '42501';
  end if;
  if new.state = old.state then return old; end if;
  if old.state <> 'draft' or new.state not in ('signed','discarded') then
    raise exception 'an agreement does not go back' using errcode = '42501';
  end if;
  if caller is null or nullif(caller[5], '') is null then raise exception 'no proven caller' using errcode = '42501'; end if;
  new.confirmed_by := null;
  new.confirmed_at := null;
  if new.state = 'signed' then
    if caller[5]::uuid is not distinct from old.drafted_by then
      raise exception 'an agreement is confirmed by a second person' using errcode = '42501';
    end if;
    new.confirmed_by := caller[5]::uuid;
    new.confirmed_at := now();
  end if;
  return new;
end $$;

-- An emergency goes one way: asked, then decided by a second person in time, or taken back; confirmed, then ended early.
create function app.emergency_goes_one_way() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  caller text[] := app.verified_caller();
  roles text[] := string_to_array(caller[6], ',');
  person uuid := nullif(caller[5], '')::uuid;
  asker boolean;
  second boolean;
begin
  if (old.id, old.review_id, old.unit_id, old.agency_id, old.person_id, old.reason_ct, old.asked_at, old.answer_by)
    is distinct from (new.id, new.review_id, new.unit_id, new.agency_id, new.person_id, new.reason_ct, new.asked_at, new.answer_by) then
    raise exception 'what was asked does not change' using errcode = '42501';
  end if;
  if new.state = old.state then return old; end if;
  asker := coalesce(person = old.person_id, false);
  second := person is not null and not asker and caller[3] = old.unit_id
    and (('approver' = any (roles) and caller[4] = old.agency_id) or 'chair' = any (roles));
  new.decided_by := old.decided_by;
  new.decided_at := old.decided_at;
  new.until := old.until;
  new.ended_at := old.ended_at;
  new.ended_by := old.ended_by;
  if old.state = 'asked' and new.state in ('confirmed','refused') and second and old.answer_by > now() then
    new.decided_by := person;
    new.decided_at := now();
    if new.state = 'confirmed' then new.until := now() + interval '4 hours'; end if;
  elsif old.state = 'asked' and new.state = 'withdrawn' and asker then
    null;
  elsif old.state = 'asked' and new.state = 'lapsed' and asker and old.answer_by <= now() then
    null;
  elsif old.state = 'confirmed' and new.state = 'ended' and (asker or second) and old.until > now() then
    new.ended_at := now();
    new.ended_by := person;
  else
    raise exception 'an emergency goes one way, by a second person and in time' using errcode = '42501';
  end if;
  return new;
end $$;

-- What an emergency opens and ends stands among all that opens a review to a person (migration 0018).
create function app.emergency_opens_the_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.state = 'confirmed' and old.state = 'asked' then
    insert into app.review_access (id, review_id, unit_id, agency_id, person_id, kind, reason_ct, given_by, confirmed_by, given_at, until)
    values (new.id, new.review_id, new.unit_id, new.agency_id, new.person_id, 'emergency', new.reason_ct, new.person_id, new.decided_by, new.decided_at, new.until);
  elsif new.state = 'ended' and old.state = 'confirmed' then
    update app.review_access a set ended_at = new.ended_at where a.id = new.id and a.ended_at is null;
  end if;
  return null;
end $$;
grant execute on function app.agreement_keeps_its_word(), app.emergency_goes_one_way(), app.emergency_opens_the_review() to cap_owner;

reset role;
set local role cap_owner;

grant insert (id, review_id, unit_id, agency_id, person_id, kind, reason_ct, given_by, confirmed_by, given_at, until) on app.review_access to cap_guard;

-- A proposal is decided once; it is released only when exactly what it says has been disclosed, by an approver who decides now.
create function app.proposal_is_kept() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  caller uuid := app.caller_person();
  approver boolean := 'approver' = any (app.caller_roles());
begin
  if (old.id, old.finding_id, old.version, old.review_id, old.unit_id, old.agency_id, old.recipients, old.legal_basis_code, old.form, old.purpose,
      old.necessity_ct, old.declared_not_for_investigation, old.initiative, old.request_id, old.proposed_by, old.proposed_at)
    is distinct from (new.id, new.finding_id, new.version, new.review_id, new.unit_id, new.agency_id, new.recipients, new.legal_basis_code,
      new.form, new.purpose, new.necessity_ct, new.declared_not_for_investigation, new.initiative, new.request_id, new.proposed_by, new.proposed_at) then
    raise exception 'what was proposed does not change' using errcode = '42501';
  end if;
  if new.state = old.state then return old; end if;
  if old.state <> 'proposed' or caller is null then raise exception 'a proposal is decided once' using errcode = '42501'; end if;
  if new.state in ('released','refused') and (not coalesce(approver, false) or caller = old.proposed_by) then
    raise exception 'a proposal is decided by an approver who did not make it' using errcode = '42501';
  end if;
  if new.state = 'released' and exists (
    select from unnest(old.recipients) recipient where not exists (
      select from app.disclosure d join app.legal_basis b on b.id = d.legal_basis_id
      where d.finding_id = old.finding_id and d.version = old.version and d.to_agency_id = recipient and b.code = old.legal_basis_code
        and (old.form = 'full' or d.form = 'fact_only') and d.disclosed_by = caller and d.purpose = old.purpose
        and d.request_id is not distinct from old.request_id and d.revoked_at is null)) then
    raise exception 'a proposal is released by disclosing what it says' using errcode = '42501';
  end if;
  new.decided_by := caller;
  new.decided_at := now();
  return new;
end $$;
create trigger proposal_kept before update on app.release_proposal for each row execute function app.proposal_is_kept();
create trigger agreement_kept before update or delete on app.participation_agreement for each row execute function app.agreement_keeps_its_word();
create trigger emergency_kept before update on app.emergency_access for each row execute function app.emergency_goes_one_way();
create trigger emergency_opens after update on app.emergency_access for each row execute function app.emergency_opens_the_review();

-- Without an agreement in force nothing is given, and what was received is closed; one's own stays readable. An emergency
-- opens again what was received on its review. Both sub-selects are evaluated once a statement, the second one seldom.
create policy finding_needs_agreement on app.finding as restrictive for select to cap_app using (
  (select app.caller_shares()) or (unit_id || '/' || agency_id) = (select app.caller_scope())
  or review_id = any ((select app.caller_emergencies())::uuid[]));
create policy version_needs_agreement on app.finding_version as restrictive for select to cap_app using (
  (select app.caller_shares()) or exists (select from app.finding f where f.id = finding_id));
create policy disclosure_needs_agreement on app.disclosure as restrictive for select to cap_app using (
  (select app.caller_shares()) or from_scope = (select app.caller_scope())
  or review_id = any ((select app.caller_emergencies())::uuid[]));
create policy disclosure_between_agreements on app.disclosure as restrictive for insert to cap_app with check (
  app.agency_shares(unit_id, from_agency_id) and app.agency_shares(unit_id, to_agency_id));
-- A question tells of the citizen too.
create policy request_needs_agreement on app.information_request as restrictive for select to cap_app using (
  (select app.caller_shares()) or from_scope = (select app.caller_scope())
  or review_id = any ((select app.caller_emergencies())::uuid[]));
create policy request_between_agreements on app.information_request as restrictive for insert to cap_app with check (
  app.agency_shares(unit_id, from_agency_id) and app.agency_shares(unit_id, to_agency_id));

reset role;
set local role cap_guard;
-- Whoever takes part today goes on for 90 days, and has until then to sign.
insert into app.participation_agreement (unit_id, agency_id, authority_id, version, scope, valid_from, valid_to, state, origin)
select distinct part.unit_id, part.agency_id, agency.authority_id, 1,
  'Deltagelsen er videreført, som den var, da aftaler blev indført. Den skal afløses af en underskrevet aftale.',
  today.day, today.day + 90, 'signed', 'carried_over'
from app.unit_agency part
join app.agency agency on agency.id = part.agency_id
cross join (select (now() at time zone 'Europe/Copenhagen')::date as day) today
where part.valid_from <= today.day and (part.valid_to is null or part.valid_to >= today.day);
