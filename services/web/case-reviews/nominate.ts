import { nominateCitizen } from '#case-reviews/contract.ts';
import { lookUpCitizen } from '#citizens/contract.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page } from '../page.ts';
import { button } from '../parts.ts';
import type { View } from '../view.ts';
import { basesForNomination } from './bases.ts';
import { faultOf, hiddenOf, withFields } from './form-of-many.ts';
import { cprField, lookUpAnswer, quotaBox } from './look-up-parts.ts';
import { nominationFields, nominationForm } from './nomination-form.ts';

const lookUpForm = 'look-up';
const titleOf = (view: View, step: 1 | 2) =>
  view.t(`Indstil en borger, trin ${step} af 2`, `Nominate a citizen, step ${step} of 2`);

/** Nominating in two steps: looked up first, then who, why and under which basis. */
export const nominatePage = page({
  path: '/case-reviews/new',
  needs: nominateCitizen,
  show: async (view, { fault }) => {
    const refused = faultOf(fault, nominationForm);
    if (refused === undefined) return { title: titleOf(view, 1), main: firstStep(view, fault) };
    const bases = await basesForNomination(view);
    return { title: titleOf(view, 2), main: nominationFields(view, bases, { fault: refused }) };
  },
});

function firstStep(view: View, fault: Fault | undefined): Html {
  return html`${quotaBox(view, fault?.refusal)}
    <p>
      ${view.t(
        'Først ser vi efter, om din myndighed allerede er del af en gennemgang af borgeren. Andre myndigheders gennemgange viser sig ikke her, og ingen andre får at vide, at du har slået op.',
        'First we look whether your agency already is part of a review of the citizen. Other agencies’ reviews do not show here, and nobody else is told that you have looked.',
      )}
    </p>
    <form method="post" action="/case-reviews/new">
      ${hiddenOf(view, lookUpForm)} ${cprField(view, fault)}
      ${button(view.t('Slå op og gå videre', 'Look up and go on'))}
    </form>`;
}

export const lookUpFirst = form({
  path: '/case-reviews/new',
  of: nominatePage,
  needs: nominateCitizen,
  does: async (view, { form: sheet }) => {
    const body = { cpr: sheet.optional('cpr'), reason: 'new_nomination' };
    const found = await view.ask(lookUpCitizen, { body });
    const bases = await basesForNomination(view);
    const main = html`${lookUpAnswer(view, found)}
      <h2>${view.t('Indstilling', 'Nomination')}</h2>
      ${nominationFields(view, bases, { cpr: sheet.text('cpr') })}`;
    return { title: titleOf(view, 2), main };
  },
});

export const nominate = form({
  path: '/case-reviews',
  of: nominatePage,
  needs: nominateCitizen,
  does: async (view, { form: sheet }) => {
    const body = {
      cpr: sheet.optional('cpr'),
      name: sheet.optional('name'),
      municipalityCode: sheet.optional('municipalityCode'),
      ground: sheet.optional('ground'),
      legalBasisCode: sheet.optional('legalBasisCode'),
    };
    const asked = view.ask(nominateCitizen, { key: sheet.key(), body });
    // The purpose is the session's: another basis mends it as well as another purpose.
    const { id } = await withFields(asked, { '/headers/Purpose': 'legalBasisCode' });
    return {
      to: `/case-reviews/${id}`,
      notice: view.t(
        'Borgeren er indstillet. Kun din myndighed og mødelederen ved det, indtil gennemgangen er optaget.',
        'The citizen is nominated. Only your agency and the chair know of it until the case review is admitted.',
      ),
    };
  },
});
