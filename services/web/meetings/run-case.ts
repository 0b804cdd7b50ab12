import type { z } from 'zod';
import type { readDossier } from '#case-reviews/contract.ts';
import { securityBox } from '../assessments/security-box.ts';
import { dueDate } from '../follow-ups/words.ts';
import { findingCard } from '../findings/finding-card.ts';
import { html, type Html } from '../html.ts';
import { limitsBox } from '../limits.ts';
import { definitionList, details, link, tableOf, tag } from '../parts.ts';
import type { View } from '../view.ts';
import { answerOf, answeredOf } from './readiness.ts';
import { type Item, nameOf } from './words.ts';

export type Dossier = z.output<typeof readDossier.output>;
type Finding = Dossier['findings'][number];

/** Who the case is about, and why it is on. */
export function caseHead(view: View, item: Item, dossier: Dossier): Html {
  return html`<h2 id="case-heading" tabindex="-1">${item.position}. ${nameOf(view, item)}</h2>
    <p>
      ${[item.name === null ? null : item.reference, dossier.cprMasked].filter((text) => text !== null).join(' · ')}
      ${' '}${link(`/case-reviews/${item.reviewId}`, view.t('Hele gennemgangen', 'The whole case review'))}
    </p>
    <p>
      <strong>${view.t('Hvorfor er den på: ', 'Why it is on: ')}</strong>${item.reasons.map((reason) => view.say(reason)).join(' ')}
    </p>`;
}

/** The case is a colleague's: what it holds is for who has it, or opens it with a reason. */
export const shutCase = (view: View, item: Item): Html =>
  html`<h2 id="case-heading" tabindex="-1">${item.position}. ${nameOf(view, item)}</h2>
    <p>
      ${view.t('En kollega har sagen. Skal du bruge den, åbner du den med en begrundelse.', 'A colleague has the case. If you need it, you open it with a reason.')}
      ${' '}${link(`/case-reviews/${item.reviewId}`, view.t('Åbn gennemgangen', 'Open the case review'))}
    </p>`;

/** What may be said aloud, what may not, and who has answered: as far as this reader may see it. */
export function caseDossier(view: View, item: Item, dossier: Dossier): Html {
  // A withdrawn or expired finding is in no meeting (rule D9).
  const standing = dossier.findings.filter((one) => !one.withdrawn && !one.expired);
  const shared = standing.filter((one) => !isOwnOnly(one));
  const ownOnly = standing.filter(isOwnOnly);
  return html`${securityBox(view, item.security)} ${limitsBox(view, item.limits)}
    <h3>${view.t('Oplysninger på bordet', 'Findings on the table')}</h3>
    ${
      shared.length === 0
        ? html`<p class="empty-state">
            ${view.t(
              'Ingen oplysninger er videregivet til eller fra din myndighed i denne gennemgang.',
              'No findings were disclosed to or by your agency in this case review.',
            )}
          </p>`
        : shared.map((one) => findingCard(view, one, { heading: 4 }))
    }
    ${
      ownOnly.length === 0
        ? null
        : html`<h3>${view.t('Kun din egen myndighed: må ikke siges højt', 'Your own agency only: not to be said aloud')}</h3>
            ${ownOnly.map((one) => findingCard(view, one, { heading: 4 }))}`
    }
    ${details(view.t(`Svar: ${answeredOf(view, item)}`, `Answers: ${answeredOf(view, item)}`), answers(view, item))}
    ${details(view.t('Om gennemgangen', 'About the case review'), about(view, dossier))}`;
}

/** Of the own agency, and nobody else has been given it. */
const isOwnOnly = ({ own, disclosures }: Finding): boolean =>
  own && disclosures.every(({ revokedAt }) => revokedAt !== null);

const answers = (view: View, item: Item): Html =>
  item.readiness.agencies.length === 0
    ? html`<p>${view.t('Ingen myndighed er spurgt.', 'No agency was asked.')}</p>`
    : html`<ul>
        ${item.readiness.agencies.map(
          ({ agencyId }) => html`<li>${view.agency(agencyId)}: ${answerOf(view, item, agencyId)}</li>`,
        )}
      </ul>`;

const about = (view: View, dossier: Dossier): Html =>
  definitionList(view, [
    [
      view.t('Indstillet', 'Nominated'),
      `${view.date(dossier.nominatedOn)}, ${view.agency(dossier.nominatingAgencyId)}`,
    ],
    [view.t('Begrundelse', 'Ground'), dossier.ground],
    [view.t('Formål', 'Purpose'), view.code('purposes', dossier.purpose)],
    [
      view.t('Tidligere gennemgange', 'Earlier case reviews'),
      dossier.earlierReviews.length === 0
        ? null
        : html`${dossier.earlierReviews.map(
            (one) =>
              html`${link(`/case-reviews/${one.id}`, one.reference ?? view.shortDate(one.nominatedOn))}
                ${' '}${one.outcome === null ? view.code('reviewStates', one.state) : view.code('reviewOutcomes', one.outcome)}<br />`,
          )}`,
    ],
  ]);

/** What has been agreed that the agencies do, this meeting's marked. */
export function caseFollowUps(view: View, item: Item, { followUps }: Dossier): Html {
  if (followUps.length === 0) return null;
  return tableOf(view, {
    caption: view.t('Opfølgning på gennemgangen', 'Follow-up of the case review'),
    rows: followUps,
    columns: [
      { head: view.t('Opfølgning', 'Follow-up'), cell: (one) => view.say(one.typeName) },
      { head: view.t('Myndighed', 'Agency'), cell: (one) => view.agency(one.agencyId) },
      { head: view.t('Frist', 'Due'), cell: (one) => dueDate(view, one) },
      {
        head: view.t('Status', 'Status'),
        cell: (one) =>
          html`${tag(view.code('actionStates', one.status), one.status === 'in_progress' ? 'info' : 'none')}${one.agendaItemId === item.id ? html` ${tag(view.t('Fra dette møde', 'From this meeting'), 'info')}` : null}`,
      },
    ],
    empty: null,
  });
}
