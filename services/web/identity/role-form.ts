import { roles } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, field, hidden, select } from '../parts.ts';
import type { View } from '../view.ts';
import type { Person } from './roles.ts';

/** A role for an agency, from a day and perhaps to one. */
export function roleForm(view: View, { id }: Person, fault: Fault | undefined): Html {
  return html`<form method="post" action=${`/people/${id}/roles`}>
    ${hidden(view)}
    ${select(view, {
      name: 'role',
      label: view.t('Rolle', 'Role'),
      // The national reader’s is given by setup alone.
      options: roles
        .filter((role) => role !== 'national_reader')
        .map((role) => [role, view.code('roles', role)] as const),
      empty: view.t('Vælg en rolle', 'Choose a role'),
      fault,
    })}
    ${select(view, {
      name: 'agencyId',
      label: view.t('Myndighed', 'Agency'),
      hint: view.t(
        'En del af din egen myndighed, som deltager i enheden.',
        'A part of your own authority that takes part in the unit.',
      ),
      options: view.agencies.map(({ id: agencyId, name }) => [agencyId, name] as const),
      value: view.person.agencyId,
      fault,
    })}
    ${field(view, { name: 'validFrom', label: view.t('Første dag', 'First day'), type: 'date', value: view.today, width: 12, fault })}
    ${field(view, {
      name: 'validTo',
      label: view.t('Sidste dag', 'Last day'),
      hint: view.t(
        'Rollen gælder også den dag. Uden dato gælder den, til nogen fratager den.',
        'The role holds on that day too. Without a date it holds until somebody takes it.',
      ),
      type: 'date',
      required: false,
      width: 12,
      fault,
    })}
    ${button(view.t('Giv rollen', 'Give the role'))}
  </form>`;
}
