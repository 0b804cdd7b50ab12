import { listPermissions } from '#identity/contract.ts';
import { html } from '../html.ts';
import { page } from '../page.ts';
import type { View } from '../view.ts';
import { nameOfPermission } from './permission-names.ts';

/** Which role may do what, from the table that decides. */
export const permissionsPage = page({
  path: '/permissions',
  needs: listPermissions,
  show: async (view) => {
    const { roles, permissions } = await view.ask(listPermissions);
    const own = new Set<string>(view.person.roles);
    const main = html`<p>${view.t(
      'Tabellen er den, som tjenesten selv afgør efter. En rolle giver kun adgang inden for egen myndighed og enhed, og kun til det, der er delt med myndigheden.',
      'The table is the one that the service itself decides by. A role opens things only within the own agency and unit, and only what is shared with the agency.',
    )}</p>
      <table class="table cards-when-narrow matrix">
        <caption class="sr-only">${view.t('Roller og hvad de må', 'Roles and what they may do')}</caption>
        <thead>
          <tr>
            <th scope="col">${view.t('Handling', 'Deed')}</th>
            ${roles.map((role) => html`<th scope="col">${view.code('roles', role)}${own.has(role) ? html` <span class="weight-normal">${view.t('(dig)', '(you)')}</span>` : null}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${permissions.map(
            ({ permission, roles: allowed }) => html`<tr>
              <th scope="row">${nameOfPermission(view, permission)}</th>
              ${roles.map((role) => cell(view, view.code('roles', role), allowed.includes(role)))}
            </tr>`,
          )}
        </tbody>
      </table>`;
    return { title: view.t('Hvem må hvad', 'Who may do what'), main };
  },
});

const cell = (view: View, role: string, allowed: boolean) =>
  html`<td data-label=${role} class=${allowed ? 'may' : 'may-not'}>${allowed ? view.t('Ja', 'Yes') : view.t('Nej', 'No')}</td>`;
