import { unmaskCitizen } from '#citizens/contract.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, definitionList, details, select } from '../parts.ts';
import type { View } from '../view.ts';
import { faultOf, hiddenOf } from './form-of-many.ts';
import { type Dossier, municipalityOf, personOf, stateTag } from './words.ts';

/** Where the review stands, who it is, and why it was begun, as far as the reader may know. */
export function headOf(view: View, review: Dossier, fault: Fault | undefined): Html {
  const { legalBasis, outcome } = review;
  return html`<p class="tags">
      ${stateTag(view, review.state)}
    </p>
    ${definitionList(view, [
      [view.t('Borger', 'Citizen'), personOf(view, review)],
      [view.t('Kommune', 'Municipality'), municipalityOf(view, review.municipalityCode)],
      [view.t('Frist', 'Deadline'), deadlineOf(view, review)],
      [view.t('Udfald', 'Outcome'), outcome && view.code('reviewOutcomes', outcome)],
      [view.t('Gennemgået', 'Reviewed on'), review.reviewedOn && view.date(review.reviewedOn)],
      [view.t('Indstillet af', 'Nominated by'), nominated(view, review)],
      [view.t('Optaget', 'Admitted'), review.admittedOn && view.date(review.admittedOn)],
      [view.t('Formål', 'Purpose'), view.code('purposes', review.purpose)],
      [view.t('Hjemmel', 'Legal basis'), legalBasis && legalBasis.citation],
      [view.t('Begrundelse', 'Ground'), review.ground],
      [closingTerm(view, review.state), review.closingReason],
    ])}
    ${review.cprMasked !== null && view.may(unmaskCitizen.permission) ? unmasking(view, review, fault) : null}`;
}

const nominated = (view: View, { nominatingAgencyId, nominatedOn }: Dossier) =>
  `${view.agency(nominatingAgencyId)}, ${view.date(nominatedOn)}`;

const closingTerm = (view: View, state: Dossier['state']) =>
  state === 'declined'
    ? view.t('Begrundelse for at afvise', 'Why it was declined')
    : view.t('Begrundelse for at trække tilbage', 'Why it was withdrawn');

/** The next day that something has to be done by: the own answer first, then the earliest one that is awaited. */
function deadlineOf(view: View, { state, expiresOn, asked }: Dossier): string | null {
  if (state === 'nominated')
    return view.t(
      `Indstillingen bortfalder, hvis den ikke er optaget senest ${view.date(expiresOn)}.`,
      `The nomination lapses unless it is admitted by ${view.date(expiresOn)}.`,
    );
  if (state !== 'admitted') return null;
  const open = asked.filter(({ answered }) => !answered).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const next = open.find(({ agencyId }) => agencyId === view.person.agencyId) ?? open[0];
  if (!next) return null;
  const [day, agency] = [view.date(next.dueOn), view.agency(next.agencyId)];
  return next.dueOn < view.today
    ? view.t(`${agency} skulle have svaret senest ${day}.`, `${agency} was to answer by ${day}.`)
    : view.t(`${agency} skal svare senest ${day}.`, `${agency} is to answer by ${day}.`);
}

const reasons = {
  identify_in_own_system: ['Finde borgeren i eget system', 'Find the citizen in the own system'],
  phone_contact: ['Ringe til eller om borgeren', 'Phone the citizen, or about the citizen'],
  error_suspected: ['Kontrollere, om nummeret er rigtigt', 'Check whether the number is right'],
} as const;

const unmaskForm = 'unmask';

function unmasking(view: View, { id }: Dossier, fault: Fault | undefined): Html {
  const refused = faultOf(fault, unmaskForm);
  const options = Object.entries(reasons).map(([code, [da, en]]) => [code, view.t(da, en)] as const);
  return details(
    view.t('Vis hele CPR-nummeret', 'Show the whole CPR number'),
    html`<form method="post" action=${`/case-reviews/${id}`}>
      ${hiddenOf(view, unmaskForm)}
      <p>
        ${view.t(
          'Det skrives i logbogen, hver gang nogen ser hele nummeret, og hvorfor.',
          'Every time that somebody sees the whole number is written in the trail, with the reason.',
        )}
      </p>
      ${select(view, {
        name: 'unmaskReason',
        label: view.t('Hvad du skal bruge det til', 'What you need it for'),
        options,
        empty: view.t('Vælg', 'Choose'),
        fault: refused,
      })}
      ${button(view.t('Vis nummeret', 'Show the number'), { kind: 'secondary' })}
    </form>`,
    refused !== undefined,
  );
}
