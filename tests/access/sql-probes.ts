import { logins } from './oracle-facts.ts';
import { insertsOfMeetings } from './sql-inserts-meetings.ts';
import { insertsOfPeople } from './sql-inserts-people.ts';
import { insertsOfReviews } from './sql-inserts-reviews.ts';
import { type Insert, insertOf, type Probe, refused } from './sql-probe.ts';
import { insertsOfAgreements } from './sql-agreements.ts';
import { insertsOfAttachments } from './sql-attachments.ts';
import { insertsOfReceipts } from './sql-receipts.ts';
import { insertsOfNeedToKnow } from './sql-need-to-know.ts';
import { insertsOfRecalls } from './sql-recalls.ts';
import { insertsOfRequests } from './sql-requests.ts';
import { insertsOfAssessments } from './sql-assessments.ts';
import { insertsOfDecisions } from './sql-decisions.ts';
import { insertsOfImports } from './sql-register.ts';
import type { Ids } from './sql-seed.ts';

const insertsOf = (ids: Ids): Insert[] => [
  ...insertsOfPeople(ids),
  ...insertsOfReviews(ids),
  ...insertsOfMeetings(ids),
  ...insertsOfImports(ids),
  ...insertsOfDecisions(ids),
  ...insertsOfAssessments(ids),
  ...insertsOfNeedToKnow(ids),
  ...insertsOfRequests(ids),
  ...insertsOfRecalls(ids),
  ...insertsOfReceipts(ids),
  ...insertsOfAttachments(ids),
  ...insertsOfAgreements(ids),
];

/** Each row by the one who may write it, and each difference, which nobody may. */
export function insertProbes(ids: Ids): Probe[] {
  return insertsOf(ids).flatMap(({ table, login, as, values, not }) => [
    { name: `${as} writes ${table}`, login, steps: [{ as, sql: insertOf(table, values), expect: 1 }] },
    ...not.map(([difference, other, instead = as]): Probe => {
      const sql = insertOf(table, { ...values, ...other });
      return {
        name: `${instead} writes ${table}: ${difference}`,
        login,
        steps: [{ as: instead, sql, expect: refused }],
      };
    }),
  ]);
}

/** Where every privilege is granted, the policies alone still refuse the other logins the same row. */
export function wideInsertProbes(ids: Ids): Probe[] {
  return insertsOf(ids).flatMap(({ table, login, as, values, also = [] }) =>
    logins
      .filter((other) => other !== login && !also.includes(other))
      .map((other) => ({
        name: `${as} writes ${table} with all privileges`,
        login: other,
        steps: [{ as, sql: insertOf(table, values), expect: refused }],
      })),
  );
}
