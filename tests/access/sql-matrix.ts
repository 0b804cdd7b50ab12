import { type Login, logins, nobody } from './oracle-facts.ts';
import { rowRules } from './oracle.ts';
import { callersOf } from './sql-callers.ts';
import { judgeForgeries } from './sql-forgeries.ts';
import { judgeChanges, judgeProbes, judgeRows } from './sql-judge.ts';
import { judgeGrants } from './sql-judge-grants.ts';
import { judgeNotices } from './sql-judge-notices.ts';
import type { Probe } from './sql-probe.ts';
import { insertProbes, wideInsertProbes } from './sql-probes.ts';
import { connect, type Judged, type Seeded } from './sql-session.ts';
import { moves, ownerProbes, wideSetups } from './sql-owner-probes.ts';
import { agreementStories } from './sql-agreements.ts';
import { receiptStories } from './sql-receipts.ts';
import { decisionStories } from './sql-decisions.ts';
import { closedStories } from './sql-closed-stories.ts';
import { needToKnowStories } from './sql-need-to-know-stories.ts';
import { movesOfRecalls, recallStories } from './sql-recalls.ts';
import { requestStories } from './sql-requests.ts';
import { assessmentStories } from './sql-assessment-stories.ts';
import { stories } from './sql-stories.ts';
import { sessionStories } from './sql-stories-sessions.ts';
import { visibilityStories } from './sql-stories-visibility.ts';

/**
 * Everything that the oracle says, asked of a seeded database straight in SQL: which rows, columns, functions and changes
 * each login has as each caller. At the end every privilege is granted, and the policies alone have to hold: so the
 * database is used up. `first` reads no texts and stops after the first part that deviates.
 */
export async function runSqlMatrix(seeded: Seeded, patience: 'all' | 'first'): Promise<Judged> {
  const superuser = await connect(seeded.url);
  const opened = await Promise.all(
    logins.map(async (login) => [login, await connect(seeded.url, seeded.users[login])] as const),
  );
  const sum: Judged = { cells: 0, deviations: [] };
  const { ids } = seeded;
  const liaison = callersOf(ids).get('kk-bif') ?? nobody;
  const of = (login: Probe['login'], probes: readonly Probe[]) =>
    probes.filter((probe) => probe.login === login);
  const narrow = [
    ...insertProbes(ids),
    ...visibilityStories(ids),
    ...stories(ids),
    ...sessionStories(ids),
    ...assessmentStories(ids),
    ...needToKnowStories(ids),
    ...closedStories(ids),
    ...decisionStories(ids),
    ...requestStories(ids),
    ...recallStories(ids),
    ...receiptStories(ids),
    ...agreementStories(ids),
  ];
  const wide = [...wideInsertProbes(ids), ...wideSetups(), ...moves(), ...movesOfRecalls(ids)];
  const eachLogin =
    (judge: (login: Login, session: (typeof opened)[number][1]) => Promise<Judged>) => async () => {
      const parts: Judged[] = [];
      for (const [login, session] of opened) parts.push(await judge(login, session));
      return {
        cells: parts.reduce((cells, part) => cells + part.cells, 0),
        deviations: parts.flatMap((part) => part.deviations),
      };
    };
  const parts: (() => Promise<Judged>)[] = [
    () => judgeGrants(seeded, superuser.client),
    () => judgeProbes(seeded, superuser, ownerProbes(ids, Object.keys(rowRules))),
    eachLogin((login, session) =>
      judgeRows(seeded, superuser.client, session, { login, texts: patience === 'all' }),
    ),
    eachLogin((_login, session) => judgeForgeries(seeded, session, liaison)),
    eachLogin((login, session) => judgeProbes(seeded, session, of(login, narrow))),
    eachLogin((login, session) => judgeChanges(seeded, session, login, false)),
    async () => {
      const members = logins.map((login) => `cap_${login}`).join(', ');
      await superuser.client.query(
        `grant select, insert, update, delete on all tables in schema app, audit to ${members}`,
      );
      return eachLogin((login, session) => judgeProbes(seeded, session, of(login, wide)))();
    },
    eachLogin((login, session) => judgeChanges(seeded, session, login, true)),
    () => judgeNotices(seeded, superuser.client),
  ];
  try {
    for (const part of parts) {
      const { cells, deviations } = await part();
      sum.cells += cells;
      sum.deviations.push(...deviations);
      if (patience === 'first' && deviations.length > 0) break;
    }
    return sum;
  } finally {
    await Promise.all([superuser, ...opened.map(([, session]) => session)].map(({ client }) => client.end()));
  }
}
