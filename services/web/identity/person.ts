import { getPerson, giveRole, reinstatePerson, revokePerson, revokeRole } from '#identity/contract.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page } from '../page.ts';
import { alertBox, button, definitionList, details, hidden, link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { accessTag } from './people.ts';
import { roleForm } from './role-form.ts';
import { type Assignment, isOver, periodText, type Person, roleText } from './roles.ts';

/** One person: the roles, and what an administrator can do with them. */
export const personPage = page({
  path: '/people/:personId',
  needs: getPerson,
  show: async (view, { params, fault }) => {
    const person = await view.ask(getPerson, { params });
    const own = person.id === view.person.personId;
    // Nobody changes their own access: what would be refused is not offered.
    const manages = view.may(giveRole.permission) && !own;
    const main = html`${own ? ownPage(view) : null}
      ${definitionList(view, [
        [view.t('Stilling', 'Title'), person.title],
        [view.t('Adgang', 'Access'), accessTag(view, person.state)],
        [view.t('Id hos loginudbyderen', 'Id at the issuer'), html`<code>${person.subject}</code>`],
      ])}
      ${rolesOf(view, person, manages)} ${manages ? changes(view, person, fault) : null}
      <p>${link('/people', view.t('Tilbage til alle medarbejdere', 'Back to all people'))}</p>`;
    return { title: person.name, main };
  },
});

const ownPage = (view: View): Html =>
  alertBox(
    view,
    'info',
    view.t('Det er dig selv', 'This is you'),
    html`<p>${view.t(
      'Ingen kan ændre sin egen adgang eller sine egne roller. En anden administrator fra din myndighed skal gøre det.',
      'Nobody can change their own access or roles. Another administrator of your authority has to do it.',
    )}</p>`,
  );

function rolesOf(view: View, person: Person, manages: boolean): Html {
  const current = person.roles.filter((role) => !isOver(role, view.today));
  const over = person.roles.filter((role) => isOver(role, view.today));
  const columns = [
    { head: view.t('Rolle', 'Role'), cell: (role: Assignment) => roleText(view, role) },
    { head: view.t('Gælder', 'Holds'), cell: (role: Assignment) => periodText(view, role) },
  ];
  const take = {
    head: view.t('Fratag', 'Take away'),
    cell: (role: Assignment) => takeRole(view, person, role),
  };
  return html`<h2>${view.t('Roller i enheden', 'Roles in the unit')}</h2>
    ${tableOf(view, {
      caption: view.t('Roller, der gælder eller kommer til det', 'Roles that hold or will'),
      quietCaption: true,
      rows: current,
      columns: manages ? [...columns, take] : columns,
      empty: html`<p>${view.t(`${person.name} har ingen rolle og kan derfor intet se.`, `${person.name} has no role and can therefore see nothing.`)}</p>`,
    })}
    ${over.length === 0 ? null : details(view.t(`Tidligere roller (${over.length})`, `Earlier roles (${over.length})`), tableOf(view, { caption: view.t('Tidligere roller', 'Earlier roles'), quietCaption: true, rows: over, columns, empty: null }))}`;
}

/** A form behind a line that opens: what happens stands before the button. */
const takeRole = (view: View, person: Person, role: Assignment): Html =>
  details(
    html`${view.t('Fratag', 'Take')} <span class="sr-only">${roleText(view, role)}</span>`,
    html`<p>${view.t(
      `Fra næste klik kan ${person.name} ikke længere handle som ${roleText(view, role)}. Rollen kan gives igen.`,
      `From the next click on ${person.name} can no longer act as ${roleText(view, role)}. The role can be given again.`,
    )}</p>
      <form method="post" action=${`/people/${person.id}/roles/${role.id}/revocation`}>
        ${hidden(view)} ${button(view.t('Fratag rollen', 'Take the role'), { kind: 'warning' })}
      </form>`,
  );

const changes = (view: View, person: Person, fault: Fault | undefined): Html =>
  html`<h2>${view.t('Giv en rolle', 'Give a role')}</h2>
    ${roleForm(view, person, fault)}
    <h2>${view.t('Adgang', 'Access')}</h2>
    ${person.state === 'active' ? stopAccess(view, person) : letIn(view, person)}`;

const stopAccess = (view: View, person: Person): Html =>
  details(
    view.t(`Spær adgangen for ${person.name}`, `Revoke the access of ${person.name}`),
    html`${alertBox(
      view,
      'warning',
      view.t('Det stopper straks', 'This stops at once'),
      html`<ul>
          <li>${view.t('Alle roller, i alle enheder, også dem, der først begynder senere.', 'All roles, in all units, also those that begin later.')}</li>
          <li>${view.t('Alle steder, hvor personen er logget ind. Det næste klik afvises.', 'Every place where the person is signed in. The next click is refused.')}</li>
          <li>${view.t('Alt, der sendes til tjenestens API i personens navn.', 'Everything that is sent to the service’s API in the person’s name.')}</li>
        </ul>
        <p>${view.t('Det, personen har skrevet, bliver stående. Spærringen kan ophæves.', 'What the person has written stays. The revocation can be lifted.')}</p>`,
    )}
      <form method="post" action=${`/people/${person.id}/revocation`}>
        ${hidden(view)} ${button(view.t('Spær adgangen nu', 'Revoke the access now'), { kind: 'warning' })}
      </form>`,
  );

const letIn = (view: View, person: Person): Html =>
  html`<p>${view.t(
    'Adgangen er spærret. Ophæves spærringen, gælder de roller igen, der ikke er frataget eller ophørt.',
    'The access is revoked. When it is reinstated, the roles hold again that have not been taken or run out.',
  )}</p>
    <form method="post" action=${`/people/${person.id}/reinstatement`}>
      ${hidden(view)} ${button(view.t('Ophæv spærringen', 'Reinstate the access'), { kind: 'secondary' })}
    </form>`;

const backTo = (personId: string | undefined): string => `/people/${personId ?? ''}`;

export const giveRoleForm = form({
  path: '/people/:personId/roles',
  of: personPage,
  needs: giveRole,
  does: async (view, { params, form: sheet }) => {
    const { effect } = await view.ask(giveRole, {
      params,
      key: sheet.key(),
      body: {
        role: sheet.text('role'),
        agencyId: sheet.text('agencyId'),
        validFrom: sheet.text('validFrom'),
        validTo: sheet.optional('validTo'),
      },
    });
    return { to: backTo(params['personId']), notice: view.say(effect) };
  },
});

/** The three that need nothing but the press of a button. */
const pressed = (path: string, endpoint: typeof revokeRole | typeof revokePerson) =>
  form({
    path,
    of: personPage,
    needs: endpoint,
    does: async (view, { params, form: sheet }) => {
      const { effect } = await view.ask(endpoint, { params, key: sheet.key() });
      return { to: backTo(params['personId']), notice: view.say(effect) };
    },
  });
export const revokeRoleForm = pressed('/people/:personId/roles/:roleId/revocation', revokeRole);
export const revokePersonForm = pressed('/people/:personId/revocation', revokePerson);
export const reinstateForm = pressed('/people/:personId/reinstatement', reinstatePerson);
