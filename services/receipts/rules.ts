import { rule } from '#platform/errors.ts';

/** Refusals of this room. */
export const receiptRules = {
  notWhole: rule('receipts.not-whole', 403, {
    da: 'Du kan ikke se alle indførsler i registret, og en fil med huller beviser intet. Bed myndighedens revisor hente den.',
    en: 'You cannot see every entry of the register, and a file with gaps proves nothing. Ask the auditor of the agency to fetch it.',
  }),
};
