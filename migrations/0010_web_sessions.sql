-- Sessions of people who use a browser, and what signing in to them needs.
set local role cap_audit_owner;
alter table audit.event drop constraint event_verb_check;
alter table audit.event add constraint event_verb_check
  check (verb in ('collect','alter','consult','search','disclose','combine','export','erase','sign_in','sign_out'));

reset role;
set local role cap_owner;

alter table app.identity_issuer add column web_client_id text check (length(web_client_id) between 1 and 200);
comment on column app.identity_issuer.web_client_id is 'What the issuer calls the browser door; without it nobody of the authority signs in to a browser.';

-- One row for each browser that somebody is signed in with. The row's name is the hash of a random value that only the
-- browser has: who reads the table can take over no session. Where it acts and for what purpose are choices, not rights:
-- they are held against the person's roles at every request.
create table app.web_session (
  id_hash bytea primary key check (length(id_hash) = 32),
  issuer text not null,
  subject text not null,
  authority_id text not null,
  -- Made by the service with a key that the database does not have: SQL alone signs nobody in.
  proof text not null check (length(proof) between 1 and 2000),
  unit_id text,
  agency_id text check (agency_id is not null or unit_id is null),
  purpose text check (purpose in ('prevention','benefit_control','tax_control','social_protection')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  foreign key (issuer, authority_id) references app.identity_issuer (issuer, authority_id) on update cascade on delete cascade
);
alter table app.web_session enable row level security;
alter table app.web_session force row level security;
create policy web_session_guard on app.web_session to cap_guard using (true) with check (true);
grant select, insert, update, delete on app.web_session to cap_guard;
comment on table app.web_session is 'Who is signed in with a browser. Gone when it ends: after 30 minutes unused, 8 hours in all, sign-out or revocation.';

reset role;
set local role cap_guard;

-- Whether a session may still be used: 30 minutes since it was last used, 8 hours since it was opened.
create function app.web_session_holds(opened timestamptz, seen timestamptz, now_is timestamptz) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select seen > now_is - interval '30 minutes' and opened > now_is - interval '8 hours' $$;

-- Opens a session for a person who is registered and not revoked; says whether it did. Takes away those that have run out.
create function app.open_web_session(session_hash bytea, session_issuer text, session_subject text, session_proof text, now_is timestamptz)
returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from app.web_session s where not app.web_session_holds(s.created_at, s.last_seen_at, now_is);
  insert into app.web_session (id_hash, issuer, subject, authority_id, proof, created_at, last_seen_at)
    select session_hash, p.issuer, p.subject, p.authority_id, session_proof, now_is, now_is
    from app.person p where p.issuer = session_issuer and p.subject = session_subject and p.state = 'active';
  return found;
end $$;

-- The session, when it holds and the person is not revoked; otherwise it is taken away. Its use is noted once a minute.
create function app.find_web_session(session_hash bytea, now_is timestamptz) returns setof app.web_session
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  session app.web_session;
begin
  select s.* into session from app.web_session s
    join app.person p on p.issuer = s.issuer and p.subject = s.subject and p.authority_id = s.authority_id and p.state = 'active'
    where s.id_hash = session_hash and app.web_session_holds(s.created_at, s.last_seen_at, now_is);
  if not found then
    delete from app.web_session s where s.id_hash = session_hash;
    return;
  end if;
  if session.last_seen_at <= now_is - interval '1 minute' then
    update app.web_session s set last_seen_at = greatest(s.last_seen_at, now_is) where s.id_hash = session_hash;
  end if;
  return next session;
end $$;

-- Chooses where the session acts (an agency, with its unit or with none) and for what purpose; null leaves it as it is.
create function app.change_web_session(session_hash bytea, to_unit text, to_agency text, to_purpose text, now_is timestamptz)
returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.web_session s set
    unit_id = case when to_agency is null then s.unit_id else to_unit end,
    agency_id = coalesce(to_agency, s.agency_id),
    purpose = coalesce(to_purpose, s.purpose)
  where s.id_hash = session_hash and app.web_session_holds(s.created_at, s.last_seen_at, now_is);
  return found;
end $$;

-- Ends the session and returns what it was.
create function app.end_web_session(session_hash bytea) returns setof app.web_session
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from app.web_session s where s.id_hash = session_hash returning s.* $$;

grant execute on function app.open_web_session(bytea, text, text, text, timestamptz), app.find_web_session(bytea, timestamptz),
  app.change_web_session(bytea, text, text, text, timestamptz), app.end_web_session(bytea) to cap_app;
