import type { Purpose } from '#platform/codes.ts';
import { addDays } from '#platform/danish-time.ts';

type Input = { params?: object; query?: object; body?: object; version?: number; purpose?: Purpose };
type Act = (username: string, deed: string, day: string, input: Input) => Promise<unknown>;

/** A draft of the municipality's own that waits for its second legal officer: SKAT would learn only that a finding exists. */
export async function draftOwnBasis(act: Act, today: string): Promise<void> {
  await act('bif-legal-officer', 'draftLegalBasis', today, {
    body: {
      code: 'RSL11C',
      citation: 'RSL § 11 c',
      law: 'Retssikkerhedsloven',
      regime: 'GDPR',
      contributors: ['bif', 'sof', 'bk'],
      recipients: ['tax', 'bif', 'sof', 'bk'],
      dataClasses: ['ordinary'],
      factOnlyClasses: ['confidential'],
      purposes: ['benefit_control'],
      subjects: ['person'],
      notForCriminalInvestigation: false,
      createsDuty: false,
      validFrom: addDays(today, 30),
      validTo: null,
    },
  });
}
