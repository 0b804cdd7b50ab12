import type { Role } from '#platform/codes.ts';
import { type Permission, permissions } from '#platform/permissions.ts';

/** Somebody of the demo who may do what the endpoint does. */
export function personFor({ permission }: { permission: string }): string {
  const known = (name: string): name is Permission => name in permissions;
  const roles: readonly Role[] = known(permission) ? permissions[permission] : ['liaison'];
  const [role = 'liaison'] = roles;
  return role === 'national_reader' ? 'national-reader' : `bif-${role.replaceAll('_', '-')}`;
}
