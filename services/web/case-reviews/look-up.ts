import { nominateCitizen } from '#case-reviews/contract.ts';
import { lookUpCitizen } from '#citizens/contract.ts';
import type { Sheet } from '../forms.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page } from '../page.ts';
import { button, details, hidden, link, select } from '../parts.ts';
import type { View } from '../view.ts';
import { basesForNomination } from './bases.ts';
import { cprField, lookUpAnswer, quotaBox } from './look-up-parts.ts';
import { nominationFields } from './nomination-form.ts';

const reasons = {
  new_nomination: ['Vil indstille borgeren', 'About to nominate the citizen'],
  follow_up: ['Opfølgning', 'Follow-up'],
  citizen_contact: ['Borgeren har henvendt sig', 'The citizen has made contact'],
  error_suspected: ['Kontrollere, om noget er forkert', 'Check whether something is wrong'],
} as const;

const titleOf = (view: View) => view.t('Slå en borger op', 'Look a citizen up');

export const lookUpPage = page({
  path: '/citizen-lookups',
  needs: lookUpCitizen,
  show: async (view, { fault }) => ({ title: titleOf(view), main: lookUpForm(view, fault) }),
});

function lookUpForm(view: View, fault: Fault | undefined): Html {
  const options = Object.entries(reasons).map(([code, [da, en]]) => [code, view.t(da, en)] as const);
  return html`${quotaBox(view, fault?.refusal)}
    <p>
      ${view.t(
        'Du ser de gennemgange, som du har adgang til. Hvert opslag står i logbogen, og du kan slå 30 borgere op i timen.',
        'You see the case reviews that you have access to. Every look-up is written in the trail, and you can look up 30 citizens an hour.',
      )}
    </p>
    <form method="post" action="/citizen-lookups">
      ${hidden(view)} ${cprField(view, fault)}
      ${select(view, {
        name: 'reason',
        label: view.t('Hvorfor du slår op', 'Why you look up'),
        options,
        empty: view.t('Vælg', 'Choose'),
        fault,
      })}
      ${button(view.t('Slå op', 'Look up'))}
    </form>`;
}

export const lookUp = form({
  path: '/citizen-lookups',
  of: lookUpPage,
  needs: lookUpCitizen,
  does: async (view, { form: sheet }) => {
    const body = { cpr: sheet.optional('cpr'), reason: sheet.optional('reason') };
    const found = await view.ask(lookUpCitizen, { body });
    const main = html`${lookUpAnswer(view, found)} ${await wayOn(view, sheet)}
      <p>${link('/citizen-lookups', view.t('Slå en anden op', 'Look somebody else up'))}</p>`;
    return { title: titleOf(view), main };
  },
});

/** Who may nominate can do so at once, without looking the citizen up again. */
async function wayOn(view: View, sheet: Sheet): Promise<Html> {
  if (!view.may(nominateCitizen.permission)) return null;
  const bases = await basesForNomination(view);
  return details(
    view.t('Indstil borgeren til gennemgang', 'Nominate the citizen for review'),
    nominationFields(view, bases, { cpr: sheet.text('cpr') }),
  );
}
