import { listPeople } from '#identity/contract.ts';
import { addDays } from '#platform/danish-time.ts';
import { waitingAgreements } from '../agreements/waiting.ts';
import { html, type Html } from '../html.ts';
import { link, linkButton, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { due, section } from './words.ts';

const endsWithinDays = 30;

/** People who cannot act yet, and roles that end soon. */
export async function administratorSections(view: View): Promise<Html> {
  const endsBy = addDays(view.today, endsWithinDays);
  const [without, ending] = await Promise.all([
    view.ask(listPeople, { query: { withoutRole: 'true', limit: 20 } }),
    view.ask(listPeople, { query: { endsBy, limit: 100 } }),
  ]);
  const roles = ending.items.flatMap((person) =>
    person.roles
      .filter(
        ({ revokedAt, validTo }) =>
          revokedAt === null && validTo !== null && validTo >= view.today && validTo <= endsBy,
      )
      .map(({ role, agencyId, validTo }) => ({ person, role, agencyId, validTo: validTo ?? '' })),
  );
  return html`${await waitingAgreements(view)} ${section('without-role', view.t('Medarbejdere uden rolle', 'People without a role'), withoutRole(view, without.items))}
  ${roles.length === 0 ? null : section('roles-ending', view.t(`Roller, der ophører inden for ${endsWithinDays} dage`, `Roles that end within ${endsWithinDays} days`), endingSoon(view, roles))}
  <div class="actions">
    ${linkButton('/people/new', view.t('Opret en medarbejder', 'Add a person'))}
    ${linkButton('/people', view.t('Se alle medarbejdere', 'See all people'), 'secondary')}
    ${linkButton('/agreements', view.t('Se deltagelsesaftalerne', 'See the participation agreements'), 'secondary')}
    ${linkButton('/permissions', view.t('Hvem må hvad', 'Who may do what'), 'secondary')}
  </div>`;
}

type Person = Awaited<ReturnType<typeof askPeople>>['items'][number];
const askPeople = (view: View) => view.ask(listPeople);

const withoutRole = (view: View, rows: readonly Person[]): Html =>
  tableOf(view, {
    caption: view.t(
      'Medarbejdere fra din myndighed, der ikke har haft en rolle i enheden',
      'People of your authority who have had no role in the unit',
    ),
    quietCaption: true,
    rows,
    columns: [
      { head: view.t('Navn', 'Name'), cell: ({ name }) => name },
      {
        head: view.t('Stilling', 'Title'),
        cell: ({ title }) => title ?? view.t('Ikke oplyst', 'Not stated'),
      },
      {
        head: view.t('Handling', 'Action'),
        cell: ({ id, name }) => link(`/people/${id}`, view.t(`Giv ${name} en rolle`, `Give ${name} a role`)),
      },
    ],
    empty: html`<p>${view.t('Alle, der er oprettet, har eller har haft en rolle i enheden.', 'Everybody who is registered has or has had a role in the unit.')}</p>`,
  });

type Ending = { person: Person; role: string; agencyId: string; validTo: string };

const endingSoon = (view: View, rows: readonly Ending[]): Html =>
  tableOf(view, {
    caption: view.t('Roller, der snart ophører', 'Roles that end soon'),
    quietCaption: true,
    rows,
    columns: [
      { head: view.t('Navn', 'Name'), cell: ({ person }) => link(`/people/${person.id}`, person.name) },
      {
        head: view.t('Rolle', 'Role'),
        cell: ({ role, agencyId }) => `${view.code('roles', role)}, ${view.agency(agencyId)}`,
      },
      { head: view.t('Sidste dag', 'Last day'), cell: ({ validTo }) => due(view, validTo) },
    ],
    empty: null,
  });
