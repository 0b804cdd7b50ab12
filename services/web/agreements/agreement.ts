import { discardAgreement, draftAgreement, getAgreement, signAgreement } from '#agreements/contract.ts';
import { html, type Html } from '../html.ts';
import { form, page } from '../page.ts';
import { alertBox, button, definitionList, hidden, link, linkButton } from '../parts.ts';
import type { View } from '../view.ts';
import { type Agreement, period, stateTag } from './words.ts';

/** One version: what it says, who stands behind it, and what can be done with a draft. */
export const agreementPage = page({
  path: '/agreements/:agreementId',
  needs: getAgreement,
  show: async (view, { params }) => {
    const agreement = await view.ask(getAgreement, { params });
    const who = view.agency(agreement.agencyId);
    const main = html`${facts(view, agreement)}
      <h2>${view.t('Hvad aftalen omfatter', 'What the agreement covers')}</h2>
      <p class="prose">${agreement.scope}</p>
      ${agreement.state === 'draft' && view.may(signAgreement.permission) ? deeds(view, agreement) : null}
      ${renewal(view, agreement)}
      <p>${link('/agreements', view.t('Tilbage til alle aftaler', 'Back to all agreements'))}</p>`;
    const title = view.t(
      `Aftale for ${who}, version ${agreement.version}`,
      `Agreement of ${who}, version ${agreement.version}`,
    );
    return { title, main };
  },
});

const facts = (view: View, agreement: Agreement): Html =>
  definitionList(view, [
    [view.t('Status', 'Status'), stateTag(view, agreement)],
    [view.t('Gælder', 'Valid'), period(view, agreement)],
    [view.t('Underskrevet', 'Signed on'), agreement.signedOn && view.shortDate(agreement.signedOn)],
    [view.t('Hvordan', 'How'), view.code('agreementOrigins', agreement.origin)],
    [view.t('Skrevet af', 'Drafted by'), agreement.draftedBy],
    [
      view.t('Bekræftet af', 'Confirmed by'),
      agreement.confirmedBy &&
        agreement.confirmedAt &&
        `${agreement.confirmedBy}, ${view.instant(agreement.confirmedAt)}`,
    ],
    [
      view.t('Varslet', 'Notice given'),
      agreement.notices.length === 0
        ? null
        : agreement.notices.map(({ on }) => view.shortDate(on)).join(', '),
    ],
  ]);

/** Four eyes: who drafted it can only discard it. */
const deeds = (view: View, { id, draftedByYou }: Agreement): Html =>
  html`<h2>${view.t('Hvad du kan gøre', 'What you can do')}</h2>
    ${
      draftedByYou
        ? alertBox(
            view,
            'info',
            view.t('Du har selv skrevet udkastet', 'You wrote the draft yourself'),
            html`<p>${view.t('To personer skal stå bag en aftale. Bed en jurist eller en anden administrator i jeres myndighed om at bekræfte den. Indtil da ændrer den intet.', 'Two persons have to stand behind an agreement. Ask a legal officer or another administrator of your authority to confirm it. Until then it changes nothing.')}</p>`,
          )
        : html`<form method="post" action=${`/agreements/${id}/signature`}>
            ${hidden(view)}
            <p>${view.t('Bekræft kun, hvis aftalen er underskrevet, som den står her. Fra sin første dag afgør den, om myndigheden kan dele, også hvor den slutter før den ældre. Det, den siger, kan ikke ændres bagefter.', 'Confirm only if the agreement is signed as it stands here. From its first day on it decides whether the agency can share, also where it ends before the older one. What it says cannot be changed afterwards.')}</p>
            ${button(view.t('Bekræft, at aftalen er underskrevet', 'Confirm that the agreement is signed'))}
          </form>`
    }
    <form method="post" action=${`/agreements/${id}/withdrawal`}>
      ${hidden(view)} ${button(view.t('Kassér udkastet', 'Discard the draft'), { kind: 'secondary' })}
    </form>`;

const renewal = (view: View, { id, state, agencyId }: Agreement): Html =>
  state === 'signed' && agencyId === view.person.agencyId && view.may(draftAgreement.permission)
    ? html`<div class="actions">${linkButton(`/agreements/new?from=${id}`, view.t('Skriv en ny version', 'Write a new version'), 'secondary')}</div>`
    : null;

export const signForm = form({
  path: '/agreements/:agreementId/signature',
  of: agreementPage,
  needs: signAgreement,
  does: async (view, { params, form: sheet }) => {
    const { id, validFrom } = await view.ask(signAgreement, { params, key: sheet.key(), body: {} });
    const day = view.shortDate(validFrom);
    return {
      to: `/agreements/${id}`,
      notice: view.t(
        `Aftalen er bekræftet og gælder fra ${day}.`,
        `The agreement is confirmed and holds from ${day}.`,
      ),
    };
  },
});

export const discardForm = form({
  path: '/agreements/:agreementId/withdrawal',
  of: agreementPage,
  needs: discardAgreement,
  does: async (view, { params, form: sheet }) => {
    await view.ask(discardAgreement, { params, key: sheet.key(), body: {} });
    return { to: '/agreements', notice: view.t('Udkastet er kasseret.', 'The draft is discarded.') };
  },
});
