-- What people keep of the list of reviews, and how whoever shows a meeting hears that something has changed.
set local role cap_owner;

-- A person's own filters of the list, in one seat (unit and agency): what they seldom need to write twice.
create table app.saved_filter (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references app.person,
  unit_id text not null references app.unit,
  agency_id text not null references app.agency,
  name text not null check (length(name) between 1 and 60),
  filter jsonb not null check (jsonb_typeof(filter) = 'object'),
  unique (person_id, unit_id, agency_id, name)
);
alter table app.saved_filter enable row level security;
alter table app.saved_filter force row level security;
create policy filter_read on app.saved_filter for select to cap_app using (
  person_id = (select app.caller_person()) and (unit_id || '/' || agency_id) = (select app.caller_scope()));
create policy filter_insert on app.saved_filter for insert to cap_app with check (
  person_id = (select app.caller_person()) and (unit_id || '/' || agency_id) = (select app.caller_scope()));
create policy filter_delete on app.saved_filter for delete to cap_app using (
  person_id = (select app.caller_person()) and (unit_id || '/' || agency_id) = (select app.caller_scope()));
grant select, insert (person_id, unit_id, agency_id, name, filter), delete on app.saved_filter to cap_app;

create index case_review_by_nominator on app.case_review (unit_id, nominating_agency_id, nominated_on desc, id);

-- Heard after COMMIT by whoever listens on `meeting_changed`. The payload is the meeting's random id and nothing else: who
-- listens reads again as itself, behind the same walls. Runs as the writer; NOTIFY needs no privilege, unlike pg_notify().
create function app.tell_of_meeting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare meeting uuid;
begin
  if tg_table_name = 'meeting' then
    meeting := new.id;
  elsif tg_table_name = 'follow_up_action' then
    select i.meeting_id into meeting from app.agenda_item i where i.id = new.agenda_item_id;
  else
    meeting := new.meeting_id;
  end if;
  if meeting is not null then execute format('notify meeting_changed, %L', meeting); end if;
  return null;
end $$;
create trigger meeting_told after update on app.meeting for each row execute function app.tell_of_meeting();
create trigger agenda_told after insert or update on app.agenda for each row execute function app.tell_of_meeting();
create trigger item_told after update on app.agenda_item for each row execute function app.tell_of_meeting();
create trigger action_told after insert or update on app.follow_up_action for each row
  when (new.agenda_item_id is not null) execute function app.tell_of_meeting();
