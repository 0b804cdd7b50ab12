import { listFindings } from '#findings/contract.ts';
import { getRequest } from '#requests/contract.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { alertBox, definitionList, link, linkButton } from '../parts.ts';
import { due } from '../start/words.ts';
import type { View } from '../view.ts';
import { choicesOf, withdrawal } from './request-forms.ts';
import { dutyBox, type Request, requestTag, requestTitle, reviewOf } from './words.ts';

/** One request: what is asked, what the law says of answering, and what the own agency can do. */
export const requestPage = page({
  path: '/requests/:requestId',
  needs: getRequest,
  show: async (view, { params, fault }) => {
    const request = await view.ask(getRequest, { params: { requestId: params['requestId'] } });
    const main = html`<p>${link('/requests', view.t('Alle anmodninger', 'All requests'))}</p>
      <p class="tags">${requestTag(view, request.state)}</p>
      ${request.direction === 'received' ? dutyBox(view, request) : null} ${facts(view, request)}
      ${outcomeOf(view, request)} ${await answering(view, request)} ${choicesOf(view, request, fault)}
      ${withdrawal(view, request)}`;
    return { title: requestTitle(view, request), main };
  },
});

const facts = (view: View, request: Request): Html =>
  definitionList(view, [
    [view.t('Spørgsmål', 'Question'), html`<span class="prose">${request.question}</span>`],
    [view.t('Hvorfor', 'Why'), html`<span class="prose">${request.necessity}</span>`],
    [view.t('Gennemgang', 'Case review'), reviewOf(view, request)],
    [view.t('Spurgt af', 'Asked by'), `${view.agency(request.fromAgencyId)}, ${view.date(request.askedOn)}`],
    [view.t('Spurgt', 'Asked'), view.agency(request.toAgencyId)],
    [view.t('Formål', 'Purpose'), view.code('purposes', request.purpose)],
    [view.t('Hjemmel til at spørge', 'Legal basis for asking'), request.legalBasis.citation],
    [
      view.t('Begrænsning', 'Restriction'),
      request.useRestriction &&
        view.t(
          'Spørgsmålet må ikke anvendes til efterforskning af straffesager',
          'The question may not be used for the investigation of criminal cases',
        ),
    ],
    [
      view.t('Svar ønskes', 'Answer wished for'),
      request.due === null ? view.date(request.wishedOn) : due(view, request.wishedOn),
    ],
    [view.t('Regnes for ubesvaret efter', 'Counts as not answered after'), view.date(request.expiresOn)],
    [view.t('Afgjort', 'Decided'), request.decidedOn && view.date(request.decidedOn)],
    [
      request.direction === 'received'
        ? view.t('Jeres grund', 'Your reason')
        : view.t('Myndighedens grund', 'The agency’s reason'),
      request.reason &&
        html`<span class="prose">${request.reason}</span>${
          request.direction === 'received'
            ? html` <span class="quiet">${shownTo(view, request)}</span>`
            : null
        }`,
    ],
  ]);

const shownTo = (view: View, { reasonShown, fromAgencyId }: Request): string =>
  reasonShown
    ? view.t(`(vises for ${view.agency(fromAgencyId)})`, `(shown to ${view.agency(fromAgencyId)})`)
    : view.t('(kun jeres egen myndighed ser den)', '(only your own agency sees it)');

/** What a no or a silence means, said beside it: nothing about the citizen. */
function outcomeOf(view: View, { state, findingIds }: Request): Html {
  if (state === 'refused' || state === 'not_answered')
    return alertBox(
      view,
      'info',
      view.t('Det siger intet om borgeren', 'It says nothing about the citizen'),
      html`<p>
        ${view.t(
          'En myndighed kan lade være med at svare uden at give en grund. Det må hverken tælle for eller imod borgeren.',
          'An agency may leave a request unanswered without giving a reason. It must count neither for nor against the citizen.',
        )}
        ${state === 'not_answered' ? view.t('Et svar, der kommer senere, er stadig et svar.', 'An answer that comes late is still an answer.') : null}
      </p>`,
    );
  if (findingIds.length === 0) return null;
  return html`<h2>${view.t('Svaret', 'The answer')}</h2>
    <ul>
      ${findingIds.map(
        (id, index) =>
          html`<li>${link(`/findings/${id}`, view.t(`Oplysning ${index + 1}`, `Finding ${index + 1}`))}</li>`,
      )}
    </ul>`;
}

/** As long as an answer counts, also a late one: the findings of the own agency, each with the way to disclose it. */
async function answering(view: View, request: Request): Promise<Html> {
  const { reviewId, fromAgencyId, id } = request;
  if (!request.allowedNext.includes('answer')) return null;
  if (!view.may('findings.disclose')) return null;
  const { items } = await view.ask(listFindings, { params: { reviewId } });
  const own = items.filter((finding) => finding.own && !finding.withdrawn);
  const to = new URLSearchParams({ requestId: id, to: fromAgencyId }).toString();
  return html`<section aria-labelledby="answer">
    <h2 id="answer">${view.t('Svar ved at videregive en oplysning', 'Answer by disclosing a finding')}</h2>
    <p>
      ${view.t(
        'Svaret er en videregivelse med jeres egen hjemmel. I vælger selv hvilken oplysning.',
        'The answer is a disclosure with a legal basis of your own. You choose which finding.',
      )}
    </p>
    <ul>
      ${own.map(
        (finding) =>
          html`<li>
            ${link(
              `/findings/${finding.id}/disclose?${to}`,
              view.t(
                `Videregiv oplysningen fra ${view.date(finding.notedOn)}`,
                `Disclose the finding of ${view.date(finding.notedOn)}`,
              ),
            )}
          </li>`,
      )}
    </ul>
    <div class="actions">
      ${
        view.may('findings.write')
          ? linkButton(
              `/case-reviews/${reviewId}/findings/new`,
              view.t('Tilføj oplysning', 'Attach a finding'),
              'secondary',
            )
          : null
      }
    </div>
  </section>`;
}
