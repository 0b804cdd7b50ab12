import { getFinding, withdrawFinding } from '#findings/contract.ts';
import { html } from '../../html.ts';
import { form, page } from '../../page.ts';
import { alertBox, button, hidden, link, textArea } from '../../parts.ts';
import type { View } from '../../view.ts';
import { findingCard } from '../finding-card.ts';
import type { Finding } from '../finding.ts';
import { firstRead } from '../who-has-it.ts';

/** Taking a finding back from everybody, with a warning about who has read it. */
export const withdrawPage = page({
  path: '/findings/:findingId/withdraw',
  needs: withdrawFinding,
  show: async (view, { params, fault }) => {
    const finding = await view.ask(getFinding, { params });
    const open = finding.own && !finding.withdrawn;
    return {
      title: view.t('Træk en oplysning tilbage', 'Withdraw a finding'),
      main: html`${open ? warning(view, finding) : alertBox(view, 'info', view.t('Oplysningen kan ikke trækkes tilbage herfra', 'The finding cannot be withdrawn from here'))}
        ${findingCard(view, finding, { heading: 2 })}
        ${
          open
            ? html`<form method="post" action=${`/findings/${finding.id}/withdraw`}>
                ${hidden(view, { version: finding.version })}
                ${textArea(view, {
                  name: 'reason',
                  label: view.t('Hvorfor trækkes den tilbage?', 'Why is it withdrawn?'),
                  hint: view.t(
                    'Kun din egen myndighed ser grunden.',
                    'Only your own agency sees the reason.',
                  ),
                  maxlength: 500,
                  scan: true,
                  fault,
                })}
                <div class="actions">
                  ${button(view.t('Træk tilbage', 'Withdraw'), { kind: 'warning' })}
                  ${link(`/findings/${finding.id}`, view.t('Fortryd', 'Cancel'))}
                </div>
              </form>`
            : null
        }`,
    };
  },
});

function warning(view: View, { disclosures }: Finding) {
  const held = disclosures.filter(({ revokedAt }) => revokedAt === null);
  const heading =
    held.length === 0
      ? view.t('Ingen andre har fået oplysningen', 'Nobody else was given the finding')
      : view.t('Andre har fået oplysningen', 'Others were given the finding');
  const text = view.t(
    'Teksten forsvinder straks for alle modtagere, som i stedet ser, at den er trukket tilbage. Det kan ikke fortrydes.',
    'The text disappears at once for all recipients, who see instead that it is withdrawn. It cannot be undone.',
  );
  return alertBox(
    view,
    'warning',
    heading,
    html`<p>${text}</p>
      <ul>
        ${held.map((one) => html`<li>${view.agency(one.toAgencyId)}: ${firstRead(view, one)}</li>`)}
      </ul>`,
  );
}

export const withdrawForm = form({
  path: '/findings/:findingId/withdraw',
  of: withdrawPage,
  needs: withdrawFinding,
  does: async (view, { params, form: sheet }) => {
    const withdrawn = await view.ask(withdrawFinding, {
      params,
      key: sheet.key(),
      version: sheet.version(),
      body: { reason: sheet.text('reason') },
    });
    const notice = view.t('Oplysningen er trukket tilbage.', 'The finding is withdrawn.');
    return { to: `/findings/${withdrawn.id}`, notice };
  },
});
