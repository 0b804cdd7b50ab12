import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueOf, decideDisclosure } from '#legal-bases/decide.ts';
import { approvedRows, DAY, policeRequest, specialRequest, taxRequest } from '../legal-bases/fixture.ts';
import { anOpenReview, tokenOf } from './bench-requests.ts';
import { median, startServer } from './load.ts';

type Options = { rounds: number; say: (line: string) => void };

/** What one decision costs, yes and no, and a preview for five recipients over HTTP, one at a time. */
export async function benchDecisions({ rounds, say }: Options): Promise<void> {
  // Eight versions of every row: more than a unit gathers in years.
  const bases = Array.from({ length: 8 }, (_, index) =>
    approvedRows().map((row) => ({
      ...row,
      id: `${row.code}/${index + 1}`,
      version: index + 1,
      status: index === 0 ? row.status : ('draft' as const),
    })),
  );
  const catalogue = catalogueOf(bases.flat());
  const requests = [
    taxRequest(),
    policeRequest(),
    specialRequest(),
    taxRequest({ necessity: '', dataClass: 'special', purpose: 'prevention' }),
    policeRequest({ policeFields: null, declarationNotInvestigation: false }),
  ];
  const times: number[] = [];
  for (let turn = 0; turn < 20_000; turn += 1) {
    const request = requests[turn % requests.length] ?? taxRequest();
    const from = performance.now();
    decideDisclosure(request, catalogue, DAY);
    if (turn > 5_000) times.push((performance.now() - from) * 1_000);
  }
  say(
    `a decision (${catalogue.bases.length} versions in the catalogue): median ${median(times).toFixed(1)} µs  (aim below 50)`,
  );

  const dataDir = await mkdtemp(join(tmpdir(), 'al-capone-decisions-'));
  const server = await startServer(
    'services/start.ts',
    { DATA_DIR: dataDir, LOG_LEVEL: 'error', PORT: '0' },
    (line) => Number(/http:\/\/localhost:(\d+)\/v1/.exec(line)?.[1] ?? 0) || null,
  );
  try {
    const base = `http://127.0.0.1:${server.port}`;
    const post = async (path: string, body: object, purpose = 'benefit_control'): Promise<unknown> => {
      const answer = await fetch(`${base}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await tokenFor()}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          purpose,
        },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    };
    let token: Promise<string> | undefined;
    const tokenFor = () => (token ??= tokenOf(base, 'koebenhavns-kommune', 'bif-liaison'));
    const agencies = ['skat', 'kk-sof', 'kk-bk', 'koebenhavns-politi'];
    const reviewId = await anOpenReview(base, agencies);
    const finding = await post(`/v1/case-reviews/${reviewId}/findings`, {
      text: 'Modtager kontanthjælp, aktivitetsparat. '.repeat(20),
      statementKind: 'fact',
      dataClass: 'confidential',
      subject: 'person',
      legalBasisCode: 'RSL11C',
      necessity: 'Nødvendig for at vurdere retten til ydelsen.',
      notedOn: new Date().toISOString().slice(0, 10),
      sourceClass: 'own_records',
      declarations: { noMoneyLaunderingSource: true },
    });
    const id = finding && typeof finding === 'object' && 'id' in finding ? String(finding.id) : '';
    const preview = (recipients: readonly string[]) =>
      timesOf(rounds * 20, () =>
        post(`/v1/findings/${id}/disclosure-previews`, {
          recipients,
          legalBasisCode: 'RSL11C',
          necessity: 'Modtageren skal kunne vurdere sin egen sag.',
        }),
      );
    const plain = await timesOf(rounds * 20, () => fetch(`${base}/health/ready`));
    const one = await preview(['skat']);
    const five = await preview([...agencies, 'kk-bif']);
    say(
      `a preview for five recipients: median ${five.toFixed(1)} ms  (aim below 20); for one ${one.toFixed(1)} ms; ${(five / plain).toFixed(1)} × one question to the database`,
    );
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Median milliseconds, after some to warm up. */
async function timesOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const measured: number[] = [];
  for (let turn = 0; turn < times + 20; turn += 1) {
    const from = performance.now();
    await work();
    if (turn >= 20) measured.push(performance.now() - from);
  }
  return median(measured);
}
