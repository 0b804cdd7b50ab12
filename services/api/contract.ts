import { z } from 'zod';
import { endpoint } from '#platform/contract.ts';

export const listRules = endpoint({
  id: 'listRules',
  method: 'GET',
  path: '/v1/meta/rules',
  summary: {
    da: 'Alle regler, der kan afvise noget, med deres tekst og hjemmel',
    en: 'Every rule that can refuse something, with its text and provision',
  },
  description: '`type` of a problem document points here.',
  permission: 'signed_in',
  output: z.object({
    items: z.array(
      z
        .object({
          id: z.string(),
          status: z.number().int(),
          title: z.string(),
          titleEn: z.string(),
          provision: z.string().nullable(),
        })
        .meta({ id: 'Rule', description: 'Ids never change meaning.' }),
    ),
    fields: z.array(
      z
        .object({ id: z.string(), title: z.string(), titleEn: z.string() })
        .meta({ id: 'FieldRule', description: 'What `errors[].rule` of a problem document can name.' }),
    ),
  }),
});
