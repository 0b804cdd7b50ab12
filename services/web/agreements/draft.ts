import { draftAgreement, getAgreement } from '#agreements/contract.ts';
import { mustBeFilledIn } from '../findings/filled-in.ts';
import { html } from '../html.ts';
import { form, page } from '../page.ts';
import { button, field, hidden, link, textArea } from '../parts.ts';

/** The next version of the own agency's agreement, with the words of an older one where it is a renewal. */
export const draftPage = page({
  path: '/agreements/new',
  needs: draftAgreement,
  show: async (view, { query: { from }, fault }) => {
    const base =
      from === undefined ? undefined : await view.ask(getAgreement, { params: { agreementId: from } });
    const who = view.agency(view.person.agencyId);
    const main = html`<p>${view.t(
      'Et udkast ændrer intet. En jurist eller en anden administrator i jeres myndighed skal bekræfte, at aftalen er underskrevet, som den står.',
      'A draft changes nothing. A legal officer or another administrator of your authority has to confirm that the agreement is signed as it stands.',
    )}</p>
      <form method="post" action="/agreements/new">
        ${hidden(view)}
        ${textArea(view, { name: 'scope', label: view.t('Hvad aftalen omfatter', 'What the agreement covers'), hint: view.t('Roller og ansvar over for de registrerede (databeskyttelsesforordningen art. 26). Alle i enheden kan læse det.', 'Roles and responsibilities towards data subjects (GDPR art. 26). Everybody in the unit can read it.'), value: base?.scope, rows: 8, maxlength: 4000, scan: true, fault })}
        ${field(view, { name: 'signedOn', label: view.t('Underskrevet den', 'Signed on'), type: 'date', width: 12, fault })}
        ${field(view, { name: 'validFrom', label: view.t('Første dag', 'First day'), type: 'date', width: 12, fault })}
        ${field(view, { name: 'validTo', label: view.t('Sidste dag', 'Last day'), hint: view.t('En aftale har altid en sidste dag. Derefter er deling suspenderet, til en ny er bekræftet.', 'An agreement always has a last day. After it sharing is suspended until a new one is confirmed.'), type: 'date', width: 12, fault })}
        ${button(view.t('Gem udkastet', 'Save the draft'))}
      </form>
      <p>${link('/agreements', view.t('Fortryd', 'Cancel'))}</p>`;
    return { title: view.t(`Ny aftale for ${who}`, `New agreement of ${who}`), main };
  },
});

export const saveDraft = form({
  path: '/agreements/new',
  of: draftPage,
  needs: draftAgreement,
  does: async (view, { form: sheet }) => {
    mustBeFilledIn(sheet, ['scope', 'signedOn', 'validFrom', 'validTo']);
    const body = {
      scope: sheet.text('scope'),
      signedOn: sheet.text('signedOn'),
      validFrom: sheet.text('validFrom'),
      validTo: sheet.text('validTo'),
    };
    const { id } = await view.ask(draftAgreement, { key: sheet.key(), body });
    return {
      to: `/agreements/${id}`,
      notice: view.t(
        'Udkastet er gemt. Nu skal en anden bekræfte det.',
        'The draft is saved. Now somebody else has to confirm it.',
      ),
    };
  },
});
