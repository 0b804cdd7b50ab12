import { randomUUID } from 'node:crypto';
import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { mustBeCurrent, orNotFound, Refusal, staleVersion } from '#platform/errors.ts';
import type { createSeries, endSeries, listSeries } from './contract.ts';
import { mustNotBePast } from './meeting.ts';
import { planMeetings, planningHorizon, seriesRules } from './series.ts';
import {
  cancelPlannedAfter,
  insertMeetings,
  insertSeries,
  markSeriesEnded,
  seriesById,
  seriesOfUnit,
  setPlannedUntil,
} from './store.ts';
import { seriesView } from './view.ts';

export const planNewSeries: Deed<typeof createSeries> = async (tx, caller, { body }, floor) => {
  const { rule, capacity } = body;
  const id = randomUUID();
  const unitId = caller.unitId ?? '';
  const until = planningHorizon(floor.today);
  await insertSeries(tx, {
    id,
    unit_id: unitId,
    rule: JSON.stringify(rule),
    capacity,
    created_by: caller.personId,
  });
  const times = planMeetings({ rule, endedOn: null }, floor.today, until);
  const added = await insertMeetings(tx, { unitId, seriesId: id, capacity }, times);
  await setPlannedUntil(tx, id, until);
  record(tx, {
    verb: 'alter',
    deed: 'createMeetingSeries',
    ids: { series: [id], meetings: added.map((row) => row.id) },
  });
  const onDays = new Set(added.map(({ held_on }) => held_on));
  return {
    ...seriesView(orNotFound(await seriesById(tx, id))),
    meetings: added.map((row) => ({ id: row.id, date: row.held_on, movedFrom: row.moved_from })),
    skipped: times.map(({ date }) => date).filter((date) => !onDays.has(date)),
  };
};

export const readSeries: Deed<typeof listSeries> = async (tx, caller) => {
  const rows = await seriesOfUnit(tx, caller.unitId ?? '');
  record(tx, {
    verb: 'consult',
    deed: 'listMeetingSeries',
    ids: { series: rows.map(({ id }) => id) },
  });
  return { items: rows.map(seriesView) };
};

export const endOneSeries: Deed<typeof endSeries> = async (tx, _caller, { params, body, version }, floor) => {
  const row = orNotFound(await seriesById(tx, params.seriesId));
  mustBeCurrent(version, row.version);
  if (row.ended_on !== null) throw new Refusal(seriesRules.ended, { members: { endedOn: row.ended_on } });
  mustNotBePast(body.endsOn, floor.today);
  const ended = await markSeriesEnded(tx, row.id, version, body.endsOn);
  if (!ended) throw new Refusal(staleVersion);
  const cancelled = await cancelPlannedAfter(tx, row.id, body.endsOn);
  record(tx, {
    verb: 'alter',
    deed: 'endMeetingSeries',
    ids: { series: [row.id], meetings: cancelled },
  });
  return { ...seriesView(ended), cancelled };
};
