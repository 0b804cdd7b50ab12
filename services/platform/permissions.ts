import type { Role } from './codes.ts';

/**
 * Which role may do what, in one place. What a role may do it may do only for the own agency and unit, and only with rows
 * that the policies in migrations/ let it see.
 */
export const permissions = {
  'case-reviews.read': ['liaison', 'chair', 'coordinator', 'approver'],
  'case-reviews.nominate': ['liaison', 'chair'],
  'case-reviews.decide': ['chair'],
  'case-reviews.ask': ['chair', 'coordinator'],
  'case-reviews.reply': ['liaison'],
  'case-reviews.withdraw': ['liaison', 'chair'],
  'case-reviews.assign': ['liaison', 'approver'],
  'case-reviews.distribute': ['approver'],
  'case-reviews.open': ['liaison', 'approver'],
  'openings.read': ['approver', 'auditor'],
  'openings.review': ['approver'],
  'exclusions.read': ['approver', 'chair', 'auditor'],
  'exclusions.set': ['approver', 'chair'],
  'citizens.look-up': ['liaison', 'chair', 'coordinator'],
  'citizens.unmask': ['liaison', 'chair'],
  'findings.read': ['liaison', 'chair', 'approver'],
  'findings.write': ['liaison'],
  'findings.disclose': ['liaison', 'approver'],
  'findings.approve': ['approver'],
  'requests.read': ['liaison', 'chair', 'approver'],
  'requests.ask': ['liaison'],
  'requests.answer': ['liaison'],
  'affiliations.read': ['liaison', 'chair', 'approver'],
  'affiliations.state': ['liaison'],
  'security.read': ['liaison', 'chair', 'approver'],
  'security.assess': ['liaison'],
  'third-persons.read': ['liaison', 'chair', 'approver'],
  'third-persons.register': ['liaison'],
  'third-persons.disclose': ['liaison', 'approver'],
  'receipts.read': ['liaison', 'approver', 'auditor'],
  'receipts.export': ['approver', 'auditor'],
  'legal-bases.read': ['liaison', 'chair', 'coordinator', 'approver', 'legal_officer'],
  'legal-bases.draft': ['legal_officer'],
  'legal-bases.approve': ['legal_officer'],
  'agreements.read': [
    'liaison',
    'chair',
    'coordinator',
    'approver',
    'legal_officer',
    'auditor',
    'administrator',
  ],
  'agreements.draft': ['administrator'],
  'agreements.sign': ['legal_officer', 'administrator'],
  'emergency-access.read': ['liaison', 'chair', 'approver', 'auditor'],
  'emergency-access.ask': ['liaison', 'approver'],
  'emergency-access.decide': ['approver', 'chair'],
  'emergency-access.end': ['liaison', 'approver', 'chair'],
  'release-proposals.read': ['liaison', 'approver'],
  'release-proposals.propose': ['liaison'],
  'release-proposals.decide': ['approver'],
  'meetings.read': ['liaison', 'chair', 'coordinator', 'approver'],
  'meetings.plan': ['chair', 'coordinator'],
  'meetings.run': ['chair'],
  'agendas.build': ['chair', 'coordinator'],
  'recalls.read': ['liaison', 'chair', 'approver'],
  'recalls.answer': ['liaison'],
  'follow-ups.read': ['liaison', 'chair', 'coordinator'],
  'follow-ups.assign': ['chair', 'liaison'],
  'follow-ups.update': ['liaison'],
  'reports.read': ['coordinator', 'chair', 'national_reader'],
  'reports.export': ['coordinator', 'national_reader'],
  'reports.build': ['coordinator'],
  'register.import': ['coordinator'],
  'trail.read': ['auditor'],
  'people.read': ['administrator'],
  'people.manage': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether any of the roles carries the permission. */
export function mayDo(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return roles.some((role) => allowed.includes(role));
}
