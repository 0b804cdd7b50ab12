import { record } from '#audit/record.ts';
import type { Deed } from '#platform/deed.ts';
import { fieldTexts, publishedRules } from '#platform/errors.ts';
import type { listRules } from './contract.ts';

export const readRules: Deed<typeof listRules> = async (tx) => {
  record(tx, { verb: 'consult', deed: 'listRules' });
  return {
    items: publishedRules().map(({ id, status, title, provision }) => ({
      id,
      status,
      title: title.da,
      titleEn: title.en,
      provision: provision ?? null,
    })),
    fields: [...fieldTexts.values()]
      .toSorted((a, b) => (a.rule < b.rule ? -1 : 1))
      .map(({ rule, da, en }) => ({ id: rule, title: da, titleEn: en })),
  };
};
