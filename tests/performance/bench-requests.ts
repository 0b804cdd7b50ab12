import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { compare, load, memoryOf, startServer } from './load.ts';

type Options = {
  env: Record<string, string>;
  installation: { databaseUrl: string };
  superuser: pg.Pool;
  seconds: number;
  rounds: number;
  say: (line: string) => void;
};

/** Dossier, list and attaching a finding: the API with all walls up, and the bare server, in turn. */
export async function benchRequests({
  env,
  installation,
  superuser,
  seconds,
  rounds,
  say,
}: Options): Promise<void> {
  const api = await startServer(
    'services/start.ts',
    env,
    (line) => Number(/http:\/\/localhost:(\d+)\/v1/.exec(line)?.[1] ?? 0) || null,
  );
  const bare = await startServer(
    'tests/performance/bare-server.ts',
    { BENCH_DATABASE_URL: installation.databaseUrl },
    (line) => {
      const told: unknown = JSON.parse(line);
      return told && typeof told === 'object' && 'port' in told && typeof told.port === 'number'
        ? told.port
        : null;
    },
  );
  const ours = `http://127.0.0.1:${api.port}`;
  const theirs = `http://127.0.0.1:${bare.port}`;
  try {
    const seen = await superuser.query<{ id: string }>(
      "select id from app.case_review where 'koebenhavn/kk-bif' = any (visible_to) and source = 'register' order by id limit 500",
    );
    const ids = seen.rows.map(({ id }) => id);
    const openId = await anOpenReview(ours);
    const headers = {
      authorization: `Bearer ${await tokenOf(ours, 'koebenhavns-kommune', 'bif-liaison')}`,
      purpose: 'benefit_control',
    };

    const dossier = await compare(
      'dossier',
      { url: ours, seconds, requests: ids.map((id) => ({ path: `/v1/case-reviews/${id}`, headers })) },
      { url: theirs, seconds, requests: ids.map((id) => ({ path: `/dossier/${id}` })) },
      rounds,
    );
    say(`${dossier.line}  (aim 0.45)`);

    const list = await compare(
      'list of 50',
      { url: ours, seconds, requests: [{ path: '/v1/case-reviews?limit=50', headers }] },
      { url: theirs, seconds, requests: [{ path: '/list' }] },
      rounds,
    );
    say(`${list.line}  (aim 0.35)`);

    const json = { 'content-type': 'application/json' };
    const text = {
      text: 'Modtager kontanthjælp, aktivitetsparat',
      necessity: 'Nødvendig for at vurdere retten til ydelsen',
    };
    const finding = {
      ...text,
      statementKind: 'fact',
      dataClass: 'ordinary',
      subject: 'person',
      legalBasisCode: 'RSL11C',
      notedOn: new Date().toISOString().slice(0, 10),
      sourceClass: 'own_records',
      declarations: { noMoneyLaunderingSource: true },
    };
    const attach = await compare(
      'attach a finding',
      {
        url: ours,
        seconds,
        requests: [
          {
            method: 'POST',
            path: `/v1/case-reviews/${openId}/findings`,
            body: JSON.stringify(finding),
            headers: { ...headers, ...json },
            setupRequest: (request) => ({
              ...request,
              headers: { ...headers, ...json, 'idempotency-key': randomUUID() },
            }),
          },
        ],
      },
      {
        url: theirs,
        seconds,
        requests: [{ method: 'POST', path: `/attach/${openId}`, headers: json, body: JSON.stringify(text) }],
      },
      rounds,
    );
    say(`${attach.line}  (aim 0.60)`);

    const long = await load({
      url: ours,
      seconds,
      requests: ids.map((id) => ({ path: `/v1/case-reviews/${id}`, headers })),
    });
    say(
      `dossier under load: p99 ${long.p99} ms; memory of the API process ${(await memoryOf(api.process.pid ?? 0)).toFixed(0)} MB (aim below 250)`,
    );
  } finally {
    await Promise.all([api.stop(), bare.stop()]);
  }
}

/** An admitted review, made through the API as its people would. */
export async function anOpenReview(base: string, agencyIds = ['skat']): Promise<string> {
  const ask = async (authority: string, person: string, path: string, body: object) => {
    const answer = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf(base, authority, person)}`,
        'content-type': 'application/json',
        purpose: 'benefit_control',
        'idempotency-key': randomUUID(),
        'if-match': '"1"',
      },
      body: JSON.stringify(body),
    });
    const told: unknown = await answer.json();
    if (told && typeof told === 'object' && 'id' in told && typeof told.id === 'string') return told.id;
    throw new Error(`${path}: ${answer.status}`);
  };
  const id = await ask('koebenhavns-kommune', 'bif-liaison', '/v1/case-reviews', {
    cpr: '9112991234',
    name: 'Bente Bænk',
    municipalityCode: '0101',
    ground: 'Invented for the benchmark',
    legalBasisCode: 'DBL6-GDPR6E',
  });
  return ask('koebenhavns-politi', 'politi-chair', `/v1/case-reviews/${id}/admission`, {
    agencyIds,
  });
}

/** An access token from the demo's sign-in, as curl gets it; good for five minutes. */
export async function tokenOf(base: string, authority: string, person: string): Promise<string> {
  const answer = await fetch(`${base}/demo-idp/${authority}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'urn:al-capone:demo-person', client_id: 'curl', person }),
  });
  const told: unknown = await answer.json();
  if (told && typeof told === 'object' && 'access_token' in told && typeof told.access_token === 'string')
    return told.access_token;
  throw new Error(`no token: ${answer.status}`);
}
