import type { z } from 'zod';
import { endAssignment, excludePerson, type listAssignments, recuse } from '#need-to-know/contract.ts';
import { faultOf, hiddenOf } from '../case-reviews/form-of-many.ts';
import type { Dossier } from '../case-reviews/words.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, details, link, select } from '../parts.ts';
import type { View } from '../view.ts';

export type Assignments = z.output<typeof listAssignments.output>;

const takeForm = 'take-case';
const giveForm = 'give-case';

/** Who of the own agency has the case, and what the reader can do about that. Nothing for agencies that take no part. */
export function whoHas(view: View, review: Dossier, given: Assignments, fault: Fault | undefined): Html {
  const party = review.agencies.includes(view.person.agencyId);
  const path = `/case-reviews/${review.id}`;
  return html`<section aria-labelledby="who-has">
    <h2 id="who-has">${view.t('Hvem har sagen', 'Who has the case')}</h2>
    ${party ? html`<p>${sentenceOf(view, given)}</p>${peopleOf(view, path, given)}` : null}
    ${party && review.heldBy === 'nobody' && view.person.roles.includes('liaison') ? taking(view, path) : null}
    ${party && view.may(endAssignment.permission) ? giving(view, path, given, faultOf(fault, giveForm)) : null}
    <ul class="nobullet-list">
      ${view.may(recuse.permission) ? html`<li>${link(`${path}/recusal`, view.t('Jeg er inhabil', 'I am disqualified'))}</li>` : null}
      ${view.may(excludePerson.permission) ? html`<li>${link(`${path}/exclusion`, view.t('Udeluk en person fra sagen', 'Exclude a person from the case'))}</li>` : null}
    </ul>
  </section>`;
}

function sentenceOf(view: View, { items }: Assignments): string {
  const agency = view.agency(view.person.agencyId);
  return items.length === 0
    ? view.t(
        `Ingen i ${agency} har sagen endnu. Derfor kan alle kontaktpersoner og godkendere dér læse den.`,
        `Nobody in ${agency} has the case yet, so every liaison and approver there can read it.`,
      )
    : view.t(`I ${agency} har disse sagen:`, `In ${agency} these have the case:`);
}

function peopleOf(view: View, path: string, { items }: Assignments): Html {
  if (items.length === 0) return null;
  const mayEnd = view.may(endAssignment.permission);
  return html`<ul>
    ${items.map(
      ({ id, name, givenAt }) =>
        html`<li>
          ${view.t(`${name}, siden ${view.instant(givenAt)}`, `${name}, since ${view.instant(givenAt)}`)}
          ${
            mayEnd
              ? html`<form method="post" action=${`${path}/assignments/${id}/end`}>
                  ${hiddenOf(view, `end-${id}`)}
                  ${button(view.t(`Tag sagen fra ${name}`, `Take the case from ${name}`), { kind: 'tertiary' })}
                </form>`
              : null
          }
        </li>`,
    )}
  </ul>`;
}

const taking = (view: View, path: string): Html =>
  html`<form method="post" action=${`${path}/assignments/own`}>
    ${hiddenOf(view, takeForm)} ${button(view.t('Tag sagen', 'Take the case'), { kind: 'secondary' })}
  </form>`;

/** The form by which an approver gives the case to a colleague, and then leads to the list where that was asked for. */
export function giving(
  view: View,
  path: string,
  { items, people }: Assignments,
  fault: Fault | undefined,
  toList = false,
): Html {
  const having = new Set(items.map(({ personId }) => personId));
  const options = people
    .filter(({ agencyId, personId }) => agencyId === view.person.agencyId && !having.has(personId))
    .filter(({ roles }) => roles.includes('liaison') || roles.includes('approver'))
    .map(({ personId, name }) => [personId, name] as const);
  if (options.length === 0) return null;
  return details(
    view.t('Giv sagen til en kollega', 'Give the case to a colleague'),
    html`<form method="post" action=${`${path}/assignments`}>
      ${hiddenOf(view, giveForm)}${toList ? html`<input type="hidden" name="_to" value="list" />` : null}
      ${select(view, {
        name: 'personId',
        label: view.t('Giv sagen til', 'Give the case to'),
        options,
        empty: view.t('Vælg', 'Choose'),
        fault,
      })}
      ${button(view.t('Giv sagen', 'Give the case'), { kind: 'secondary' })}
    </form>`,
    fault !== undefined,
  );
}
