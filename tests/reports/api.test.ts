import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aWorld, type Json, type World } from '../support/world.ts';
import { putReviews, type ReviewWish } from './support.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const aReview: ReviewWish = {
  unit: 'koebenhavn',
  citizen: 1,
  municipality: '0101',
  state: 'concluded',
  day: '2025-03-03',
  findings: [{ agency: 'skat', withdrawn: false, shared: true }],
  actions: [],
};
const figures = (who: string, query: string) => world.as(who).get(`/v1/figures${query}`);
const build = (period: string, who = 'bif-coordinator') => world.as(who).post('/v1/reports', { period });

beforeEach(async () => {
  await world.superuser.query('truncate app.report');
  await putReviews(world, [aReview]);
});

describe('whose figures', () => {
  const without = ['liaison', 'approver', 'legal-officer', 'auditor', 'administrator'];
  it.each(without)('a %s gets none', async (role) => {
    const asked = [
      await figures(`skat-${role}`, '?period=2025'),
      await build('2025', `skat-${role}`),
      await world.as(`skat-${role}`).get('/v1/reports'),
    ];
    expect(asked.map(({ status, json }) => [status, json.ruleId])).toEqual(
      asked.map(() => [403, 'permission.missing']),
    );
    expect((await world.as(`skat-${role}`).get('/v1/indicators')).status).toBe(200);
  });

  it('coordinator and chair get the same, of their own unit', async () => {
    const [one, two, named] = [
      await figures('bif-coordinator', '?period=2025'),
      await figures('politi-chair', '?period=2025'),
      await figures('bif-coordinator', '?period=2025&unit=koebenhavn'),
    ];
    expect(one.status).toBe(200);
    expect(one.json).toMatchObject({ unit: 'koebenhavn', from: '2025-01-01', until: '2026-01-01' });
    expect([two.json, named.json]).toEqual([one.json, one.json]);
    for (const path of ['/v1/figures?period=2025&unit=fyn', '/v1/reports?unit=fyn']) {
      const other = await world.as('bif-coordinator').get(path);
      expect([other.status, other.json.ruleId]).toEqual([403, 'report.other-unit']);
    }
  });

  it('the national reader gets any unit, and has to name one that exists', async () => {
    const own = await figures('bif-coordinator', '?period=2025');
    expect((await figures('national-reader', '?period=2025&unit=koebenhavn')).json).toEqual(own.json);
    expect((await figures('national-reader', '?period=2025&unit=fyn')).json.figures.reviews).toBe(0);
    expect((await figures('national-reader', '?period=2025&unit=atlantis')).status).toBe(404);
    const unnamed = await figures('national-reader', '?period=2025');
    expect([unnamed.status, unnamed.json.errors[0].pointer]).toEqual([400, '/query/unit']);
    const built = await build('2025', 'national-reader');
    expect([built.status, built.json.ruleId]).toEqual([403, 'permission.missing']);
  });

  it('come with as many earlier periods of the same length as are asked for', async () => {
    const { json } = await figures('bif-coordinator', '?period=2025-H2&earlier=2');
    const alone = await figures('bif-coordinator', '?period=2025-H1');
    expect(alone.json.earlier).toEqual([]);
    expect(json.earlier).toMatchObject([{ period: '2025-H1' }, { period: '2024-H2' }]);
    const { reviews, reviews_with_follow_up, follow_up_share, special_control } = alone.json.figures;
    expect(reviews).toBe(1);
    const compared = { reviews, reviews_with_follow_up, follow_up_share, special_control };
    expect(json.earlier.map((one: Json) => one.figures)).toEqual([
      compared,
      { reviews: 0, reviews_with_follow_up: 0, follow_up_share: null, special_control: 0 },
    ]);
    expect(json.figures.reviews).toBe(0);
    const years = await figures('bif-coordinator', '?period=1901&earlier=5');
    expect(years.json.earlier.map(({ period }: Json) => period)).toEqual(['1900']);
    expect((await figures('bif-coordinator', '?period=2025&earlier=6')).status).toBe(400);
  });

  it.each(['2025-H3', '25', '2025-13', '2999', '', '2025-h1'])('there is no period %j', async (period) => {
    const answer = await figures('bif-coordinator', `?period=${period}`);
    expect([answer.status, answer.json.ruleId]).toEqual([400, 'input.invalid']);
    expect(answer.json.errors).toEqual([
      {
        pointer: '/query/period',
        rule: 'period.unknown',
        da: expect.stringContaining('2016-H1'),
        en: expect.stringContaining('2016-H1'),
      },
    ]);
    expect((await build(period)).json.errors[0].pointer).toBe('/body/period');
  });

  it('everything that is wrong is told at once', async () => {
    const answer = await figures('bif-coordinator', '?unit=No&colour=red');
    expect(answer.json.errors.map(({ pointer }: Json) => pointer).toSorted()).toEqual([
      '/query/colour',
      '/query/period',
      '/query/unit',
    ]);
  });
});

/** The digest as the README describes it, made without the service's code. */
function digestOf(report: Json): string {
  const sorted = (value: Json): Json =>
    value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.keys(value)
            .toSorted()
            .map((key) => [key, sorted(value[key])]),
        )
      : value;
  const {
    id: _id,
    version: _version,
    builtAt: _builtAt,
    sha256: _sha256,
    created: _created,
    limits: _limits,
    ...content
  } = report;
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
}

