type Act = (
  username: string,
  deed: string,
  day: string,
  input: { params: object; body: object },
) => Promise<unknown>;

/**
 * Openings that an approver has to look at, and somebody who said that they are disqualified. The cases themselves belong to
 * the liaisons who did the first thing on them.
 */
export async function openAndRecuse(
  act: Act,
  reviewOf: ReadonlyMap<string, string>,
  today: string,
): Promise<void> {
  const params = (name: string) => ({ reviewId: reviewOf.get(name) ?? '' });
  // Liaison and approver open their own agency's case: the approver looks at the liaison's, the auditor at the approver's.
  await act('bk-liaison', 'openReview', today, {
    params: params('Mia Modelsen'),
    body: { reason: 'Borgeren har ringet og spurgt til sin boligstøtte.' },
  });
  await act('bk-approver', 'openReview', today, {
    params: params('Mia Modelsen'),
    body: { reason: 'Fordeler sagerne på ny efter ferien og ser, hvor langt vi er.' },
  });
  await act('sof-coordinator', 'recuse', today, {
    params: params('Åse Ågaard-Test'),
    body: { reason: 'Er i familie med borgeren.' },
  });
}
