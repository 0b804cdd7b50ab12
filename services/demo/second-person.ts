import type { Purpose } from '#platform/codes.ts';

type Input = { params?: object; body?: object; purpose?: Purpose };
type Act = (username: string, deed: string, day: string, input: Input) => Promise<{ id: string }>;

const purpose = 'social_protection';

/** What waits for a second person: a proposal to disclose a sensitive finding, and a request for emergency access. */
export async function waitForSecondPerson(
  act: Act,
  reviews: ReadonlyMap<string, string>,
  today: string,
): Promise<void> {
  const params = { reviewId: reviews.get('Kaj Kunstig') ?? '' };
  const attached = await act('sof-liaison', 'attachFinding', today, {
    params,
    purpose,
    body: {
      text: 'Er i frivillig behandling for afhængighed',
      statementKind: 'fact',
      dataClass: 'special',
      subject: 'person',
      legalBasisCode: 'DBL7-4',
      necessity: 'Afgørende for at tilrettelægge den rette hjælp.',
      notedOn: today,
      sourceClass: 'own_records',
      declarations: { noMoneyLaunderingSource: true },
    },
  });
  await act('sof-liaison', 'proposeRelease', today, {
    params: { findingId: attached.id },
    purpose,
    body: {
      recipients: ['kk-bif'],
      legalBasisCode: 'DBL7-4',
      necessity: 'BIF skal kunne tage hensyn til behandlingen, når forløbet planlægges.',
      initiative: 'own',
      version: 1,
    },
  });
  // The liaison has the case now; the approver has not.
  await act('sof-approver', 'askForEmergencyAccess', today, {
    params,
    purpose,
    body: { reason: 'Borgeren har truet med at skade sig selv; kontaktpersonen kan ikke træffes.' },
  });
}
