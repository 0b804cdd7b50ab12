import { readDossier } from '#case-reviews/contract.ts';
import { addDays } from '#platform/danish-time.ts';
import { askForInformation } from '#requests/contract.ts';
import { titleOf } from '../case-reviews/words.ts';
import { html, type Html } from '../html.ts';
import { basesInUse } from '../legal-bases/in-use.ts';
import { type Fault, form, page } from '../page.ts';
import { alertBox, button, checkbox, field, hidden, link, radios, select, textArea } from '../parts.ts';
import type { View } from '../view.ts';

const path = '/case-reviews/:reviewId/requests/new';

/** Asking another agency of the review: whom, what, why, by which basis, and by when. */
export const askPage = page({
  path,
  needs: askForInformation,
  show: async (view, { params, fault }) => {
    const [review, inUse] = await Promise.all([
      view.ask(readDossier, { params: { reviewId: params['reviewId'] } }),
      basesInUse(view),
    ]);
    const others = review.agencies.filter((id) => id !== view.person.agencyId);
    const bases = inUse.filter(
      ({ contributors, purposes, dataClasses, subjects }) =>
        contributors.some((kind) => kind === view.person.agencyKind) &&
        purposes.includes(view.purpose) &&
        subjects.includes('person') &&
        (dataClasses.includes('ordinary') || dataClasses.includes('confidential')),
    );
    const back = html`<p>${link(`/case-reviews/${review.id}`, titleOf(view, review))}</p>`;
    const main =
      others.length === 0 || bases.length === 0
        ? html`${back}${cannot(view, others.length === 0)}`
        : html`${back}${fields(view, review.id, { others, bases, fault })}`;
    return { title: view.t('Anmod om oplysninger', 'Ask for information'), main };
  },
});

type Basis = { code: string; citation: string; createsDuty: boolean; notForCriminalInvestigation: boolean };
type Given = { others: readonly string[]; bases: readonly Basis[]; fault: Fault | undefined };

function fields(view: View, reviewId: string, { others, bases, fault }: Given): Html {
  const written = (name: string) => fault?.form.text(name) ?? '';
  return html`<p class="lead">
      ${view.t(
        'Når I spørger, videregiver I det, spørgsmålet siger. Derfor skal I have jeres egen hjemmel til at spørge. Kun den myndighed, I spørger, ser anmodningen. Ingen har pligt til at videregive efter retsplejelovens § 115; skaber jeres hjemmel en pligt, står det på anmodningen.',
        'By asking you disclose what the question says, so you need a legal basis of your own for asking. Only the agency that you ask sees the request. Nobody is obliged to disclose under section 115 of the Administration of Justice Act; if your legal basis creates a duty, the request says so.',
      )}
    </p>
    <form method="post" action=${`/case-reviews/${reviewId}/requests/new`}>
      ${hidden(view)}
      ${radios(view, {
        name: 'agencyId',
        legend: view.t('Hvem spørger I?', 'Whom do you ask?'),
        options: others.map((id) => ({ value: id, label: view.agency(id) })),
        ...(others.length === 1 ? { value: others[0] } : {}),
        fault,
      })}
      ${textArea(view, {
        name: 'question',
        label: view.t('Hvad spørger I om?', 'What do you ask?'),
        hint: view.t(
          'Kort, og ikke mere om borgeren end nødvendigt. Den anden myndighed læser det.',
          'Briefly, and no more of the citizen than is needed. The other agency reads it.',
        ),
        value: written('question'),
        maxlength: 1000,
        scan: true,
        fault,
      })}
      ${textArea(view, {
        name: 'necessity',
        label: view.t('Hvorfor har I brug for at vide det?', 'Why do you need to know?'),
        hint: view.t(
          'Mindst 15 tegn. Den anden myndighed læser det.',
          'At least 15 characters. The other agency reads it.',
        ),
        value: written('necessity'),
        maxlength: 2000,
        scan: true,
        fault,
      })}
      ${radios(view, {
        name: 'dataClass',
        legend: view.t(
          'Hvad siger selve spørgsmålet om borgeren?',
          'What does the question itself say of the citizen?',
        ),
        options: ['ordinary', 'confidential'].map((code) => ({
          value: code,
          label: view.code('dataClasses', code),
        })),
        value: 'confidential',
        fault,
      })}
      ${select(view, {
        name: 'legalBasisCode',
        label: view.t('Jeres hjemmel til at spørge', 'Your legal basis for asking'),
        hint: view.t(
          `Formål: ${view.code('purposes', view.purpose)}`,
          `Purpose: ${view.code('purposes', view.purpose)}`,
        ),
        options: bases.map(({ code, citation }) => [code, citation]),
        empty: view.t('Vælg hjemmel', 'Choose a legal basis'),
        fault,
      })}
      ${
        bases.some((basis) => basis.notForCriminalInvestigation)
          ? checkbox(view, {
              name: 'declarationNotInvestigation',
              label: view.t(
                'Vi spørger ikke med henblik på efterforskning af straffesager (retsplejeloven § 115).',
                'We do not ask with a view to the investigation of criminal cases (Administration of Justice Act s. 115).',
              ),
              hint: view.t(
                'Kræves ved retsplejelovens § 115.',
                'Needed under section 115 of the Administration of Justice Act.',
              ),
              fault,
            })
          : null
      }
      ${field(view, {
        name: 'wishedOn',
        type: 'date',
        label: view.t('Hvornår ønsker I svar?', 'When do you wish to have the answer?'),
        hint: view.t(
          'Et ønske, ingen frist. 14 dage senere står anmodningen som ikke besvaret.',
          'A wish, no deadline. 14 days later the request is shown as not answered.',
        ),
        value: addDays(view.today, 14),
        width: 12,
        fault,
      })}
      ${button(view.t('Send anmodningen', 'Send the request'))}
    </form>`;
}

function cannot(view: View, alone: boolean): Html {
  return alertBox(
    view,
    'info',
    view.t('I kan ikke anmode om oplysninger her', 'You cannot ask for information here'),
    html`<p>
      ${
        alone
          ? view.t(
              'Ingen anden myndighed deltager i gennemgangen. Mødelederen kan spørge flere.',
              'No other agency takes part in the case review. The chair can ask more of them.',
            )
          : view.t(
              'Ingen godkendt hjemmel gælder for jeres myndighed til dette formål. Vælg et andet formål, eller spørg jeres jurist.',
              'No approved legal basis applies to your agency for this purpose. Choose another purpose, or ask your legal officer.',
            )
      }
    </p>`,
  );
}

export const askForm = form({
  path,
  of: askPage,
  needs: askForInformation,
  does: async (view, { params, form: sheet }) => {
    const request = await view.ask(askForInformation, {
      params: { reviewId: params['reviewId'] },
      key: sheet.key(),
      body: {
        agencyId: sheet.optional('agencyId'),
        question: sheet.text('question'),
        necessity: sheet.text('necessity'),
        dataClass: sheet.optional('dataClass'),
        legalBasisCode: sheet.text('legalBasisCode'),
        declarationNotInvestigation: sheet.checked('declarationNotInvestigation'),
        wishedOn: sheet.optional('wishedOn'),
      },
    });
    const sent = view.t(
      `Anmodningen er sendt til ${view.agency(request.toAgencyId)}.`,
      `The request is sent to ${view.agency(request.toAgencyId)}.`,
    );
    const warned = request.warnings.map((one) => view.say(one)).join(' ');
    return { to: `/requests/${request.id}`, notice: warned === '' ? sent : `${sent} ${warned}` };
  },
});
