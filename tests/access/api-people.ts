import { createPrivateKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { inject } from 'vitest';
import { z } from 'zod';
import { audience } from '#api/run.ts';
import { demoPeople } from '#demo/people.ts';
import type { Role } from '#platform/codes.ts';
import { testIdentityProviders } from '../support/global-setup.ts';
import type { World } from '../support/world.ts';
import type { Principal } from './principal.ts';

export type { Principal };

const fyn = 'fyn';
const extras: {
  username: string;
  role: Role | null;
  unit: string | null;
  agency: string;
  authority: string;
}[] = [
  ...(
    ['liaison', 'chair', 'coordinator', 'approver', 'legal_officer', 'auditor', 'administrator'] as const
  ).map((role) => ({
    username: `fyn-${role}`,
    role,
    unit: fyn,
    agency: 'skat',
    authority: 'skatteforvaltningen',
  })),
  // A second liaison of each agency: the colleague who has the cases that the others have no need to know.
  ...(
    [
      ['politi', 'koebenhavns-politi', 'koebenhavns-politi'],
      ['skat', 'skat', 'skatteforvaltningen'],
      ['bif', 'kk-bif', 'koebenhavns-kommune'],
      ['sof', 'kk-sof', 'koebenhavns-kommune'],
      ['bk', 'kk-bk', 'koebenhavns-kommune'],
    ] as const
  ).map(([key, agency, authority]) => ({
    username: `${key}-colleague`,
    role: 'liaison' as const,
    unit: 'koebenhavn',
    agency,
    authority,
  })),
  ...['bif-revoked', 'bif-role-revoked'].map((username) => ({
    username,
    role: 'liaison' as const,
    unit: 'koebenhavn',
    agency: 'kk-bif',
    authority: 'koebenhavns-kommune',
  })),
  ...['politi', 'skat', 'kk'].map((key) => ({
    username: `${key}-without-role`,
    role: null,
    unit: null,
    agency: { politi: 'koebenhavns-politi', skat: 'skat' }[key] ?? 'kk-bif',
    authority: { politi: 'koebenhavns-politi', skat: 'skatteforvaltningen' }[key] ?? 'koebenhavns-kommune',
  })),
];

/** The demo's people, people of another unit, and those who are let in no longer or not yet; each with one token. */
export async function principalsOf(world: World): Promise<Principal[]> {
  const people = extras.map(({ username, role, unit, agency, authority }) => ({
    subject: randomUUID(),
    username,
    name: `Ekstra ${username}`,
    title: 'prøve',
    authorityId: authority,
    agencyId: agency,
    unitId: unit,
    role: role ?? ('liaison' as const),
  }));
  const everybody = [...demoPeople, ...people, stranger()];
  const providers = await testIdentityProviders(inject('demoIdentityKeys'), audience, everybody);
  for (const [index, person] of people.entries()) {
    const added = await world.superuser.query(
      `insert into app.person (issuer, subject, authority_id, name, title)
       select issuer, $1, authority_id, $2, $3 from app.identity_issuer where authority_id = $4 returning id`,
      [person.subject, person.name, person.title, person.authorityId],
    );
    if (extras[index]?.role)
      await world.superuser.query(
        `insert into app.role_assignment (person_id, role, unit_id, agency_id, authority_id, valid_from) values ($1, $2, $3, $4, $5, '2020-01-01')`,
        [added.rows[0].id, person.role, person.unitId, person.agencyId, person.authorityId],
      );
  }
  await world.superuser.query("update app.person set state = 'revoked' where name = 'Ekstra bif-revoked'");
  await world.superuser.query(
    `update app.role_assignment set revoked_at = now() where person_id = (select id from app.person where name = 'Ekstra bif-role-revoked')`,
  );
  const known = await world.superuser.query('select id, subject from app.person');
  const idOf = new Map<string, string>(known.rows.map(({ subject, id }) => [String(subject), String(id)]));
  const principals = await Promise.all(
    everybody.map(async (person): Promise<Principal> => {
      const roleless = extras.some(({ username, role }) => username === person.username && role === null);
      return {
        name: person.username,
        unit: person.unitId,
        agency: person.agencyId,
        authority: person.authorityId,
        personId: idOf.get(person.subject) ?? randomUUID(),
        subject: person.subject,
        roles: roleless ? [] : [person.role],
        barred: barred(person.username, roleless),
        token: await providers.accessTokenFor(person.username),
        renew: async () => providers.accessTokenFor(person.username),
      };
    }),
  );
  const liaison = principals.find(({ name }) => name === 'bif-liaison');
  if (!liaison?.token) throw new Error('the demo has no liaison');
  const { renew: _renew, ...whole } = liaison;
  const outside = { ...whole, roles: [], barred: 401 as const };
  return [
    ...principals,
    { ...outside, name: 'anonymous', token: null },
    { ...outside, name: 'expired', token: await expired(liaison.token) },
    { ...outside, name: 'forged', token: `${liaison.token.slice(0, -8)}AAAAAAAA` },
  ];
}

function barred(username: string, roleless: boolean): Principal['barred'] {
  if (username === 'bif-revoked') return 401;
  return roleless || username === 'bif-role-revoked' || username === 'stranger' ? 403 : null;
}

const stranger = () => ({
  subject: randomUUID(),
  username: 'stranger',
  name: 'Fremmed',
  title: 'ukendt',
  authorityId: 'koebenhavns-kommune',
  agencyId: 'kk-bif',
  unitId: 'koebenhavn',
  role: 'liaison' as const,
});

/** The same token, signed by the same issuer, an hour older. */
async function expired(token: string): Promise<string> {
  const [header, payload] = token
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  const jwk = inject('demoIdentityKeys')['koebenhavns-kommune']?.keys[0];
  if (!jwk) throw new Error('the issuer has no key');
  const claims = { ...payload, iat: payload.iat - 3_600, exp: payload.exp - 3_600 };
  const key = createPrivateKey({ key: z.record(z.string(), z.unknown()).parse(jwk), format: 'jwk' });
  return new SignJWT(claims).setProtectedHeader(header).sign(key);
}
