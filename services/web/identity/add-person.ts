import { addPerson } from '#identity/contract.ts';
import { html } from '../html.ts';
import { form, page } from '../page.ts';
import { button, field, hidden, link } from '../parts.ts';

export const addPersonPage = page({
  path: '/people/new',
  needs: addPerson,
  show: async (view, { fault }) => {
    const main = html`<p>${view.t(
      'Personen kan logge ind, når du bagefter har givet en rolle.',
      'The person can sign in when you have given a role afterwards.',
    )}</p>
      <form method="post" action="/people/new">
        ${hidden(view)}
        ${field(view, { name: 'name', label: view.t('Navn', 'Name'), maxlength: 120, fault })}
        ${field(view, { name: 'title', label: view.t('Stilling', 'Title'), maxlength: 120, required: false, fault })}
        ${field(view, {
          name: 'subject',
          label: view.t('Id hos loginudbyderen', 'Id at the issuer'),
          hint: view.t(
            'Det id, som jeres loginudbyder har givet personen (feltet »sub«). Aldrig et CPR-nummer.',
            'The id that your issuer has given the person (claim “sub”). Never a civil registration number.',
          ),
          maxlength: 256,
          scan: true,
          fault,
        })}
        ${button(view.t('Opret medarbejderen', 'Add the person'))}
      </form>
      <p>${link('/people', view.t('Fortryd', 'Cancel'))}</p>`;
    return { title: view.t('Opret en medarbejder', 'Add a person'), main };
  },
});

export const addPersonForm = form({
  path: '/people/new',
  of: addPersonPage,
  needs: addPerson,
  does: async (view, { form: sheet }) => {
    const body = {
      subject: sheet.text('subject'),
      name: sheet.text('name'),
      title: sheet.optional('title') ?? null,
    };
    const { id, name } = await view.ask(addPerson, { key: sheet.key(), body });
    return {
      to: `/people/${id}`,
      notice: view.t(`${name} er oprettet. Giv nu en rolle.`, `${name} is added. Now give a role.`),
    };
  },
});
