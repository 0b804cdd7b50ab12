import { approveForm, basisPage, retireForm } from './basis.ts';
import { draftPage, saveDraft } from './draft.ts';
import { legalBasesPage } from './list.ts';
import { whatIfPage } from './what-if.ts';
import { tryDisclosure, tryPage } from './try.ts';

/** The catalogue of legal bases, and trying a disclosure by it. */
export const legalBasisPages = [
  legalBasesPage,
  draftPage,
  saveDraft,
  tryPage,
  tryDisclosure,
  basisPage,
  whatIfPage,
  approveForm,
  retireForm,
];
