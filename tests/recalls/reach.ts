import type { Json, World } from '../support/world.ts';

const inOrder = (lines: readonly unknown[]): string[] =>
  lines.map(String).toSorted((one, other) => (one < other ? -1 : 1));

/** One line for each thing reached, of the answer. */
export const linesOf = (reached: Json): string[] =>
  inOrder([
    ...reached.disclosures.flatMap((one: Json) => [
      `disclosure ${one.disclosureId} ${one.agencyId} ${one.disclosedOn} ${one.version}`,
      ...(one.firstReadOn === null ? [] : [`first_read ${one.disclosureId} ${one.firstReadOn}`]),
    ]),
    ...reached.views.map((one: Json) => `view ${one.agencyId} ${one.day} ${one.times}`),
    ...reached.agendas.map((one: Json) => `agenda ${one.meetingId} ${one.revision}`),
    ...reached.meetings.map((one: Json) => `meeting ${one.meetingId} ${one.heldOn}`),
    ...reached.followUps.map((one: Json) => `follow_up ${one.actionId} ${one.agencyId}`),
    ...reached.exports.map((one: Json) => `export ${one.agencyId} ${one.day} ${one.times}`),
    ...reached.reports.map((one: Json) => `report ${one.reportId} ${one.period} ${one.version}`),
  ]);

/** The same from the tables and the trail, with a line of SQL for each. */
export async function reachedBySql(world: World, findingId: string): Promise<string[]> {
  const of = `(select review_id from app.finding where id = $1)`;
  const events = `(select e.*, convert_from(canon, 'UTF8') as text, to_char(at at time zone 'Europe/Copenhagen', 'YYYY-MM-DD') as day
    from audit.event e where outcome = 'done')`;
  const parts = [
    `select 'disclosure ' || id || ' ' || to_agency_id || ' ' || disclosed_on || ' ' || version from app.disclosure where finding_id = $1`,
    `select 'first_read ' || id || ' ' || to_char(first_read_at at time zone 'Europe/Copenhagen', 'YYYY-MM-DD')
     from app.disclosure where finding_id = $1 and first_read_at is not null`,
    `select 'view ' || agency_id || ' ' || day || ' ' || count(*) from ${events} e
     where verb = 'consult' and agency_id <> 'kk-bif' and text like '%' || $1 || '%' and text like '%"findings":[%' || $1 || '%' group by agency_id, day`,
    `select 'agenda ' || meeting_id || ' ' || revision from app.agenda_item where review_id = ${of}`,
    `select distinct 'meeting ' || m.id || ' ' || m.held_on from app.meeting m join app.agenda_item i on i.meeting_id = m.id where i.review_id = ${of}`,
    `select 'follow_up ' || b.action_id || ' ' || b.agency_id from app.follow_up_basis b where b.finding_id = $1 and b.agency_id <> 'kk-bif'`,
    `select 'export ' || agency_id || ' ' || day || ' ' || count(*) from ${events} e
     where verb = 'export' and exists (select from app.report r where text like '%' || r.id || '%') group by agency_id, day`,
    `select 'report ' || id || ' ' || period || ' ' || version from app.report`,
  ];
  const rows = await Promise.all(
    parts.map(async (text) => {
      const found = await world.superuser.query<Record<string, string>>(
        `select x.* from (${text}) x where $1::text is not null`,
        [findingId],
      );
      return found.rows.map((row) => Object.values(row)[0] ?? '');
    }),
  );
  return inOrder(rows.flat());
}
