import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { withDeployer } from '#deploy/prepare-database.ts';
import { setUpUnit } from '#deploy/set-up-unit.ts';
import { isCvr, readSetupFile } from '#identity/setup-file.ts';
import { cloneTemplate } from '../support/clone-template.ts';

let database: Awaited<ReturnType<typeof cloneTemplate>>;
let superuser: pg.Client;
let folder: string;
// One database for the file: what is refused changes nothing, so it comes first.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-'));
  database = await cloneTemplate(inject('databaseUrl'));
  superuser = new pg.Client({ connectionString: database.url });
  superuser.on('error', () => {});
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

const police = {
  authorityId: 'fyn-politi',
  issuer: 'https://login.politi.dk/fyn',
  cvr: '17143611',
  jwksUri: 'https://login.politi.dk/fyn/jwks',
  webClientId: 'al-capone-web',
};
const odense = {
  authorityId: 'odense-kommune',
  issuer: 'https://adfs.odense.dk',
  cvr: '35209115',
  jwksUri: 'https://adfs.odense.dk/jwks',
};
const role = (name: string, agencyId: string) => ({ role: name, agencyId });

/** The unit Fyn with its police and one municipality; København's demo is in the same database. */
const fyn = {
  unit: 'fyn',
  authorities: [
    { id: 'fyn-politi', name: 'Fyns Politi', cvr: '17143611', regime: 'RHL', validFrom: '2007-01-01' },
    {
      id: 'odense-kommune',
      name: 'Odense Kommune',
      cvr: '35209115',
      regime: 'GDPR',
      validFrom: '2007-01-01',
    },
  ],
  agencies: [
    {
      id: 'odense-bif',
      authorityId: 'odense-kommune',
      kind: 'bif',
      name: 'Odense Job',
      validFrom: '2007-01-01',
    },
  ],
  participation: [{ agencyId: 'odense-bif', validFrom: '2018-01-01' }],
  issuers: [police, odense],
  people: [
    {
      authorityId: 'fyn-politi',
      subject: 'p-1',
      name: 'Ane Prøve',
      title: 'leder',
      roles: [role('chair', 'fyn-politi'), role('administrator', 'fyn-politi')],
    },
    {
      authorityId: 'odense-kommune',
      subject: 'o-1',
      name: 'Bo Prøve',
      roles: [role('liaison', 'odense-bif')],
    },
  ],
  startingCatalogue: true,
};
const agreement = {
  agencyId: 'odense-bif',
  scope: 'Prøve.',
  signedOn: '2025-12-01',
  validFrom: '2026-01-01',
  validTo: '2027-12-31',
};
const put = async (content: unknown) => {
  const file = readSetupFile(JSON.stringify(content));
  if (Array.isArray(file)) return { faults: file };
  return withDeployer(database.url, (deployer) => setUpUnit(deployer, file, '2026-01-01'));
};
const rows = async (query: string) => (await superuser.query(query)).rows;

