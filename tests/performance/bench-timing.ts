import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type pg from 'pg';
import { endpoints } from '#api/endpoints.ts';
import { tokenOf } from './bench-requests.ts';
import { median, startServer } from './load.ts';

type Options = {
  env: Record<string, string>;
  superuser: pg.Pool;
  pairs: number;
  say: (line: string) => void;
};

/** What one asks about, and where there is something that the one who asks may not know of. */
const hidden: Readonly<Record<string, string>> = {
  reviewId: "select id from app.case_review where 'koebenhavn/kk-bk' <> all (visible_to)",
  findingId: "select id from app.finding where 'koebenhavn/kk-bk' <> all (visible_to)",
  disclosureId: "select id from app.disclosure where 'koebenhavn/kk-bk' not in (from_scope, to_scope)",
  actionId: `select a.id from app.follow_up_action a join app.case_review r on r.id = a.review_id
    where 'koebenhavn/kk-bk' <> all (r.visible_to)`,
  requestId: "select id from app.information_request where 'koebenhavn/kk-bk' not in (from_scope, to_scope)",
  decisionId: "select id from app.decision where recipient is distinct from 'kk-bk' and agency_id <> 'kk-bk'",
  recallId: "select id from app.recall where agency_id <> 'kk-bk'",
  noticeId: "select id from app.recall_notice where to_agency_id <> 'kk-bk'",
  importId: 'select id from app.register_import',
};

/**
 * Whether what is hidden is told from what is not there by time: one and the other in turn, over HTTP on loopback, for each class of
 * routes. Welch's t of the quicker ninety per cent of both, and the ratio of their medians; |t| below 4.5 tells nothing apart.
 */
export async function benchTiming({ env, superuser, pairs, say }: Options): Promise<void> {
  const api = await startServer(
    'services/start.ts',
    env,
    (line) => Number(/http:\/\/localhost:(\d+)\/v1/.exec(line)?.[1] ?? 0) || null,
  );
  const base = `http://127.0.0.1:${api.port}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (const { method, path } of endpoints.map(({ endpoint }) => endpoint)) {
      const [param, ...more] = path.match(/:\w+/g) ?? [];
      if (method !== 'GET' || param === undefined || more.length > 0) continue;
      const look = hidden[param.slice(1)];
      if (look === undefined) continue;
      const { rows } = await superuser.query<{ id: string }>(`${look} limit 1`);
      const id = rows[0]?.id;
      if (id === undefined) {
        say(`${path.padEnd(46)} nothing hidden to ask about`);
        continue;
      }
      const headers = {
        authorization: `Bearer ${await tokenOf(base, 'koebenhavns-kommune', 'bk-liaison')}`,
        purpose: 'benefit_control',
      };
      const timed = async (one: string) => {
        const from = performance.now();
        const status = await answered(agent, `${base}${path.replace(param, one)}`, headers);
        return { status, time: performance.now() - from };
      };
      const times: { hidden: number[]; missing: number[] } = { hidden: [], missing: [] };
      const statuses = new Set<number>();
      for (let pair = -50; pair < pairs; pair += 1) {
        // Each comes first as often as the other.
        const ids = pair % 2 === 0 ? [id, randomUUID()] : [randomUUID(), id];
        for (const one of ids) {
          const { status, time } = await timed(one);
          statuses.add(status);
          if (pair >= 0) times[one === id ? 'hidden' : 'missing'].push(time);
        }
      }
      const [a, b] = [quicker(times.hidden), quicker(times.missing)];
      const ratio = median(a) / median(b);
      say(
        `${path.padEnd(46)} ${[...statuses].join('/')}  median ${(median(a) * 1000).toFixed(0)} µs hidden, ${(median(b) * 1000).toFixed(0)} µs missing  ratio ${ratio.toFixed(3)}  t ${welch(a, b).toFixed(2)}`,
      );
    }
  } finally {
    agent.destroy();
    await api.stop();
  }
}

function answered(agent: Agent, url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}

/** Without the slowest tenth, which is the machine's. */
const quicker = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length * 0.9));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function welch(a: readonly number[], b: readonly number[]): number {
  const spread = (values: readonly number[]) => {
    const middle = mean(values);
    return mean(values.map((value) => (value - middle) ** 2)) / (values.length - 1);
  };
  return (mean(a) - mean(b)) / Math.sqrt(spread(a) + spread(b));
}
