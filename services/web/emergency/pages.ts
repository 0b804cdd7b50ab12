import { askForm, emergencyPage } from './ask.ts';
import { confirmForm, emergenciesPage, endForm, refuseForm } from './list.ts';

/** Emergency access. */
export const emergencyPages = [emergencyPage, askForm, emergenciesPage, confirmForm, refuseForm, endForm];
