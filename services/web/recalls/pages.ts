import { noticesPage, recallsPage } from './lists.ts';
import { answerNotice, noticePage } from './notice.ts';
import { recallPage } from './recall.ts';

export const recallPages = [noticesPage, noticePage, answerNotice, recallsPage, recallPage];
