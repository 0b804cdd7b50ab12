import { z } from 'zod';
import { endpoint, id } from '#platform/contract.ts';
import { notFound } from '#platform/errors.ts';
import { periodEndsBeforeItBegins, periodHolds, reviewFilter, shortText } from './review-filter.ts';
import { mostFilters, savedFilterRules } from './rules.ts';

const savedFilter = z.object({ id, name: z.string(), filter: z.object(reviewFilter) }).meta({
  id: 'SavedFilter',
  description:
    'A filter of the list of reviews that a person has given a name, for that person in that seat (unit and agency) alone.',
});

export const listSavedFilters = endpoint({
  id: 'listSavedFilters',
  method: 'GET',
  path: '/v1/me/saved-filters',
  summary: { da: 'Dine gemte filtre', en: 'Your saved filters' },
  permission: 'case-reviews.read',
  output: z.object({ items: z.array(savedFilter).describe(`By name; at most ${mostFilters}.`) }),
});

export const saveFilter = endpoint({
  id: 'saveFilter',
  method: 'POST',
  path: '/v1/me/saved-filters',
  summary: { da: 'Gem et filter af listen over gennemgange', en: 'Save a filter of the list of reviews' },
  permission: 'case-reviews.read',
  body: z.strictObject({
    name: shortText(60),
    filter: z.strictObject(reviewFilter).refine(periodHolds, periodEndsBeforeItBegins),
  }),
  output: savedFilter,
  refusals: [savedFilterRules.nameTaken, savedFilterRules.tooMany],
  example: { name: 'Vi mangler at svare', filter: { state: 'admitted', awaiting: 'my_agency' } },
});

export const deleteSavedFilter = endpoint({
  id: 'deleteSavedFilter',
  method: 'DELETE',
  path: '/v1/me/saved-filters/:filterId',
  summary: { da: 'Slet et gemt filter', en: 'Delete a saved filter' },
  permission: 'case-reviews.read',
  params: z.strictObject({ filterId: id }),
  output: z.undefined(),
  status: 204,
  refusals: [notFound],
});
