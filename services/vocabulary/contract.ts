import { z } from 'zod';
import { followUpType } from '#follow-ups/contract.ts';
import { endpoint } from '#platform/contract.ts';

const code = z
  .object({ code: z.string(), da: z.string(), en: z.string() })
  .meta({ id: 'Code', description: 'A code of a closed list, with its name in Danish and English.' });

const codeLists = [
  'roles',
  'agencyKinds',
  'regimes',
  'purposes',
  'dataClasses',
  'subjects',
  'statementKinds',
  'subjectCategories',
  'sourceClasses',
  'basisStates',
  'initiatives',
  'disclosureForms',
  'receiptKinds',
  'decisionOutcomes',
  'decisionKinds',
  'reviewStates',
  'reviewOutcomes',
  'replyKinds',
  'standings',
  'requestStates',
  'requestChoices',
  'meetingStates',
  'itemReasons',
  'itemOutcomes',
  'absentReasons',
  'actionStates',
  'openReasons',
  'recallKinds',
  'recallAnswers',
  'affiliationValues',
  'securityConditions',
  'relations',
  'agreementStates',
  'agreementOrigins',
  'sharingStates',
  'emergencyStates',
  'proposalStates',
  'holders',
  'openingKinds',
  'exclusionKinds',
] as const;

export const readCodes = endpoint({
  id: 'readCodes',
  method: 'GET',
  path: '/v1/meta/codes',
  summary: { da: 'Alle koder med deres navne', en: 'All codes with their names' },
  permission: 'signed_in',
  output: z
    .object({
      lists: z.record(z.enum(codeLists), z.array(code)),
      followUpTypes: z.array(followUpType),
    })
    .meta({
      id: 'Codes',
      description: 'The closed lists of the domain, in the order in which they are shown.',
    }),
});
