import { addPersonForm, addPersonPage } from './add-person.ts';
import { peoplePage } from './people.ts';
import { permissionsPage } from './permissions.ts';
import { giveRoleForm, personPage, reinstateForm, revokePersonForm, revokeRoleForm } from './person.ts';

/** People, their roles, and what roles may do. */
export const peoplePages = [
  peoplePage,
  addPersonPage,
  addPersonForm,
  personPage,
  giveRoleForm,
  revokeRoleForm,
  revokePersonForm,
  reinstateForm,
  permissionsPage,
];
