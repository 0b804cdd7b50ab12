import { askForEmergencyAccess } from '#emergency-access/contract.ts';
import { html } from '../html.ts';
import { form, page } from '../page.ts';
import { button, hidden, link, textArea } from '../parts.ts';

/** Danger for somebody, and nobody who has the case can be reached, or the agreement has lapsed. */
export const emergencyPage = page({
  path: '/case-reviews/:reviewId/emergency',
  needs: askForEmergencyAccess,
  show: async (view, { params, fault }) => {
    const main = html`<p class="lead">${view.t(
      'Nødadgang er til, når der er fare for nogen, og du ikke kan vente.',
      'Emergency access is for when somebody is in danger and you cannot wait.',
    )}</p>
      <ul>
        <li>${view.t('Den åbner først, når en anden bekræfter: en anden godkender i din myndighed eller enhedens mødeleder. Inden for en time, ellers åbner intet.', 'It opens only when somebody else confirms: another approver of your agency or the unit’s chair. Within an hour, or nothing opens.')}</li>
        <li>${view.t('Den gælder kun denne gennemgang, kun dig og kun i 4 timer.', 'It is for this case review only, for you only, and for 4 hours only.')}</li>
        <li>${view.t('Den giver kun det, din myndighed allerede har fået, og intet til den, der er udelukket.', 'It gives only what your agency was already given, and nothing to who is excluded.')}</li>
        <li>${view.t('Alt, du gør, står i logbogen. Godkender, mødeleder og revisor ser den, og den tælles i den halvårlige indberetning.', 'All you do stands in the trail. Approver, chair and auditor see it, and it is counted in the half-yearly report.')}</li>
      </ul>
      <form method="post" action=${`/case-reviews/${params['reviewId']}/emergency`}>
        ${hidden(view)}
        ${textArea(view, { name: 'reason', label: view.t('Hvem er i fare for hvad?', 'Who is in danger of what?'), hint: view.t('Mindst 15 tegn, uden CPR-nummer. De, der kan bekræfte, læser det.', 'At least 15 characters, without a CPR number. Those who can confirm read it.'), rows: 3, maxlength: 500, scan: true, fault })}
        ${button(view.t('Bed om nødadgang', 'Ask for emergency access'), { kind: 'warning' })}
      </form>
      <p>${link(`/case-reviews/${params['reviewId']}`, view.t('Tilbage til gennemgangen', 'Back to the case review'))}</p>`;
    return { title: view.t('Nødadgang til en gennemgang', 'Emergency access to a case review'), main };
  },
});

export const askForm = form({
  path: '/case-reviews/:reviewId/emergency',
  of: emergencyPage,
  needs: askForEmergencyAccess,
  does: async (view, { params, form: sheet }) => {
    await view.ask(askForEmergencyAccess, {
      params,
      key: sheet.key(),
      body: { reason: sheet.text('reason') },
    });
    return {
      to: '/emergency-accesses',
      notice: view.t(
        'Der er bedt om nødadgang. Ring til den, der skal bekræfte.',
        'Emergency access is asked for. Call who is to confirm it.',
      ),
    };
  },
});