const person = fyn.people[1]!;
const withPerson = (changes: object) => ({ ...fyn, people: [{ ...person, ...changes }] });
describe('a fault is named with its place, and nothing is put in', () => {
  test.each([
    ['an unknown unit', { ...fyn, unit: 'atlantis' }, ['/unit']],
    ['a misspelt member', { ...fyn, isuers: [] }, ['/isuers']],
    [
      'a CVR number without its check digit',
      { ...fyn, issuers: [{ ...police, cvr: '17143612' }] },
      ['/issuers/0/cvr'],
    ],
    [
      'the CVR number of another authority',
      { ...fyn, issuers: [{ ...police, cvr: '35209115' }, odense] },
      ['/issuers/0/cvr'],
    ],
    [
      'another CVR number for an authority that has a real one',
      {
        ...fyn,
        authorities: [
          ...fyn.authorities,
          {
            id: 'skatteforvaltningen',
            name: 'SKAT',
            cvr: '35209115',
            regime: 'GDPR',
            validFrom: '2018-07-01',
          },
        ],
      },
      ['/authorities/2/cvr'],
    ],
    [
      'an issuer without TLS',
      { ...fyn, issuers: [{ ...police, issuer: 'http://login.politi.dk' }, odense] },
      ['/issuers/0/issuer'],
    ],
    [
      'a web client id with a space',
      { ...fyn, issuers: [{ ...police, webClientId: 'al capone' }, odense] },
      ['/issuers/0/webClientId'],
    ],
    [
      'two issuers for one authority',
      { ...fyn, issuers: [police, odense, { ...odense, issuer: 'https://two.odense.dk' }] },
      ['/issuers/2/authorityId'],
    ],
    [
      'one issuer for two authorities',
      { ...fyn, issuers: [police, { ...odense, issuer: police.issuer }] },
      ['/issuers/1/issuer'],
    ],
    [
      'a role for an agency of another authority',
      withPerson({ roles: [role('liaison', 'fyn-politi')] }),
      ['/people/0/roles/0/agencyId'],
    ],
    [
      'a role in another unit',
      withPerson({ roles: [{ ...role('liaison', 'odense-bif'), unitId: 'koebenhavn' }] }),
      ['/people/0/roles/0/unitId'],
    ],
    [
      'an agreement of an agency that takes no part',
      { ...fyn, agreements: [{ ...agreement, agencyId: 'kk-bif' }] },
      ['/agreements/0/agencyId'],
    ],
    [
      'an agreement that ends before it begins',
      { ...fyn, agreements: [{ ...agreement, validTo: '2025-12-31' }] },
      ['/agreements/0/validTo'],
    ],
    ['an agency that takes no part', { ...fyn, participation: [] }, ['/people/1/roles/0/agencyId']],
    [
      'a national reader of a municipality',
      withPerson({ roles: [role('national_reader', 'odense-bif')] }),
      ['/people/0/roles/0/role'],
    ],
    ['an unknown role', withPerson({ roles: [role('king', 'odense-bif')] }), ['/people/0/roles/0/role']],
    ['a person without a role', withPerson({ roles: [] }), ['/people/0/roles']],
    ['a civil registration number as subject', withPerson({ subject: '7802642812' }), ['/people/0/subject']],
    ['a person twice', { ...fyn, people: [person, person] }, ['/people/1/subject']],
    ['a person whom no issuer vouches for', { ...fyn, issuers: [police] }, ['/people/1/authorityId']],
    [
      'several at once',
      { ...fyn, unit: 'atlantis', issuers: [{ ...police, cvr: '35209115' }, odense] },
      ['/unit', '/issuers/0/cvr'],
    ],
  ])('%s', async (_fault, content, pointers) => {
    const done = await put(content);
    const faults = 'faults' in done ? done.faults : [];
    expect(faults.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(pointers));
    for (const { da, en } of faults) expect([da, en].join()).toMatch(/\S+,\S+/);
    expect(JSON.stringify(faults)).not.toContain('7802642812');
    expect(await rows("select from app.person where issuer like 'https://%.dk%'")).toEqual([]);
    expect(await rows("select from app.authority where id = 'odense-kommune'")).toEqual([]);
  });
});

test('a unit is set up: its own authorities, issuers, people, and legal bases as drafts', async () => {
  // The police and SKAT have their agreements in the database of the tests.
  expect(await put(fyn)).toEqual({ people: 2, issuers: 2, withoutAgreement: ['odense-bif'] });
  expect(await rows("select cvr from app.authority where id = 'fyn-politi'")).toEqual([{ cvr: '17143611' }]);
  expect(
    await rows(`select p.name, p.issuer, r.role, r.unit_id, r.agency_id, r.valid_from::text from app.person p
      join app.role_assignment r on r.person_id = p.id where p.issuer like 'https://%.dk%' order by p.name, r.role`),
  ).toEqual([
    {
      name: 'Ane Prøve',
      issuer: police.issuer,
      role: 'administrator',
      unit_id: 'fyn',
      agency_id: 'fyn-politi',
      valid_from: '2026-01-01',
    },
    {
      name: 'Ane Prøve',
      issuer: police.issuer,
      role: 'chair',
      unit_id: 'fyn',
      agency_id: 'fyn-politi',
      valid_from: '2026-01-01',
    },
    {
      name: 'Bo Prøve',
      issuer: odense.issuer,
      role: 'liaison',
      unit_id: 'fyn',
      agency_id: 'odense-bif',
      valid_from: '2026-01-01',
    },
  ]);
  expect(await rows("select distinct status from app.legal_basis where unit_id = 'fyn'")).toEqual([
    { status: 'draft' },
  ]);
});

