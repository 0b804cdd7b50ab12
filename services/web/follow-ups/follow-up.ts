import { getFollowUp } from '#follow-ups/contract.ts';
import { securityBox } from '../assessments/security-box.ts';
import { html, type Html } from '../html.ts';
import { limitsBox, limitsLine } from '../limits.ts';
import { page } from '../page.ts';
import { alertBox, definitionList, link } from '../parts.ts';
import type { View } from '../view.ts';
import { reportForm } from './report-form.ts';
import { amountFields, dueDate, type FollowUpOfReview, reviewLink, statusTag } from './words.ts';

export const followUpPage = page({
  path: '/follow-ups/:actionId',
  needs: getFollowUp,
  show: async (view, { params, fault }) => {
    const action = await view.ask(getFollowUp, { params: { actionId: params['actionId'] } });
    const own = action.agencyId === view.person.agencyId;
    const main = html`${securityBox(view, action.security)}${facts(view, action)}${own ? restsOn(view, action) : limitsLine(view, action.limits)}${own ? ownDetail(view, action) : othersDetail(view, action)}
    ${own && view.may('follow-ups.update') ? reportForm(view, action, fault) : null}`;
    return { title: `${view.say(action.typeName)}, ${view.agency(action.agencyId)}`, main };
  },
});

function facts(view: View, action: FollowUpOfReview): Html {
  const source = {
    service: view.t('Sat i gang i tjenesten', 'Set going in the service'),
    register: view.t('Indlæst fra registret', 'Imported from the register'),
  };
  return definitionList(view, [
    [view.t('Status', 'Status'), statusTag(view, action.status)],
    [
      view.t('Hvorfor den stadig er åben', 'Why it is still open'),
      action.openReason && view.code('openReasons', action.openReason),
    ],
    [view.t('Frist', 'Due date'), dueDate(view, action)],
    [view.t('Sat i gang', 'Started'), view.date(action.startedOn)],
    [
      view.t('Afsluttet eller opgivet', 'Completed or dropped'),
      action.closedOn && view.date(action.closedOn),
    ],
    [view.t('Myndighed', 'Agency'), view.agency(action.agencyId)],
    [view.t('Gennemgang', 'Case review'), reviewLink(view, action)],
    [view.t('Kilde', 'Source'), source[action.source]],
  ]);
}

/** The owner's own: which findings it rests on, and what they may not be used for. */
function restsOn(view: View, { basedOn, limits }: FollowUpOfReview): Html {
  const none = view.t(
    'Den bygger ikke på oplysninger fra gennemgangen, eller det er ikke noteret.',
    'It rests on no findings of the review, or that was not noted.',
  );
  return html`<section>
    <h2>${view.t('Hvad den bygger på', 'What it rests on')}</h2>
    ${
      basedOn.length === 0
        ? html`<p>${none}</p>`
        : html`<ul>
            ${basedOn.map((id, index) => html`<li>${link(`/findings/${id}`, view.t(`Oplysning ${index + 1}`, `Finding ${index + 1}`))}</li>`)}
          </ul>`
    }
    ${limitsBox(view, limits)}
  </section>`;
}

function ownDetail(view: View, { detail }: FollowUpOfReview): Html {
  return html`<section>
    <h2>${view.t('Beløb og notat', 'Amounts and note')}</h2>
    <p class="quiet">
      ${view.t('Kun din egen myndighed ser dette.', 'Only your own agency sees this.')}
    </p>
    ${
      detail === null
        ? html`<p>${view.t('Der er ikke noteret noget endnu.', 'Nothing has been noted yet.')}</p>`
        : definitionList(view, [
            ...amountFields.map(({ name, label }) => {
              const amount = detail[name];
              return [view.say(label), amount === null ? null : view.money(amount)] as const;
            }),
            [view.t('Journalnummer', 'Journal number'), detail.journalRef],
            [view.t('Notat', 'Note'), detail.note],
          ])
    }
  </section>`;
}

/** That there may be more, and that it is the owner's (rule D10). */
function othersDetail(view: View, action: FollowUpOfReview): Html {
  const owner = view.agency(action.agencyId);
  return alertBox(
    view,
    'info',
    view.t('Du ser kun status', 'You see the status only'),
    html`<p>
        ${view.t(
          `Beløb, notat og journalnummer ses kun af ${owner}, som følger op på sit eget område og efter sin egen lovgivning. Det gælder også, hvis der ikke er noteret noget.`,
          `Amounts, note and journal number are seen by ${owner} only, which follows up within its own remit and under its own law. It is the same if nothing has been noted.`,
        )}
      </p>
      <p>
        ${view.t(
          `Skal du vide mere til en gennemgang, så spørg kontaktpersonen hos ${owner}.`,
          `If you need to know more for a review, ask the liaison at ${owner}.`,
        )}
      </p>`,
  );
}
