import { createHash } from 'node:crypto';
import type { Role } from '#platform/codes.ts';

/** An invented person of the demo: one for every role of every agency in the unit København, and one at Rigspolitiet. */
export type DemoPerson = {
  subject: string;
  username: string;
  name: string;
  title: string;
  authorityId: string;
  agencyId: string;
  unitId: string | null;
  role: Role;
};

const agencies = [
  { key: 'politi', agencyId: 'koebenhavns-politi', authorityId: 'koebenhavns-politi', family: 'Modelberg' },
  { key: 'skat', agencyId: 'skat', authorityId: 'skatteforvaltningen', family: 'Prøvestrup' },
  { key: 'bif', agencyId: 'kk-bif', authorityId: 'koebenhavns-kommune', family: 'Eksempelholm' },
  { key: 'sof', agencyId: 'kk-sof', authorityId: 'koebenhavns-kommune', family: 'Fiktivgaard' },
  { key: 'bk', agencyId: 'kk-bk', authorityId: 'koebenhavns-kommune', family: 'Testrup' },
];

const local: { role: Role; username: string; first: string; title: string }[] = [
  { role: 'liaison', username: 'liaison', first: 'Lis', title: 'kontaktperson' },
  { role: 'chair', username: 'chair', first: 'Mads', title: 'mødeleder' },
  { role: 'coordinator', username: 'coordinator', first: 'Karen', title: 'koordinator' },
  { role: 'approver', username: 'approver', first: 'Gorm', title: 'godkender' },
  { role: 'legal_officer', username: 'legal-officer', first: 'Jura', title: 'jurist' },
  { role: 'auditor', username: 'auditor', first: 'Rikke', title: 'revisor' },
  { role: 'administrator', username: 'administrator', first: 'Adam', title: 'administrator' },
];

/** A persistent subject as an issuer would give it: always the same for the same person. */
function subjectOf(username: string): string {
  const hex = createHash('sha256').update(`al-capone demo person ${username}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const demoUnit = 'koebenhavn';

export const demoPeople: readonly DemoPerson[] = [
  ...agencies.flatMap(({ key, agencyId, authorityId, family }) =>
    local.map(({ role, username, first, title }) => ({
      subject: subjectOf(`${key}-${username}`),
      username: `${key}-${username}`,
      name: `${first} ${family}`,
      title,
      authorityId,
      agencyId,
      unitId: demoUnit,
      role,
    })),
  ),
  {
    subject: subjectOf('national-reader'),
    username: 'national-reader',
    name: 'Nanna Rigsberg',
    title: 'national læser',
    authorityId: 'rigspolitiet',
    agencyId: 'rigspolitiet',
    unitId: null,
    role: 'national_reader',
  },
];

/** The authorities of the demo, each with an issuer of its own. */
export const demoAuthorities = [
  { authorityId: 'koebenhavns-politi', slug: 'koebenhavns-politi', name: 'Københavns Politi' },
  { authorityId: 'skatteforvaltningen', slug: 'skatteforvaltningen', name: 'Skatteforvaltningen' },
  { authorityId: 'koebenhavns-kommune', slug: 'koebenhavns-kommune', name: 'Københavns Kommune' },
  { authorityId: 'rigspolitiet', slug: 'rigspolitiet', name: 'Rigspolitiet' },
];