describe('reports', () => {
  it('are the same until the figures change, and then a new version', async () => {
    const first = await build('2025-H1');
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({
      version: 1,
      created: true,
      preliminary: false,
      definitionVersion: '1',
    });
    expect(first.json.sha256).toBe(digestOf(first.json));
    expect((await build('2025-H1', 'skat-coordinator')).json).toEqual({ ...first.json, created: false });

    await putReviews(world, [aReview, { ...aReview, citizen: 2 }]);
    const second = await build('2025-H1');
    expect(second.json).toMatchObject({ version: 2, created: true, figures: { reviews: 2 } });
    expect(second.json.sha256).toBe(digestOf(second.json));
    expect(second.json.sha256).not.toBe(first.json.sha256);

    await putReviews(world, [aReview]);
    const third = await build('2025-H1');
    expect(third.json).toMatchObject({ version: 3, sha256: first.json.sha256 });

    const stored = await world.as('politi-chair').get(`/v1/reports/${first.json.id}`);
    const { created: _created, ...asBuilt } = first.json;
    expect(stored.json).toEqual(asBuilt);
  });

  it('made by many at once are one', async () => {
    const built = await Promise.all(Array.from({ length: 6 }, () => build('2025')));
    expect(built.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(new Set(built.map(({ json }) => json.id)).size).toBe(1);
    expect(built.filter(({ json }) => json.created)).toHaveLength(1);
  });

  it('of a period that goes on say so; one that has not begun has none', async () => {
    const year = new Date().getFullYear();
    expect((await build(`${year}`)).json).toMatchObject({ preliminary: true, created: true });
    expect((await figures('bif-coordinator', `?period=${year}`)).json.preliminary).toBe(true);
    const early = await build(`${year + 1}`);
    expect([early.status, early.json.ruleId]).toEqual([422, 'report.period-not-begun']);
  });

  it('are listed latest period first, page by page, and by unit and period', async () => {
    for (const period of ['2024', '2025-H1', '2025-H2', '2025']) await build(period);
    await putReviews(world, [aReview, { ...aReview, citizen: 2 }]);
    await build('2025');
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await world.as('politi-chair').get(`/v1/reports?limit=2${cursor}`);
      seen.push(...json.items.map(({ period, version }: Json) => `${period} ${version}`));
      cursor = json.next === null ? '' : `&cursor=${json.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(['2025-H2 1', '2025-H1 1', '2025 2', '2025 1', '2024 1']);
    const { json } = await world.as('politi-chair').get('/v1/reports?period=2025');
    expect(json.items.map(({ version }: Json) => version)).toEqual([2, 1]);
    expect(json.items[0]).not.toHaveProperty('figures');
  });

  it("of another unit are the national reader's to see, and for everybody else not there", async () => {
    const { rows } = await world.superuser.query(
      `insert into app.report (unit_id, period, version, definition_version, preliminary, figures, sha256)
       values ('fyn', '2025', 1, '1', false, $1, sha256('')) returning id`,
      [JSON.stringify((await figures('national-reader', '?period=2025&unit=fyn')).json.figures)],
    );
    await build('2025');
    const path = `/v1/reports/${rows[0].id}`;
    for (const place of [path, `${path}/document`]) {
      const hidden = await world.as('bif-coordinator').get(place);
      expect([hidden.status, hidden.json.ruleId]).toEqual([404, 'not-found']);
      expect((await world.as('national-reader').get(place)).json.unitName).toBe('Fyn');
    }
    const units = async (who: string, query = '') =>
      (await world.as(who).get(`/v1/reports${query}`)).json.items.map(({ unit }: Json) => unit);
    expect(await units('bif-coordinator')).toEqual(['koebenhavn']);
    expect(await units('national-reader')).toEqual(['koebenhavn', 'fyn']);
    expect(await units('national-reader', '?unit=fyn')).toEqual(['fyn']);
  });

  it('leave as files, and the trail knows of it', async () => {
    const { json: report } = await build('2025-H1');
    const path = `/v1/reports/${report.id}/document`;
    const csv = await world.as('bif-coordinator').get(`${path}?format=csv`);
    expect(csv.status).toBe(200);
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="al-capone-koebenhavn-2025-H1-v1.csv"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(csv.text.startsWith('\uFEFFPeriode;Enhed;')).toBe(true);
    const json = await world.as('national-reader').get(path);
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
    const { created: _created, ...asBuilt } = report;
    expect(json.json).toEqual(asBuilt);

    expect((await world.as('politi-chair').get(path)).status).toBe(403);
    expect((await world.as('bif-coordinator').get(`${path}?format=xlsx`)).status).toBe(400);
    const { rows } = await world.superuser.query(
      `select verb || ' ' || outcome || ' ' || (convert_from(canon, 'UTF8')::json->'event'->>'deed') as entry
       from audit.event where convert_from(canon, 'UTF8') like '%' || $1 || '%' or verb = 'export' and outcome = 'refused'
       order by id desc limit 5`,
      [report.id],
    );
    expect(rows.map(({ entry }) => entry).toReversed()).toEqual([
      'export done buildReport',
      'export done getReportDocument',
      'export done getReportDocument',
      'export refused getReportDocument',
      'export refused getReportDocument',
    ]);
  });
});

it('every indicator says what it counts, and every figure has its indicator', async () => {
  const { json } = await world.as('sof-liaison').get('/v1/indicators');
  const counted = (await figures('bif-coordinator', '?period=2027')).json.figures;
  expect(json.items.map(({ code }: Json) => code)).toEqual(Object.keys(counted));
  for (const { name, definition } of json.items) {
    expect([name.da, name.en].every((text) => /^[A-ZÆØÅ].*[^.]$/u.test(text))).toBe(true);
    expect([definition.da, definition.en].every((text) => /^[A-ZÆØÅ].*\.$/u.test(text))).toBe(true);
  }
});
