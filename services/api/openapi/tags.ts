import type { Endpoint } from '#platform/contract.ts';
import type { JsonObject } from './components.ts';

/** The rooms, as the documentation groups them; the first part of an address says which room answers. */
const rooms: Readonly<Record<string, string>> = {
  units: 'Enheder, kommuner og myndigheder / Units, municipalities and agencies',
  identity: 'Personer og roller / People and roles',
  citizens: 'Borgere / Citizens',
  'legal-bases': 'Hjemler og reglernes svar om videregivelse / Legal bases and decisions on disclosure',
  'case-reviews': 'Sagsgennemgange / Case reviews',
  findings: 'Oplysninger / Findings',
  requests: 'Anmodninger om oplysninger / Requests for information',
  attachments: 'Bilag / Attachments',
  receipts: 'Kvitteringer / Receipts',
  meetings: 'Møder / Meetings',
  agendas: 'Dagsordener / Agendas',
  'follow-ups': 'Opfølgning / Follow-ups',
  reports: 'Tal til Rigspolitiet / Figures',
  audit: 'Loggen / The trail',
  meta: 'Om tjenesten / About the service',
};
const roomOf: Readonly<Record<string, string>> = {
  me: 'identity',
  people: 'identity',
  trail: 'audit',
  'citizen-lookups': 'citizens',
  'meeting-series': 'meetings',
  'agenda-items': 'agendas',
  decisions: 'legal-bases',
  'disclosure-evaluations': 'legal-bases',
  disclosures: 'findings',
  'receipt-keys': 'receipts',
  'follow-up-types': 'follow-ups',
  figures: 'reports',
  indicators: 'reports',
};

export function tagOf({ path }: Endpoint): string {
  const [, , first = 'meta', , last] = path.split('/');
  if (last !== undefined && last in rooms) return last;
  return roomOf[first] ?? first;
}

export function tagsOf(endpoints: readonly Endpoint[]): JsonObject[] {
  const used = new Set(endpoints.map(tagOf));
  const known = Object.entries(rooms).filter(([name]) => used.has(name));
  const others = [...used].filter((name) => !(name in rooms)).toSorted();
  return [
    ...known.map(([name, description]) => ({ name, description })),
    ...others.map((name) => ({ name })),
  ];
}
