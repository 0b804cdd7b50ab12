import { record } from '#audit/record.ts';
import { roles as allRoles } from '#platform/codes.ts';
import { IdentityChanged } from '#platform/database.ts';
import type { Deed } from '#platform/deed.ts';
import { orNotFound } from '#platform/errors.ts';
import { mayDo, type Permission, permissions } from '#platform/permissions.ts';
import type { getMe, listPermissions } from './contract.ts';
import { ownRoles } from './store.ts';

type Given = Awaited<ReturnType<typeof ownRoles>>['roles'][number];
const names = Object.keys(permissions).filter((name): name is Permission => name in permissions);

export const readMe: Deed<typeof getMe> = async (tx, caller, _input, floor) => {
  const { person, roles } = await ownRoles(tx, caller.personId, floor.today);
  const { authority_id, ...self } = orNotFound(person);
  const seats = seatsFrom(roles);
  const acting = seats.find(
    ({ unitId, agencyId }) => unitId === caller.unitId && agencyId === caller.agencyId,
  );
  // Revoked after this transaction was announced: it has to be admitted again.
  if (!acting) throw new IdentityChanged();
  record(tx, { verb: 'consult', deed: 'getMe', ids: { persons: [self.id] } });
  return {
    ...self,
    authorityId: authority_id,
    seats,
    acting,
    permissions: names.filter((name) => mayDo(caller.roles, name)),
  };
};

function seatsFrom(given: readonly Given[]) {
  const byPlace = Map.groupBy(given, ({ unit_id, agency_id }) => `${unit_id ?? ''}/${agency_id}`);
  return [...byPlace.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : {
          unitId: first.unit_id,
          unitName: first.unit_name,
          agencyId: first.agency_id,
          agencyName: first.agency_name,
          agencyKind: first.agency_kind,
          roles: [...new Set([first, ...others].map(({ role }) => role))],
        },
  );
}

export const readPermissions: Deed<typeof listPermissions> = async (tx) => {
  record(tx, { verb: 'consult', deed: 'listPermissions' });
  return {
    roles: [...allRoles],
    permissions: names.map((permission) => ({ permission, roles: [...permissions[permission]] })),
  };
};
