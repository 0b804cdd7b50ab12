import { listThirdPersons, registerThirdPerson } from '#third-persons/contract.ts';
import { faultOf, hiddenOf } from '../case-reviews/form-of-many.ts';
import { html } from '../html.ts';
import { basesInUse } from '../legal-bases/in-use.ts';
import { page } from '../page.ts';
import { button, details, link } from '../parts.ts';
import { thirdPersonCard } from './card.ts';
import { registerFields } from './fields.ts';

const registerForm = 'register';

/** The third persons of a review that the reader's agency registered or was told of. */
export const thirdPersonsPage = page({
  path: '/case-reviews/:reviewId/third-persons',
  needs: listThirdPersons,
  show: async (view, { params, fault }) => {
    const reviewId = params['reviewId'] ?? '';
    const [{ items }, bases] = await Promise.all([
      view.ask(listThirdPersons, { params: { reviewId } }),
      basesInUse(view),
    ]);
    const mine = bases.filter(({ contributors }) =>
      contributors.some((kind) => kind === view.person.agencyKind),
    );
    const refused = faultOf(fault, registerForm);
    const main = html`<p>${link(`/case-reviews/${reviewId}`, view.t('Tilbage til gennemgangen', 'Back to the case review'))}</p>
      <p class="lead">
        ${view.t(
          'En tredjeperson er en anden end borgeren, f.eks. en partner eller et barn. Personen registreres for sig, med sin egen hjemmel, og kun din myndighed ser det, indtil den videregives.',
          'A third person is somebody else than the citizen, such as a partner or a child. The person is registered separately, under a legal basis of its own, and only your agency sees it until it is disclosed.',
        )}
      </p>
      ${items.length === 0 ? html`<div class="empty-state"><p>${view.t('Der er ingen tredjepersoner, som du må se.', 'There are no third persons that you may see.')}</p></div>` : items.map((one) => thirdPersonCard(view, one, mine, fault))}
      ${
        view.may(registerThirdPerson.permission)
          ? details(
              view.t('Registrér en tredjeperson', 'Register a third person'),
              html`<form method="post" action=${`/case-reviews/${reviewId}/third-persons`}>
                ${hiddenOf(view, registerForm)} ${registerFields(view, mine, refused)}
                ${button(view.t('Registrér', 'Register'))}
              </form>`,
              refused !== undefined,
            )
          : null
      }`;
    return { title: view.t('Tredjepersoner', 'Third persons'), main };
  },
});
