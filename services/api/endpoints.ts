import { serve } from '#platform/deed.ts';
import * as units from '#units/contract.ts';
import { readUnit, readUnits } from '#units/read-units.ts';

/** The table of contents of the API: every contract and the deed behind it. */
export const endpoints = [
  // units
  serve(units.listUnits, readUnits),
  serve(units.getUnit, readUnit),
];
