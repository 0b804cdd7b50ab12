import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWebWorld, type WebPage, type WebWorld } from '../support/web.ts';

let web: WebWorld;
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format();
beforeAll(async () => {
  web = await aWebWorld();
});
afterAll(() => web.close());

const officer = (language: 'da' | 'en' = 'da') => web.signedIn('bif-legal-officer', language);
const other = () => web.signedIn('sof-legal-officer');
const fields = {
  citation: 'RSL § 11 p',
  law: 'Retssikkerhedsloven',
  regime: 'GDPR',
  contributors: ['bif', 'sof'],
  recipients: ['bk'],
  dataClasses: ['ordinary', 'confidential'],
  purposes: ['benefit_control'],
  subjects: ['person'],
  validFrom: today,
};
/** A draft of the first officer, saved with the form. */
async function drafted(code: string, change: Record<string, string | string[]> = {}) {
  const one = await officer();
  const page = await one.submit(await one.get('/legal-bases/new'), '/legal-bases/new', {
    ...fields,
    code,
    ...change,
  });
  return {
    one,
    page,
    path: page.$('form[action$="/retirement"]')?.getAttribute('action')?.replace('/retirement', '') ?? '',
  };
}
const codes = (page: WebPage) =>
  page.$$('main tbody tr').map((row) => /([A-Z0-9][A-Z0-9-]+), version/.exec(row.structuredText)?.[1]);
const csrf = (page: WebPage) => page.$('input[name="_csrf"]')?.getAttribute('value') ?? '';
const key = (page: WebPage) => page.$('input[name="_key"]')?.getAttribute('value') ?? '';

describe('the catalogue', () => {
  test('says in plain words who may give what to whom', async () => {
    const page = await (await web.signedIn('bif-liaison')).get('/legal-bases');
    expect([page.status, page.h1]).toEqual([200, 'Hjemler']);
    const row = page.$$('main tbody tr').find((one) => one.structuredText.includes('SFL17'));
    expect(row?.structuredText.replaceAll(/\s+/g, ' ')).toContain(
      'SKAT må give almindelige og fortrolige oplysninger om personer til Københavns Politi, BIF, SOF og Betaling og Kontrol.',
    );
    expect(row?.structuredText).toContain('Gælder i dag');
    expect(page.$('a[href="/legal-bases/new"]')).toBeNull();
  });

  test('is narrowed by regime, state and day', async () => {
    const one = await web.signedIn('bif-liaison');
    expect(codes(await one.get('/legal-bases?regime=FVL'))).toEqual(['FVL28-2-3']);
    expect(codes(await one.get('/legal-bases?on=2017-06-01'))).toContain('PDL6');
    expect(codes(await one.get(`/legal-bases?on=${today}`))).not.toContain('PDL6');
    const empty = await one.get('/legal-bases?status=retired');
    expect(empty.words).toContain('Ingen hjemler passer til filteret. Vis alle');
  });

  test.each([
    ['a day that does not exist', '?on=2026-02-30', 'on'],
    ['an unknown state', '?status=perhaps', 'status'],
  ])('%s is said at its field', async (_what, query, name) => {
    const page = await (await web.signedIn('bif-liaison')).get(`/legal-bases${query}`);
    expect(page.status).toBe(400);
    expect(page.$(`#field-${name}-error`)).not.toBeNull();
    expect(page.$('main table')).toBeNull();
  });

  test('is read in English', async () => {
    const page = await (await web.signedIn('bif-liaison', 'en')).get('/legal-bases');
    expect(page.words).toContain('SKAT may give ordinary and confidential information about persons to');
    expect(page.words).not.toMatch(/Hjemmel|oplysninger|Gælder/);
  });

  test('shows one basis with purposes, conditions and versions; one that is not there is not found', async () => {
    const one = await web.signedIn('politi-liaison');
    const list = await one.get('/legal-bases');
    const href =
      list
        .$$('main tbody a')
        .find((a) => a.structuredText === 'RPL § 115, stk. 1, nr. 1')
        ?.getAttribute('href') ?? '';
    const page = await one.get(href);
    expect(page.h1).toBe('RPL § 115, stk. 1, nr. 1, version 1');
    expect(page.words).toContain('må ikke anvendes til efterforskning af straffesager');
    expect(page.words).toContain('kriminalitetsforebyggelse');
    expect(page.words).toContain('1 (vises her)');
    expect(page.words).not.toContain('Tag hjemlen ud af brug');
    expect((await one.get('/legal-bases/8b0f0f6e-0f53-4b58-9d9e-0d3f3b8a7c11')).status).toBe(404);
  });
});

