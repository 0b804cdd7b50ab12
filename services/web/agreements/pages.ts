import { agreementPage, discardForm, signForm } from './agreement.ts';
import { draftPage, saveDraft } from './draft.ts';
import { agreementsPage } from './list.ts';

/** Participation agreements. */
export const agreementPages = [agreementsPage, draftPage, saveDraft, agreementPage, signForm, discardForm];
