-- A page that hears of changes for hours asks whether its session still holds, without counting as use of it: a window that
-- somebody has left open does not keep them signed in.
set local role cap_guard;

create function app.web_session_stands(session_hash bytea, now_is timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from app.web_session s
    join app.person p on p.issuer = s.issuer and p.subject = s.subject and p.authority_id = s.authority_id and p.state = 'active'
    where s.id_hash = session_hash and app.web_session_holds(s.created_at, s.last_seen_at, now_is)) $$;

grant execute on function app.web_session_stands(bytea, timestamptz) to cap_app;