test('an issuer that knows the browser door is where its people sign in there', async () => {
  const query = `select array_agg(web_client_id order by authority_id) as ids from app.identity_issuer where issuer like '%.dk%'`;
  expect(await rows(query)).toEqual([{ ids: ['al-capone-web', null] }]);
  const closed = { ...police, webClientId: undefined };
  await put({ ...fyn, issuers: [closed, { ...odense, webClientId: 'capone' }] });
  expect(await rows(query)).toEqual([{ ids: [null, 'capone'] }]);
});

test('a second time adds nobody, keeps what was decided since, and follows an issuer that moved', async () => {
  await superuser.query(
    "update app.role_assignment set revoked_at = now() where role = 'liaison' and agency_id = 'odense-bif'",
  );
  const moved = { ...odense, issuer: 'https://login.odense.dk' };
  expect(await put({ ...fyn, issuers: [police, moved] })).toMatchObject({ people: 0, issuers: 2 });
  expect(await rows("select issuer from app.person where subject = 'o-1'")).toEqual([
    { issuer: moved.issuer },
  ]);
  expect(
    await rows("select revoked_at is null as holds from app.role_assignment where agency_id = 'odense-bif'"),
  ).toEqual([{ holds: false }]);
});

test('an agency shares on the agreement of the file, which is put in once; another one is a new version', async () => {
  const again = { ...agreement, validTo: '2028-12-31' };
  for (const one of [agreement, agreement, again])
    expect(await put({ ...fyn, agreements: [one] })).toMatchObject({ withoutAgreement: [] });
  const kept = `select version, valid_to::text, state, origin from app.participation_agreement
    where agency_id = 'odense-bif' order by version`;
  expect(await rows(kept)).toEqual([
    { version: 1, valid_to: '2027-12-31', state: 'signed', origin: 'setup' },
    { version: 2, valid_to: '2028-12-31', state: 'signed', origin: 'setup' },
  ]);
});

test('CVR numbers have a check digit', () => {
  expect(['19552101', '64942212', '17143611'].map(isCvr)).toEqual([true, true, true]);
  expect(['19552102', '00000101', '1955210', '1955210a', ''].map(isCvr)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

describe('npm run setup', () => {
  const command = (args: string[], address = database.url) =>
    spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../../services/identity/setup-command.ts'), ...args],
      {
        encoding: 'utf8',
        env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: address },
      },
    );

  test('says what it did, in both languages, and ends with 0', async () => {
    const path = join(folder, 'setup.json');
    await writeFile(path, JSON.stringify(fyn));
    const { status, stdout, stderr } = command([path]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/Enheden fyn: 2 udstedere, 0 nye personer, 2 var der i forvejen/);
    expect(stdout).toMatch(/The unit fyn: 2 issuers, 0 new people, 2 were there already/);
  });

  test('names every fault and ends with 1', async () => {
    const path = join(folder, 'faulty.json');
    await writeFile(path, JSON.stringify({ ...fyn, unit: 'atlantis', issuers: [] }));
    const { status, stdout, stderr } = command([path]);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Intet er ændret \/ Nothing was changed:/);
    expect(stderr).toMatch(/\/unit: .* \/ is not one of the 12 units/);
    expect(stderr).toMatch(/\/people\/0\/roles\/1\/agencyId/);
    expect(stderr).not.toContain('Prøve');
  });

  test.each([
    ['no file', [], 'usage: npm run setup'],
    ['a file that is not there', ['/nowhere/setup.json'], 'ENOENT'],
  ])('%s: a clear reason, and 1', (_case, args, reason) => {
    const { status, stderr } = command(args);
    expect(status).toBe(1);
    expect(stderr).toContain(reason);
  });

  test('a server that is not there: a clear reason, and 1', async () => {
    const path = join(folder, 'setup.json');
    await writeFile(path, JSON.stringify(fyn));
    const { status, stderr } = command([path], 'postgres://nobody@127.0.0.1:1/nothing');
    expect(status).toBe(1);
    expect(stderr).toContain('the database cannot be reached (ECONNREFUSED)');
  });
});
