import type { Purpose } from '#platform/codes.ts';
import { addDays } from '#platform/danish-time.ts';

type Input = { params?: object; query?: object; body?: object; version?: number; purpose?: Purpose };
type Told = { id: string; version: number; items: { id: string; version: number }[] };
type Act = (username: string, deed: string, day: string, input: Input) => Promise<Told>;

/** Days before today of the withdrawal: the two weeks to answer have passed. */
const withdrawnDaysAgo = 16;

/** A finding on the wrong citizen, withdrawn after two agencies were given it: one has deleted it, the other is late. */
export async function withdrawAndAnswer(
  act: Act,
  reviews: ReadonlyMap<string, string>,
  today: string,
): Promise<void> {
  const reviewId = reviews.get('Mia Modelsen');
  if (reviewId === undefined) throw new Error('the example has no such case');
  const given = addDays(today, -withdrawnDaysAgo - 2);
  const necessity = 'Nødvendig for at vurdere, om ydelsen er berettiget.';
  const said = { legalBasisCode: 'RSL11C', necessity };
  const attached = await act('bk-liaison', 'attachFinding', given, {
    params: { reviewId },
    body: {
      ...said,
      text: 'Står i udbetalingssystemet med to adresser',
      statementKind: 'fact',
      dataClass: 'confidential',
      subject: 'person',
      notedOn: given,
      sourceClass: 'own_records',
      declarations: { noMoneyLaunderingSource: true },
    },
  });
  const params = { findingId: attached.id };
  await act('bk-liaison', 'discloseFinding', given, {
    params,
    body: { ...said, recipients: ['kk-bif', 'skat'], initiative: 'own' },
  });
  await act('skat-liaison', 'getFinding', addDays(given, 1), { params });
  await act('bk-liaison', 'withdrawFinding', addDays(today, -withdrawnDaysAgo), {
    params,
    version: 1,
    body: { reason: 'Oplysningen handler om en anden borger.' },
  });
  const answered = addDays(today, -withdrawnDaysAgo + 3);
  const { items } = await act('bif-liaison', 'listRecallNotices', answered, {});
  for (const { id, version } of items)
    await act('bif-liaison', 'answerRecallNotice', answered, {
      params: { noticeId: id },
      version,
      body: { answer: 'acknowledged' },
    });
}
