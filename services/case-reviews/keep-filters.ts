import { z } from 'zod';
import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound, Refusal } from '#platform/errors.ts';
import type { deleteSavedFilter, listSavedFilters, saveFilter } from './contract.ts';
import { deleteFilterRow, filterRows, insertFilter, type FilterRow, type Seat } from './filter-store.ts';
import { reviewFilter } from './review-filter.ts';
import { mostFilters, savedFilterRules } from './rules.ts';
import { lockSavedFilters } from './store.ts';

type Person = { personId: string; unitId: string | null; agencyId: string };
const seatOf = ({ personId, unitId, agencyId }: Person): Seat => ({
  person_id: personId,
  unit_id: unitId ?? '',
  agency_id: agencyId,
});

const stored = z.object(reviewFilter);
const viewOf = ({ id, name, filter }: FilterRow) => ({ id, name, filter: stored.parse(filter) });

export const readSavedFilters: Deed<typeof listSavedFilters> = async (tx, caller) => {
  const rows = await filterRows(tx, seatOf(caller));
  record(tx, {
    verb: 'consult',
    deed: 'listSavedFilters',
    ids: { savedFilters: rows.map(({ id }) => id) },
  });
  return { items: rows.map(viewOf).toSorted((one, other) => one.name.localeCompare(other.name, 'da')) };
};

export const saveOneFilter: Deed<typeof saveFilter> = async (tx, caller, { body }) => {
  const seat = seatOf(caller);
  await lockSavedFilters(tx, JSON.stringify(seat));
  const known = await filterRows(tx, seat);
  if (known.some(({ name }) => name === body.name)) throw new Refusal(savedFilterRules.nameTaken);
  if (known.length >= mostFilters) throw new Refusal(savedFilterRules.tooMany);
  const row = await insertFilter(tx, { ...seat, name: body.name, filter: JSON.stringify(body.filter) });
  record(tx, { verb: 'alter', deed: 'saveFilter', ids: { savedFilters: [row.id] } });
  return viewOf(row);
};

export const deleteOneFilter: Deed<typeof deleteSavedFilter> = async (tx, caller, { params }) => {
  const { id } = orNotFound(await deleteFilterRow(tx, seatOf(caller), params.filterId));
  record(tx, { verb: 'alter', deed: 'deleteSavedFilter', ids: { savedFilters: [id] } });
};
