import { fileList } from '../attachments/list.ts';
import { html, type Html } from '../html.ts';
import { alertBox, definitionList, details, link, tag } from '../parts.ts';
import type { View } from '../view.ts';
import type { Finding } from './finding.ts';
import { whyLink } from '../decisions/why.ts';
import { factSentence } from './form-choice.ts';
import { whoHasIt } from './who-has-it.ts';

export type CardOptions = {
  /** The level of the card's heading; 3 unless told. */
  heading?: 2 | 3 | 4;
  /** Whether the heading leads to the finding's own page; yes unless told. */
  linked?: boolean;
  /** The card is a picture of what somebody else would get: it speaks to that reader, and has no id of its own. */
  preview?: boolean;
  /** Whether it lists who was given an own finding; yes unless the page says it elsewhere. */
  recipients?: boolean;
};

/**
 * One finding (da: oplysning) on a card: what it says, under which basis, what it must not be used for, who has it, and why the
 * reader sees it. Of a withdrawn finding only that it is withdrawn.
 */
export function findingCard(view: View, given: Finding, options: CardOptions = {}): Html {
  const { heading = 3, linked = true, preview = false, recipients = !preview } = options;
  const who = given.own && recipients ? whoHasIt(view, given) : null;
  const [agency, day] = [view.agency(given.agencyId), view.date(given.notedOn)];
  const title = view.t(`${agency}, noteret ${day}`, `${agency}, noted ${day}`);
  const level = `h${heading}`;
  return html`<article class="box finding-card" id=${preview ? undefined : `finding-${given.id}`}>
    <${level} class="finding-heading">${linked && !preview ? link(`/findings/${given.id}`, title) : title}<//>
    ${given.withdrawn ? withdrawn(view, given) : standing(view, given, who)}${given.withdrawn ? who : null}
  </article>`;
}

function standing(view: View, given: Finding, who: Html): Html {
  return html`${tags(view, given)}
    ${given.form === 'fact_only' ? factSentence(view) : html`<p class="prose finding-text">${given.text}</p>`}
    ${fileList(view, given)} ${useRestrictionBox(view, given.useRestriction)} ${definitionList(view, factsOf(view, given))}
    ${who}
    ${details(
      view.t('Hvorfor kan jeg se dette?', 'Why can I see this?'),
      html`<p>${whySeen(view, given)}</p>
        <p>${view.t('Bestemmelse', 'Provision')}: ${basisText(given.legalBasis)}</p>
        <p>${whyLink(view, given.decisionId, view.t('Hele begrundelsen', 'The whole explanation'))}</p>`,
    )}`;
}

function tags(view: View, given: Finding): Html {
  const { statementKind, dataClass, superseded, own, needsSecondApprover, form, expired } = given;
  return html`<p class="tags">
    ${form === 'fact_only' ? tag(view.t('Kun at den findes', 'Only that it exists'), 'info') : null}
    ${expired ? tag(view.t('Udløbet: skal vurderes igen', 'Expired: to be reviewed'), 'warning') : null}
    ${statementKind === null ? null : tag(view.code('statementKinds', statementKind), 'info')}
    ${dataClass === null ? null : tag(view.code('dataClasses', dataClass))}
    ${superseded ? tag(view.t('Der findes en nyere version', 'There is a newer version'), 'warning') : null}
    ${own && needsSecondApprover ? tag(view.t('Kræver en godkender', 'Needs an approver'), 'warning') : null}
  </p>`;
}

/** The basis with its version: `RSL § 11 c (version 1)`. */
export const basisText = (basis: { citation: string; version: number }): string =>
  `${basis.citation} (version ${basis.version})`;

function factsOf(view: View, given: Finding): (readonly [string, Html | null])[] {
  const { police } = given;
  return [
    [view.t('Hjemmel', 'Legal basis'), basisText(given.legalBasis)],
    [view.t('Formål', 'Purpose'), view.code('purposes', given.purpose)],
    [view.t('Handler om', 'About'), aboutWhom(view, given)],
    ...policeFacts(view, police),
    [view.t('Modtaget', 'Received'), given.received && view.date(given.received.disclosedOn)],
    [view.t('Version', 'Version'), String(given.version)],
  ];
}

/** The citizen, a company, or a third person: of whom the relation is said, and who it is where the reader may know. */
export function aboutWhom(
  view: View,
  { subject, about, reviewId }: Pick<Finding, 'subject' | 'about' | 'reviewId'>,
): Html | null {
  if (about === null) return subject && view.code('subjects', subject);
  const relation = view.code('relations', about.relation).toLocaleLowerCase(view.lang);
  const text = view.t(`En tredjeperson: ${relation}`, `A third person: ${relation}`);
  const { thirdPersonId } = about;
  return thirdPersonId === null || reviewId === ''
    ? text
    : link(`/case-reviews/${reviewId}/third-persons#third-person-${thirdPersonId}`, text);
}

/** What the police say of each finding of theirs (retshåndhævelsesloven §§ 4, 6 and 7). */
export function policeFacts(view: View, police: Finding['police']): (readonly [string, Html | null])[] {
  if (police === null) return [];
  const { subjectCategory, sourceReliability, reviewDueOn } = police;
  return [
    [view.t('Kategori', 'Category'), subjectCategory && view.code('subjectCategories', subjectCategory)],
    [view.t('Kildens pålidelighed', 'Reliability of the source'), sourceReliability],
    [view.t('Vurderes igen senest', 'To be reviewed by'), reviewDueOn && view.date(reviewDueOn)],
  ];
}

/** What the recipient may not use it for, so that nobody can miss it. */
export function useRestrictionBox(view: View, restriction: Finding['useRestriction']): Html {
  return restriction === null
    ? null
    : html`<div class="use-restriction">${alertBox(view, 'warning', view.say(restriction))}</div>`;
}

/** Why this reader sees it, in one plain sentence. */
function whySeen(view: View, { own, agencyId, legalBasis, purpose, received }: Finding): string {
  const [agency, basis, forWhat] = [
    view.agency(agencyId),
    basisText(legalBasis),
    view.code('purposes', purpose),
  ];
  if (own)
    return view.t(
      `Oplysningen er din egen myndigheds (${agency}). Den er tilføjet efter ${basis} til formålet ${forWhat}.`,
      `The finding is your own agency’s (${agency}). It was attached under ${basis} for the purpose ${forWhat}.`,
    );
  const day = received ? view.date(received.disclosedOn) : '';
  return view.t(
    `${agency} har videregivet oplysningen til din myndighed efter ${basis} til formålet ${forWhat} den ${day}.`,
    `${agency} disclosed the finding to your agency under ${basis} for the purpose ${forWhat} on ${day}.`,
  );
}

/** Of a withdrawn finding nobody is told more than that it is withdrawn; its own agency also who had been given it. */
function withdrawn(view: View, given: Finding): Html {
  const when = given.withdrawnAt === null ? '' : view.instant(given.withdrawnAt);
  return html`<p class="tags">${tag(view.t('Trukket tilbage', 'Withdrawn'), 'error')}</p>
    <p>
      ${view.t(
        `${view.agency(given.agencyId)} trak oplysningen tilbage ${when}. Den må ikke bruges mere.`,
        `${view.agency(given.agencyId)} withdrew the finding on ${when}. It must no longer be used.`,
      )}
    </p>`;
}
