import { securityTag } from '../assessments/security-box.ts';
import { html, type Html } from '../html.ts';
import { limitsBox, limitsLine } from '../limits.ts';
import { type Column, link, tableOf, tag } from '../parts.ts';
import type { View } from '../view.ts';
import { outcomeTag } from './outcomes.ts';
import { answerOf, silenceNote } from './readiness.ts';
import { type Agenda, type Item, nameOf } from './words.ts';

/** The agenda as a table: the cases with why they are on it, and how far each agency is. */
export function agendaBoard(view: View, agenda: Agenda): Html {
  const asked = new Set(
    agenda.items.flatMap(({ readiness }) => readiness.agencies.map(({ agencyId }) => agencyId)),
  );
  const agencies = view.agencies.filter(({ id }) => asked.has(id));
  const begun = agenda.meeting.state === 'open' || agenda.meeting.state === 'closed';
  const columns: Column<Item>[] = [
    { head: view.t('Nr.', 'No.'), cell: (item) => String(item.position) },
    { head: view.t('Gennemgang', 'Case review'), cell: (item) => who(view, item) },
    { head: view.t('Hvorfor er den på', 'Why it is on'), cell: (item) => reasons(view, item) },
    ...agencies.map(({ id, name }): Column<Item> => ({
      head: name,
      cell: (item) => answerOf(view, item, id),
    })),
    ...(begun
      ? [{ head: view.t('Udfald', 'Outcome'), cell: (item: Item) => outcomeTag(view, item.outcome) }]
      : []),
  ];
  return html`${agenda.items.length === 0 ? null : limitsBox(view, agenda.limits)}
  ${asked.size === 0 ? null : silenceNote(view)}
  <div class="agenda-board">
    ${tableOf(view, {
      caption: view.t(
        'Gennemgange på dagsordenen, og hvem der har svaret',
        'Case reviews on the agenda, and who has answered',
      ),
      columns,
      rows: agenda.items,
      empty: html`<p>${view.t('Der er ingen gennemgange på dagsordenen, som du kan se.', 'There are no case reviews on the agenda that you can see.')}</p>
        <p>
          ${view.t(
            'En gennemgang kommer på, når den er optaget, og mindst én myndighed er spurgt.',
            'A case review comes on when it is admitted and at least one agency has been asked.',
          )}
        </p>`,
    })}
  </div>`;
}

const who = (view: View, item: Item): Html =>
  html`${link(`/case-reviews/${item.reviewId}`, nameOf(view, item))}
    <br /><span class="quiet"
      >${[item.name === null ? null : item.reference, item.cprMasked].filter((text) => text !== null).join(' · ')}</span
    >
    ${item.security.length === 0 ? null : html`<br />${securityTag(view, item.security)}`}
    ${
      item.openFollowUps
        ? html`<br />${tag(view.t(`${item.openFollowUps} opfølgning i gang`, `${item.openFollowUps} follow-up in progress`), 'info')}`
        : null
    }`;

const limitsOf = (view: View, { limits }: Item): Html =>
  limits.notForCriminalInvestigation || limits.factOnly ? limitsLine(view, limits) : null;

const reasons = (view: View, item: Item): Html =>
  html`${item.reasons.map((reason, index) => html`${index > 0 ? ' ' : ''}${view.say(reason)}`)}
    <br /><span class="quiet">${view.t('Indstillet', 'Nominated')} ${view.shortDate(item.nominatedOn)}</span>
    ${limitsOf(view, item)}`;
