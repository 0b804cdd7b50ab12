import { getFinding, revokeDisclosure } from '#findings/contract.ts';
import { orNotFound } from '#platform/errors.ts';
import { html } from '../../html.ts';
import { form, page } from '../../page.ts';
import { alertBox, button, hidden, link, textArea } from '../../parts.ts';
import { findingCard } from '../finding-card.ts';
import { firstRead } from '../who-has-it.ts';

/** Taking back from one agency all that it was given of a finding, with the reason. */
export const revokePage = page({
  path: '/findings/:findingId/disclosures/:disclosureId/revoke',
  needs: revokeDisclosure,
  show: async (view, { params, fault }) => {
    const { findingId, disclosureId } = params;
    const finding = await view.ask(getFinding, { params: { findingId } });
    const given = orNotFound(finding.disclosures.find(({ id }) => id === disclosureId));
    const agency = view.agency(given.toAgencyId);
    const heading = view.t(
      `${agency} mister adgangen til alle versioner med det samme`,
      `${agency} loses access to every version at once`,
    );
    const text = view.t(
      `Det, som ${agency} har læst, kan ikke gøres ulæst.`,
      `What ${agency} has read cannot be unread.`,
    );
    const standing = finding.disclosures.filter(
      (one) => one.toAgencyId === given.toAgencyId && one.revokedAt === null,
    );
    return {
      title: view.t(`Kald en videregivelse tilbage fra ${agency}`, `Revoke a disclosure from ${agency}`),
      main: html`${alertBox(
        view,
        'warning',
        heading,
        html`<ul>
              ${standing.map((one) => html`<li>${`Version ${one.version}: ${firstRead(view, one)}`}</li>`)}
            </ul>
            <p>${text}</p>`,
      )}
        ${findingCard(view, finding, { heading: 2 })}
        <form method="post" action=${`/findings/${findingId}/disclosures/${disclosureId}/revoke`}>
          ${hidden(view)}
          ${textArea(view, {
            name: 'reason',
            label: view.t('Hvorfor kaldes den tilbage?', 'Why is it revoked?'),
            hint: view.t('Kun din egen myndighed ser grunden.', 'Only your own agency sees the reason.'),
            maxlength: 500,
            scan: true,
            fault,
          })}
          <div class="actions">
            ${button(view.t('Kald tilbage', 'Revoke'), { kind: 'warning' })}
            ${link(`/findings/${findingId}`, view.t('Fortryd', 'Cancel'))}
          </div>
        </form>`,
    };
  },
});

export const revokeForm = form({
  path: '/findings/:findingId/disclosures/:disclosureId/revoke',
  of: revokePage,
  needs: revokeDisclosure,
  does: async (view, { params, form: sheet }) => {
    const { findingId, disclosureId } = params;
    const revoked = await view.ask(revokeDisclosure, {
      params: { disclosureId },
      key: sheet.key(),
      body: { reason: sheet.text('reason') },
    });
    const agency = view.agency(revoked.toAgencyId);
    const notice = view.t(
      `Videregivelsen til ${agency} er kaldt tilbage.`,
      `The disclosure to ${agency} is revoked.`,
    );
    return { to: `/findings/${findingId}`, notice: `${notice} ${firstRead(view, revoked)}` };
  },
});
