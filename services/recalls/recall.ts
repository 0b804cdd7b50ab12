import type { RecallAnswer, RecallKind } from '#platform/codes.ts';
import { addDays, type CivilDate } from '#platform/danish-time.ts';
import { rule, type Text } from '#platform/errors.ts';

/** Days that whoever was given a finding has to answer; the service's own, as the law says "without undue delay". */
const DAYS_TO_ANSWER = 14;

export const dueOn = (openedOn: CivilDate): CivilDate => addDays(openedOn, DAYS_TO_ANSWER);

/** GDPR's duty to tell recipients, and that of the law-enforcement directive. */
const provision =
  'Databeskyttelsesforordningen art. 19; retshåndhævelsesdirektivet (2016/680) art. 7, stk. 3';

export const recallRules = {
  answered: rule(
    'recall.answered',
    409,
    {
      da: 'Din myndighed har allerede svaret, at oplysningen er rettet eller slettet.',
      en: 'Your agency has already answered that the finding is corrected or deleted.',
    },
    provision,
  ),
  superseded: rule('recall.superseded', 409, {
    da: 'Der er kommet en nyere meddelelse om den samme oplysning. Svar på den i stedet.',
    en: 'There is a newer notice of the same finding. Answer that one instead.',
  }),
};

export type NoticeStanding = {
  readonly answer: RecallAnswer | null;
  readonly supersededAt: string | null;
  readonly dueOn: CivilDate;
};

/** Whether an answer is still awaited. */
export const isOpen = ({ answer, supersededAt }: NoticeStanding): boolean =>
  answer === null && supersededAt === null;

/** Whether it should have been answered before `today`. */
export const isOverdue = (notice: NoticeStanding, today: CivilDate): boolean =>
  isOpen(notice) && notice.dueOn < today;

export type NewVersion = 'given' | 'not_given' | 'no_longer';

/** Of a correction: whether the recipient has the new version; `no_longer` where the finding has been withdrawn since. */
export function newVersionOf(
  kind: RecallKind,
  { givenAt, withdrawnAt }: { givenAt: string | null; withdrawnAt: string | null },
): NewVersion | null {
  if (kind !== 'correction') return null;
  if (givenAt !== null) return 'given';
  return withdrawnAt === null ? 'not_given' : 'no_longer';
}

/** What the recipient is told, in general words: nothing of what the finding said. */
export const noticeTexts: Readonly<Record<RecallKind, Text>> = {
  correction: {
    da: 'Oplysningen er rettet hos den myndighed, der gav den. Ret jeres kopier, når I har fået den nye version, og brug ikke den gamle.',
    en: 'The finding has been corrected by the agency that gave it. Correct your copies when you have the new version, and do not use the old one.',
  },
  withdrawal: {
    da: 'Oplysningen er trukket tilbage. Slet jeres kopier, og brug den ikke mere.',
    en: 'The finding has been withdrawn. Delete your copies, and use it no more.',
  },
  revocation: {
    da: 'Videregivelsen er kaldt tilbage. Slet jeres kopier, og brug oplysningen ikke mere.',
    en: 'The disclosure has been revoked. Delete your copies, and use the finding no more.',
  },
};

export const recallProvision = provision;
