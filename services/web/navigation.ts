import { signAgreement } from '#agreements/contract.ts';
import { readTrail } from '#audit/contract.ts';
import { listCaseReviews } from '#case-reviews/contract.ts';
import { listFollowUps } from '#follow-ups/contract.ts';
import { listPeople } from '#identity/contract.ts';
import { listLegalBases } from '#legal-bases/contract.ts';
import { listMeetings } from '#meetings/contract.ts';
import type { Endpoint } from '#platform/contract.ts';
import type { Text } from '#platform/errors.ts';
import { listRecallNotices } from '#recalls/contract.ts';
import { listReceipts } from '#receipts/contract.ts';
import { listRegisterImports } from '#register/contract.ts';
import { listRequests } from '#requests/contract.ts';
import { listReports } from '#reports/contract.ts';

/** The main menu: each entry is shown to those whose role opens it. */
export const navigation: readonly { path: string; label: Text; needs: Endpoint | null }[] = [
  { path: '/', label: { da: 'Forside', en: 'Start' }, needs: null },
  { path: '/case-reviews', label: { da: 'Gennemgange', en: 'Case reviews' }, needs: listCaseReviews },
  { path: '/requests', label: { da: 'Anmodninger', en: 'Requests' }, needs: listRequests },
  { path: '/meetings', label: { da: 'Møder', en: 'Meetings' }, needs: listMeetings },
  { path: '/follow-ups', label: { da: 'Opfølgning', en: 'Follow-up' }, needs: listFollowUps },
  { path: '/reports', label: { da: 'Indberetning', en: 'Reports' }, needs: listReports },
  {
    path: '/register-imports',
    label: { da: 'Indlæs register', en: 'Read in a register' },
    needs: listRegisterImports,
  },
  { path: '/legal-bases', label: { da: 'Hjemler', en: 'Legal bases' }, needs: listLegalBases },
  { path: '/receipts', label: { da: 'Kvitteringer', en: 'Receipts' }, needs: listReceipts },
  {
    path: '/recall-notices',
    label: { da: 'Tilbagekaldelser', en: 'Recalls' },
    needs: listRecallNotices,
  },
  { path: '/agreements', label: { da: 'Aftaler', en: 'Agreements' }, needs: signAgreement },
  { path: '/trail', label: { da: 'Logbog', en: 'Trail' }, needs: readTrail },
  { path: '/people', label: { da: 'Medarbejdere', en: 'People' }, needs: listPeople },
];
