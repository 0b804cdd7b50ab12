import { attachFinding } from '#findings/contract.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, checkbox, link, linkButton, radios, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { replyKinds } from '#platform/codes.ts';
import { askForInformation, listRequests } from '#requests/contract.ts';
import { standingOf } from './standing.ts';
import { faultOf, hiddenOf } from './form-of-many.ts';
import type { Dossier } from './words.ts';

/**
 * Which agencies have been asked and whether they have answered. What they answered looks the same whatever it was: nobody is
 * to read from this page that an agency may not answer (retsplejeloven § 115, stk. 4).
 */
export function answersOf(
  view: View,
  { id, asked, state, agencies, nominatingAgencyId, findings }: Dossier,
): Html {
  const received = new Set(
    findings.filter(({ own, withdrawn }) => !own && !withdrawn).map(({ agencyId }) => agencyId),
  );
  const known = new Set([nominatingAgencyId, ...asked.map(({ agencyId }) => agencyId)]);
  const notAsked = view.agencies.filter((agency) => agency.kind !== 'national' && !known.has(agency.id));
  return html`<section aria-labelledby="answers">
    <h2 id="answers">${view.t('Myndighedernes svar', 'The agencies’ answers')}</h2>
    ${tableOf(view, {
      caption: view.t('Myndigheder, der er spurgt', 'Agencies that have been asked'),
      quietCaption: true,
      rows: asked,
      empty: html`<p>${nobodyAsked(view, state)}</p>`,
      columns: [
        { head: view.t('Myndighed', 'Agency'), cell: ({ agencyId }) => view.agency(agencyId) },
        { head: view.t('Spurgt', 'Asked'), cell: ({ askedOn }) => view.shortDate(askedOn) },
        { head: view.t('Svar senest', 'Answer by'), cell: ({ dueOn }) => view.shortDate(dueOn) },
        { head: view.t('Svar', 'Answer'), cell: (question) => answerTag(view, question, received) },
      ],
    })}
    ${notAsked.length === 0 || state !== 'admitted' ? null : html`<p class="quiet">${view.t('Ikke spurgt', 'Not asked')}: ${notAsked.map(({ name }) => name).join(', ')}.</p>`}
    ${askOthers(view, id, agencies, state)}
  </section>`;
}

/** Two agencies of the review can ask each other for more, unseen by the others. */
function askOthers(view: View, id: string, agencies: readonly string[], state: Dossier['state']): Html {
  if (!agencies.includes(view.person.agencyId) || !view.may(listRequests.permission)) return null;
  const may = state === 'admitted' && view.may(askForInformation.permission);
  return html`<div class="actions">
    ${
      may
        ? linkButton(
            `/case-reviews/${id}/requests/new`,
            view.t('Anmod en myndighed om oplysninger', 'Ask an agency for information'),
            'secondary',
          )
        : null
    }
    ${link(`/requests?reviewId=${id}`, view.t('Jeres anmodninger på gennemgangen', 'Your requests on the case review'))}
  </div>`;
}

const nobodyAsked = (view: View, state: Dossier['state']): string =>
  state === 'admitted'
    ? view.t(
        'Ingen myndighed er spurgt endnu. Gennemgangen kommer først på en dagsorden, når mindst én er spurgt.',
        'No agency has been asked yet. The case review comes on an agenda only when at least one has been.',
      )
    : state === 'nominated'
      ? view.t('Ingen myndighed er spurgt endnu.', 'No agency has been asked yet.')
      : view.t('Ingen myndighed blev spurgt her i tjenesten.', 'No agency was asked here in the service.');

function answerTag(
  view: View,
  { agencyId, standing, due }: Dossier['asked'][number],
  received: ReadonlySet<string>,
): Html {
  const own = agencyId === view.person.agencyId && replyKinds.some((kind) => kind === standing);
  return html`${standingOf(view, { standing, due })}${
    own ? html` <span class="quiet">${view.t('(jeres eget svar)', '(your own answer)')}</span>` : null
  }${
    received.has(agencyId)
      ? html` <span class="quiet">${view.t('(har videregivet en oplysning til jer)', '(has disclosed a finding to you)')}</span>`
      : null
  }`;
}

const replyForm = 'reply';

/** The own agency's answer, for the agency alone, and the form to give or change it. */
export function ownAnswer(view: View, review: Dossier, fault: Fault | undefined): Html {
  const own = review.asked.find(({ agencyId }) => agencyId === view.person.agencyId);
  if (!own) return null;
  const { ownReply } = review;
  const may = review.actions.some(({ deed, allowed }) => deed === 'reply' && allowed);
  return html`<section aria-labelledby="own-answer" class="box">
    <h2 id="own-answer">${view.t('Jeres eget svar', 'Your own answer')}</h2>
    <p>${ownAnswerText(view, own, ownReply)}</p>
    ${may ? replying(view, review, faultOf(fault, replyForm)) : null}
  </section>`;
}

