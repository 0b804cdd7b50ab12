import type { Html } from '../html.ts';
import { link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { answersOf, type Notice, type Recall, reviewOf, standingOf } from './words.ts';

type Told = { caption: string; quietCaption?: boolean; empty: Html };

/** What the own agency was told, each with where its answer stands. */
export const noticeTable = (view: View, rows: readonly Notice[], told: Told): Html =>
  tableOf(view, {
    ...told,
    rows,
    columns: [
      {
        head: view.t('Meddelelse', 'Notice'),
        cell: (row) => {
          const [kind, agency] = [view.code('recallKinds', row.kind), view.agency(row.fromAgencyId)];
          return link(`/recall-notices/${row.id}`, view.t(`${kind} fra ${agency}`, `${kind} by ${agency}`));
        },
      },
      { head: view.t('Gennemgang', 'Case review'), cell: (row) => reviewOf(view, row) },
      { head: view.t('Modtaget', 'Received'), cell: (row) => view.shortDate(row.openedOn) },
      { head: view.t('Frist', 'Deadline'), cell: (row) => view.shortDate(row.dueOn) },
      { head: view.t('Svar', 'Answer'), cell: (row) => standingOf(view, row) },
    ],
  });

/** What the own agency has recalled, each with who has answered. */
export const recallTable = (view: View, rows: readonly Recall[], told: Told): Html =>
  tableOf(view, {
    ...told,
    rows,
    columns: [
      {
        head: view.t('Tilbagekaldelse', 'Recall'),
        cell: (row) => {
          const [kind, day] = [view.code('recallKinds', row.kind), view.shortDate(row.openedOn)];
          return link(`/recalls/${row.id}`, view.t(`${kind} den ${day}`, `${kind} on ${day}`));
        },
      },
      { head: view.t('Gennemgang', 'Case review'), cell: (row) => reviewOf(view, row) },
      { head: view.t('Frist', 'Deadline'), cell: (row) => view.shortDate(row.dueOn) },
      { head: view.t('Svar', 'Answers'), cell: (row) => answersOf(view, row) },
    ],
  });
