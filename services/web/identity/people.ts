import { addPerson, listPeople, listPermissions } from '#identity/contract.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { link, linkButton, pager, tableOf, tag } from '../parts.ts';
import type { View } from '../view.ts';
import { holds, type Person, roleText } from './roles.ts';

const perPage = 50;

/** The people of the administrator's own authority, with their roles in the unit. */
export const peoplePage = page({
  path: '/people',
  needs: listPeople,
  show: async (view, { query }) => {
    const withoutRole = query['withoutRole'] === 'true';
    const { cursor } = query;
    const asked = { withoutRole: String(withoutRole), limit: perPage, ...(cursor ? { cursor } : {}) };
    const { items, next } = await view.ask(listPeople, { query: asked });
    const main = html`<p>${view.t(
      'Medarbejdere fra din egen myndighed. Andre myndigheder har deres egne administratorer.',
      'People of your own authority. Other authorities have administrators of their own.',
    )}</p>
      ${ways(view, withoutRole)} ${peopleTable(view, items, withoutRole)}
      ${pager(view, '/people', { ...(withoutRole ? { withoutRole: 'true' } : {}), ...(cursor ? { cursor } : {}) }, next)}`;
    const title = withoutRole
      ? view.t('Medarbejdere uden rolle', 'People without a role')
      : view.t('Medarbejdere', 'People');
    return { title, main };
  },
});

const ways = (view: View, withoutRole: boolean): Html =>
  html`<div class="actions">
    ${view.may(addPerson.permission) ? linkButton('/people/new', view.t('Opret en medarbejder', 'Add a person')) : null}
    ${withoutRole ? linkButton('/people', view.t('Vis dem med en rolle', 'Show those with a role'), 'secondary') : linkButton('/people?withoutRole=true', view.t('Vis dem uden rolle', 'Show those without a role'), 'secondary')}
    ${view.may(listPermissions.permission) ? link('/permissions', view.t('Hvem må hvad', 'Who may do what')) : null}
  </div>`;

const peopleTable = (view: View, rows: readonly Person[], withoutRole: boolean): Html =>
  tableOf(view, {
    caption: view.t('Medarbejdere efter navn', 'People by name'),
    quietCaption: true,
    rows,
    columns: [
      { head: view.t('Navn', 'Name'), cell: ({ id, name }) => link(`/people/${id}`, name) },
      {
        head: view.t('Stilling', 'Title'),
        cell: ({ title }) => title ?? view.t('Ikke oplyst', 'Not stated'),
      },
      { head: view.t('Roller i dag', 'Roles today'), cell: (person) => rolesToday(view, person) },
      { head: view.t('Adgang', 'Access'), cell: ({ state }) => accessTag(view, state) },
    ],
    empty: withoutRole
      ? html`<p>${view.t('Alle, der er oprettet, har eller har haft en rolle i enheden.', 'Everybody who is registered has or has had a role in the unit.')}</p>`
      : html`<p>${view.t('Ingen har en rolle i enheden endnu. Opret en medarbejder, og giv en rolle.', 'Nobody has a role in the unit yet. Add a person, and give a role.')}</p>`,
  });

function rolesToday(view: View, { roles }: Person): Html {
  const now = roles.filter((role) => holds(role, view.today));
  if (now.length === 0) return html`<span class="quiet">${view.t('Ingen i dag', 'None today')}</span>`;
  return html`<ul class="nobullet-list">${now.map((role) => html`<li>${roleText(view, role)}</li>`)}</ul>`;
}

/** Whether the person can act at all. */
export const accessTag = (view: View, state: Person['state']): Html =>
  state === 'active' ? tag(view.t('Aktiv', 'Active'), 'success') : tag(view.t('Spærret', 'Revoked'), 'error');