describe('drafts', () => {
  test('a draft is saved, explained to its author, and approved by another', async () => {
    const { page, path } = await drafted('PROEVE1');
    expect(page.words).toContain('Udkastet er gemt. En anden jurist skal godkende det.');
    expect(page.words).toContain('Du har selv skrevet udkastet');
    expect(page.$(`form[action="${path}/approval"]`)).toBeNull();
    const second = await other();
    const approved = await second.submit(await second.get(path), `${path}/approval`);
    expect(approved.words).toContain('Hjemlen er godkendt.');
    expect(approved.words).toContain('Gælder i dag');
  });

  test('four eyes: the author’s own approval is refused and says why', async () => {
    const { one, page, path } = await drafted('PROEVE2');
    const refused = await one.post(`${path}/approval`, { _csrf: csrf(page), _key: key(page) });
    expect(refused.status).toBe(422);
    expect(refused.$('#error-summary')?.structuredText).toContain('Bed en anden jurist om det.');
    expect(refused.words).toContain('Udkast');
  });

  test('a common row cannot be approved; a version of one’s own is filled in from it, for the own agencies alone', async () => {
    await web.superuser.query(
      `insert into app.legal_basis (unit_id, code, version, citation, law, regime, contributors, recipients, data_classes, purposes, subjects,
         not_for_criminal_investigation, creates_duty, status, valid_from)
       select unit_id, 'FAELLES', 1, citation, law, regime, '{tax,bif}', recipients, data_classes, purposes, subjects, false, false, 'draft', valid_from
       from app.legal_basis where unit_id = 'koebenhavn' and code = 'RSL11C' and version = 1`,
    );
    const one = await officer();
    const id = (await web.as('bif-legal-officer').get('/v1/legal-bases')).json.items.find(
      ({ code }: { code: string }) => code === 'FAELLES',
    ).id;
    const common = await one.get(`/legal-bases/${id}`);
    expect(common.words).toContain('Udkastet er fælles for enheden');
    expect(common.$('form[action$="/approval"]')).toBeNull();
    const form = await one.get(common.$('a[href^="/legal-bases/new?from="]')?.getAttribute('href') ?? '');
    const boxes = (checked: string) =>
      form.$$(`input[name="contributors"]${checked}`).map((box) => box.getAttribute('value'));
    expect(new Set(boxes(''))).toEqual(new Set(['bif', 'bk', 'sof']));
    expect(boxes('[checked]')).toEqual(['bif']);
    const saved = await one.submit(form, '/legal-bases/new');
    expect([saved.status, saved.words.includes('Du har selv skrevet udkastet')]).toEqual([200, true]);
  });

  test('a new version is filled in with what holds, and ends the older one', async () => {
    const { one, path } = await drafted('PROEVE3');
    const second = await other();
    await second.submit(await second.get(path), `${path}/approval`);
    const form = await one.get(`/legal-bases/new?from=${path.split('/').at(-1)}`);
    expect(form.h1).toBe('Ny version af RSL § 11 p');
    expect(form.$('input[name="code"]')?.getAttribute('value')).toBe('PROEVE3');
    expect(form.$$('input[name="contributors"][checked]').map((box) => box.getAttribute('value'))).toEqual([
      'bif',
      'sof',
    ]);
    const saved = await one.submit(form, '/legal-bases/new', { validFrom: '2099-01-01' });
    expect(saved.h1).toBe('RSL § 11 p, version 2');
    const newPath =
      saved.$('form[action$="/retirement"]')?.getAttribute('action')?.replace('/retirement', '') ?? '';
    const approved = await second.submit(await second.get(newPath), `${newPath}/approval`);
    expect(approved.words).toContain('version 1 slutter');
    expect(approved.words).toContain('Godkendt, gælder senere');
  });

  test('what is missing is said at its field, and what was chosen stays', async () => {
    const one = await officer();
    const again = await one.submit(await one.get('/legal-bases/new'), '/legal-bases/new', {
      ...fields,
      code: 'lille',
      contributors: [],
      validFrom: '2026-02-30',
    });
    expect(again.status).toBe(400);
    expect(again.$$('.form-error-message')).toHaveLength(3);
    for (const name of ['code', 'contributors', 'validFrom'])
      expect(again.$(`#field-${name}-error`)).not.toBeNull();
    expect(again.$$('input[name="dataClasses"][checked]')).toHaveLength(2);
    const backwards = await one.submit(again, '/legal-bases/new', {
      ...fields,
      code: 'PROEVE4',
      validTo: '2020-01-01',
    });
    expect(backwards.$('#field-validTo-error')).not.toBeNull();
  });

  test('a basis is retired after a warning, and once only', async () => {
    const { one, page, path } = await drafted('PROEVE5');
    expect(page.$(`form[action="${path}/retirement"]`)?.closest('details')?.structuredText).toContain(
      'Det kan ikke fortrydes',
    );
    const retired = await one.submit(page, `${path}/retirement`);
    expect(retired.words).toContain('Hjemlen er taget ud af brug.');
    const again = await one.post(`${path}/retirement`, { _csrf: csrf(retired), _key: crypto.randomUUID() });
    expect([again.status, again.$('#error-summary')?.structuredText]).toEqual([
      409,
      expect.stringContaining('allerede udgået'),
    ]);
  });
});

