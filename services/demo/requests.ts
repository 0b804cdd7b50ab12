import type { Purpose } from '#platform/codes.ts';
import { addDays } from '#platform/danish-time.ts';

type Told = { id: string; version: number };
type Act = (
  username: string,
  deed: string,
  day: string,
  input: { params?: object; body?: object; version?: number; purpose?: Purpose },
) => Promise<Told>;

type Example = {
  /** The citizen of the review. */
  of: string;
  by: string;
  basis: string;
  purpose: Purpose;
  agencyId: string;
  question: string;
  necessity: string;
  /** Days before today that it was asked, and after today that the answer is wished for. */
  asked: number;
  wished: number;
  /** What the asked agency chose, if it has. */
  answer?: { by: string; body: object };
};

const examples: readonly Example[] = [
  {
    of: 'Tim Testmann',
    by: 'skat-liaison',
    basis: 'SFL17',
    purpose: 'benefit_control',
    agencyId: 'kk-bif',
    question: 'Har borgeren oplyst lønindkomst ved siden af uddannelseshjælpen?',
    necessity: 'Svaret afgør, om indkomsten skal kontrolleres.',
    asked: 5,
    wished: 2,
  },
  {
    of: 'Tim Testmann',
    by: 'politi-liaison',
    basis: 'RPL115-1-1',
    purpose: 'prevention',
    agencyId: 'skat',
    question: 'Er der registreret køretøjer på borgeren?',
    necessity: 'Nødvendigt for det forebyggende samarbejde om borgeren.',
    asked: 3,
    wished: 12,
    answer: { by: 'skat-liaison', body: { choice: 'refuse' } },
  },
  {
    of: 'Mia Modelsen',
    by: 'bk-liaison',
    basis: 'RSL11C',
    purpose: 'benefit_control',
    agencyId: 'kk-bif',
    question: 'Hvilken adresse har borgeren oplyst til jer?',
    necessity: 'Boligstøtten beregnes efter den faktiske adresse.',
    asked: 4,
    wished: 6,
    answer: { by: 'bif-liaison', body: { choice: 'accept' } },
  },
];

/** Requests between agencies, open, refused and accepted; and one answer that its agency lets the others see. */
export async function askAndAnswer(
  act: Act,
  reviewOf: ReadonlyMap<string, string>,
  today: string,
): Promise<void> {
  for (const example of examples) {
    const { by, purpose, agencyId, question, necessity, answer } = example;
    const day = addDays(today, -example.asked);
    const request = await act(by, 'askForInformation', day, {
      params: { reviewId: reviewOf.get(example.of) },
      purpose,
      body: {
        agencyId,
        question,
        necessity,
        legalBasisCode: example.basis,
        dataClass: 'confidential',
        declarationNotInvestigation: purpose === 'prevention',
        wishedOn: addDays(today, example.wished),
      },
    });
    if (answer)
      await act(answer.by, 'respondToRequest', addDays(today, -1), {
        params: { requestId: request.id },
        version: request.version,
        body: answer.body,
      });
  }
  await act('skat-liaison', 'putReply', addDays(today, -2), {
    params: { reviewId: reviewOf.get('Mia Modelsen'), agencyId: 'skat' },
    version: 0,
    body: { kind: 'nothing_to_add', shownToOthers: true },
  });
}