/** Not everybody in the agency reads what it answered, but all know whether it has. */
function ownAnswerText(view: View, own: Dossier['asked'][number], ownReply: Dossier['ownReply']): Html {
  const [agency, day] = [view.agency(own.agencyId), view.date(own.dueOn)];
  if (ownReply !== null)
    return html`<strong>${view.code('replyKinds', ownReply.kind)}</strong
      >${view.t(`, svaret ${view.instant(ownReply.repliedAt)}. ${ownReply.shownToOthers ? 'De andre i gennemgangen ser, hvad I har svaret.' : 'Kun jeres egen myndighed ser, hvad I har svaret.'}`, `, answered ${view.instant(ownReply.repliedAt)}. ${ownReply.shownToOthers ? 'The others of the case review see what you answered.' : 'Only your own agency sees what you answered.'}`)}`;
  return own.answered
    ? view.t(`${agency} har svaret.`, `${agency} has answered.`)
    : view.t(
        `${agency} har ikke svaret. Fristen er ${day}.`,
        `${agency} has not answered. The due day is ${day}.`,
      );
}

function replying(view: View, { id, ownReply, findings }: Dossier, fault: Fault | undefined): Html {
  const written = fault?.form.text('kind') ?? '';
  const stale = fault?.refusal.rule.id === 'version.stale';
  const own = findings.filter((finding) => finding.own && !finding.withdrawn).length;
  const hints = {
    finding:
      own === 0
        ? view.t(
            'Kræver, at I først tilføjer en oplysning.',
            'Needs a finding of yours to be attached first.',
          )
        : own === 1
          ? view.t('I har tilføjet 1 oplysning.', 'You have attached 1 finding.')
          : view.t(`I har tilføjet ${own} oplysninger.`, `You have attached ${own} findings.`),
    nothing_to_add: undefined,
    may_not_answer: view.t(
      'Det ser for de andre ud som ethvert andet svar.',
      'To the others it looks like any other answer.',
    ),
  };
  return html`<form method="post" action=${`/case-reviews/${id}/reply`}>
    ${hiddenOf(view, replyForm, ownReply?.version ?? 0)}
    <p>
      ${view.t(
        'Ingen har pligt til at videregive noget her. At en myndighed ikke vil eller må svare, siger intet om borgeren (retsplejeloven § 115, stk. 4).',
        'Nobody is obliged to disclose anything here. That an agency will not or may not answer says nothing about the citizen (Administration of Justice Act s. 115(4)).',
      )}
    </p>
    ${
      stale && ownReply !== null
        ? html`<div class="stored-now">
            <p class="stored-now-heading">
              ${view.t('Gemt nu (af en anden fra jeres myndighed)', 'Stored now (by somebody else of your agency)')}
            </p>
            <p class="stored-now-text">${view.code('replyKinds', ownReply.kind)}</p>
            <p class="form-hint">
              ${view.t(
                `Du valgte: ${view.code('replyKinds', written)}. Vælg det, der skal gælde, og send igen.`,
                `You chose: ${view.code('replyKinds', written)}. Choose what shall hold, and send again.`,
              )}
            </p>
          </div>`
        : null
    }
    ${radios(view, {
      name: 'kind',
      legend: ownReply === null ? view.t('Svar', 'Answer') : view.t('Ret svaret', 'Change the answer'),
      options: replyKinds.map((kind) => ({
        value: kind,
        label: view.code('replyKinds', kind),
        hint: hints[kind],
      })),
      value: ownReply?.kind ?? null,
      fault,
    })}
    ${checkbox(view, {
      name: 'shownToOthers',
      label: view.t('Lad de andre se, hvad vi har svaret', 'Let the others see what we answered'),
      hint: view.t(
        'Gælder »intet at tilføje« og »må ikke svare«. Uden hak ser alle svar ens ud for de andre. At I har en oplysning, vises ved at videregive den. I kan ændre det senere.',
        'Holds for “nothing to add” and “may not answer”. Without it all answers look the same to the others. That you have a finding is shown by disclosing it. You can change it later.',
      ),
      checked: ownReply?.shownToOthers ?? false,
      fault,
    })}
    <div class="actions">
      ${button(ownReply === null ? view.t('Send svaret', 'Send the answer') : view.t('Gem det nye svar', 'Save the new answer'))}
      ${
        own === 0 && view.may(attachFinding.permission)
          ? linkButton(
              `/case-reviews/${id}/findings/new`,
              view.t('Tilføj oplysning', 'Attach a finding'),
              'secondary',
            )
          : null
      }
    </div>
  </form>`;
}