describe('trying a disclosure', () => {
  const tried = async (
    change: Record<string, string | string[] | null> = {},
    username = 'bif-liaison',
    language: 'da' | 'en' = 'da',
  ) => {
    const one = await web.signedIn(username, language);
    return one.submit(await one.get('/legal-bases/try'), '/legal-bases/try', {
      basisCode: 'RSL11C',
      recipients: ['skat', 'koebenhavns-politi'],
      purpose: 'benefit_control',
      dataClass: 'confidential',
      necessity: 'Oplysningen afgør, om ydelsen er berettiget.',
      ...change,
    });
  };

  test('says for each recipient that it may be shared, and under what', async () => {
    const page = await tried();
    expect(page.status).toBe(200);
    const answers = page.$$('.decision').map((one) => one.structuredText.replaceAll(/\s+/g, ' '));
    expect(answers).toEqual([
      expect.stringContaining('SKAT Må deles'),
      expect.stringContaining('Københavns Politi Må deles'),
    ]);
    expect(answers[0]).toContain('Hjemmel: RSL § 11 c, version 1.');
    expect(page.$('select[name="basisCode"] option[selected]')?.getAttribute('value')).toBe('RSL11C');
  });

  test('says no with each rule in its own words, its provision and its name', async () => {
    const page = await tried({ dataClass: 'special', purpose: 'prevention', necessity: '' });
    const answer = page.$('.decision')?.structuredText ?? '';
    expect(answer).toMatch(/Må ikke deles[^]*Hvorfor ikke\?/);
    for (const rule of ['D3', 'D4']) expect(answer).toContain(`regel ${rule}`);
    expect(answer).toContain('Hvorfor ikke de andre hjemler?');
  });

  test('answers in English', async () => {
    const page = await tried({ dataClass: 'special' }, 'bif-liaison', 'en');
    expect(page.$('.decision')?.structuredText).toMatch(/May not be shared[^]*Why not\?/);
  });

  test('shows the restriction of retsplejeloven, and asks the police what the law asks of them', async () => {
    const page = await tried(
      {
        basisCode: 'RPL115-1-1',
        recipients: ['skat'],
        purpose: 'prevention',
        declarationNotInvestigation: 'yes',
        statementKind: 'fact',
        'police.subjectCategory': 'other',
        'police.reviewDueOn': '2099-01-01',
      },
      'politi-liaison',
    );
    expect(page.$('.decision')?.structuredText).toMatch(/Må deles[^]*Må ikke anvendes til efterforskning/);
  });

  test('what is missing is said at its field', async () => {
    const page = await tried({ recipients: [] });
    expect(page.status).toBe(400);
    expect(page.$('#field-recipients-error')).not.toBeNull();
    expect(page.$('textarea[name="necessity"]')?.textContent).toContain('Oplysningen afgør');
  });

  test('shares nothing', async () => {
    const count = async () =>
      (await web.superuser.query('select count(*) as rows from app.disclosure')).rows[0].rows;
    const before = await count();
    await tried();
    expect(await count()).toBe(before);
  });
});

describe('who may not', () => {
  test.each([
    ['bif-auditor', '/legal-bases', 'listLegalBases'],
    ['bif-administrator', '/legal-bases', 'listLegalBases'],
    ['bif-liaison', '/legal-bases/new', 'draftLegalBasis'],
    ['bif-chair', '/legal-bases/new', 'draftLegalBasis'],
    ['bif-auditor', '/legal-bases/try', 'evaluateDecision'],
    ['bif-administrator', '/legal-bases/try', 'evaluateDecision'],
  ])(
    '%s is refused %s with the rule and whom to ask, and the trail remembers',
    async (username, path, deed) => {
      const page = await (await web.signedIn(username)).get(path);
      expect(page.status).toBe(403);
      expect(page.words).toMatch(/permission\.missing[^]*administrator/);
      const { rows } = await web.superuser.query(
        "select convert_from(canon, 'UTF8')::jsonb -> 'event' ->> 'deed' as deed from audit.event where outcome = 'refused' order by id desc limit 1",
      );
      expect(rows).toEqual([{ deed }]);
    },
  );

  test('a liaison cannot send an approval', async () => {
    const { path } = await drafted('PROEVE6');
    const one = await web.signedIn('sof-liaison');
    const page = await one.get(path);
    expect(page.$('form[action$="/approval"]')).toBeNull();
    expect(
      (await one.post(`${path}/approval`, { _csrf: csrf(page), _key: crypto.randomUUID() })).status,
    ).toBe(403);
  });
});
