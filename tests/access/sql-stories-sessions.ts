import { type Probe, refused, story } from './sql-probe.ts';
import type { Ids } from './sql-seed.ts';

/** When the seeded sessions are in use, and a name of one in SQL. */
export const inUse = '2026-05-04T10:00:00Z';
const hashOf = (name: string) => `sha256('session.${name}')`;
const later = (time: string) => `timestamptz '${inUse}' + interval '${time}'`;

/** Sessions of browsers: five functions, asked as nobody, are the only way to them. */
export function sessionStories(ids: Ids): Probe[] {
  const find = (name: string, at = later('0')) => `select from app.find_web_session(${hashOf(name)}, ${at})`;
  const change = (name: string, choices: string, at = later('0')) =>
    `select app.change_web_session(${hashOf(name)}, ${choices}, ${at})`;
  const open = (name: string, subject = 'f.subject') =>
    `select app.open_web_session(${hashOf(name)}, f.issuer, ${subject}, 'proof', ${later('0')}) from
      app.find_web_session(${hashOf('kk-bif')}, ${later('0')}) f`;
  const revoke = `update app.person set state = 'revoked' where id = '${ids('person.kk-bif')}'`;
  const stands = (name: string, at = later('0')) => `select app.web_session_stands(${hashOf(name)}, ${at})`;
  const nobody = { as: 'nobody' };
  return [
    story('a session is found by its name alone', [
      { ...nobody, sql: find('kk-bif'), expect: 1 },
      { sql: find('skat'), expect: 1 },
      { sql: find('made-up'), expect: 0 },
    ]),
    story('a session ends when it is not used', [
      { ...nobody, sql: find('kk-bif', later('30 minutes')), expect: 0 },
      { sql: find('kk-bif'), expect: 0 },
    ]),
    story('a session that is used does not end', [
      { ...nobody, sql: find('kk-bif', later('29 minutes')), expect: 1 },
      { sql: find('kk-bif', later('58 minutes')), expect: 1 },
    ]),
    story('a session ends after eight hours', [
      ...Array.from({ length: 23 }, (_none, turn) => ({
        ...nobody,
        sql: find('kk-bif', later(`${(turn + 1) * 20} minutes`)),
        expect: 1,
      })),
      { sql: find('kk-bif', later('480 minutes')), expect: 0 },
    ]),
    story('a session ends with the revocation of its person, and no other opens', [
      { ...nobody, sql: open('new'), expect: { is: true } },
      { as: 'administrator', sql: revoke, expect: 1 },
      { ...nobody, sql: find('kk-bif'), expect: 0 },
      { sql: find('skat'), expect: 1 },
    ]),
    story('asking whether a session holds is no use of it', [
      { ...nobody, sql: stands('kk-bif', later('29 minutes')), expect: { is: true } },
      { sql: stands('kk-bif', later('31 minutes')), expect: { is: false } },
      { sql: stands('made-up'), expect: { is: false } },
      { sql: find('kk-bif', later('29 minutes')), expect: 1 },
    ]),
    story('a session does not hold when its person is revoked', [
      { as: 'administrator', sql: revoke, expect: 1 },
      { ...nobody, sql: stands('kk-bif'), expect: { is: false } },
      { sql: stands('skat'), expect: { is: true } },
    ]),
    story('nobody revoked opens a session', [
      {
        as: 'administrator',
        sql: revoke,
        expect: 1,
      },
      {
        sql: `select app.open_web_session(${hashOf('newer')}, p.issuer, p.subject, 'proof', ${later('0')})
          from app.person p where p.id = '${ids('person.kk-bif')}'`,
        expect: { is: false },
      },
    ]),
    story('nobody unknown opens a session', [
      { ...nobody, sql: open('new', `'somebody else'`), expect: { is: false } },
      { sql: find('new'), expect: 0 },
    ]),
    story('opening a session takes away those that have run out', [
      { ...nobody, sql: find('old', `timestamptz '2026-05-03T10:00:00Z'`), expect: 1 },
      { sql: open('new'), expect: { is: true } },
      // Found by whoever would be asked before the time that it ran out at.
      { sql: find('old', `timestamptz '2026-05-03T10:00:00Z'`), expect: 0 },
    ]),
    story('a choice is kept until another is made', [
      { ...nobody, sql: change('kk-bif', `'koebenhavn', 'kk-bif', 'tax_control'`), expect: { is: true } },
      { sql: change('kk-bif', 'null, null, null'), expect: { is: true } },
      {
        sql: `select unit_id || agency_id || purpose from app.find_web_session(${hashOf('kk-bif')}, ${later('0')})`,
        expect: { is: 'koebenhavnkk-biftax_control' },
      },
      { sql: change('kk-bif', `null, null, 'curiosity'`), expect: '23514' },
    ]),
    story('nothing is chosen in a session that has run out', [
      {
        ...nobody,
        sql: change('kk-bif', `null, null, 'prevention'`, later('30 minutes')),
        expect: { is: false },
      },
    ]),
    story('a session ends once, and no other with it', [
      { ...nobody, sql: `select from app.end_web_session(${hashOf('kk-bif')})`, expect: 1 },
      { sql: `select from app.end_web_session(${hashOf('kk-bif')})`, expect: 0 },
      { sql: find('kk-bif'), expect: 0 },
      { sql: find('skat'), expect: 1 },
    ]),
    ...['select id_hash', 'delete'].map((deed) =>
      story(`nobody comes past the functions: ${deed}`, [
        { as: 'everything', sql: `${deed} from app.web_session`, expect: refused },
      ]),
    ),
  ];
}
