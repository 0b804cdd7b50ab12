import type { z } from 'zod';
import type { readTrail } from '#audit/contract.ts';
import { html, type Html } from '../html.ts';
import { definitionList, details, link, tableOf, tag } from '../parts.ts';
import type { View } from '../view.ts';
import { verbNames, wordsOf } from './deeds.ts';

export type Trail = z.output<typeof readTrail.output>;
type Event = Trail['items'][number];

/** What one reads instead of an id: its first eight characters, enough to tell it from its neighbours. */
const shortId = (id: string): string => id.slice(0, 8);

/** What a review is called in the trail. */
export const reviewName = (view: View, id: string, { reviews }: Pick<Trail, 'reviews'>): string =>
  view.t('gennemgang ', 'case review ') + (reviews.find((one) => one.id === id)?.reference ?? shortId(id));

/** What somebody is called in the trail: by name where they belong to the unit. */
export const personName = (view: View, id: string, { people }: Pick<Trail, 'people'>): string =>
  people.find((one) => one.id === id)?.name ?? view.t(`medarbejder ${shortId(id)}`, `person ${shortId(id)}`);

/** The events of the own agency, in words. `narrow` gives the address of the trail narrowed to one person or review. */
export function eventTable(
  view: View,
  trail: Trail,
  empty: Html,
  narrow: (more: Record<string, string>) => string,
): Html {
  return tableOf(view, {
    caption: view.t('Hændelser, nyeste først', 'Events, newest first'),
    quietCaption: true,
    rows: trail.items,
    columns: [
      { head: view.t('Tid', 'Time'), cell: ({ at }) => html`<span class="date">${view.instant(at)}</span>` },
      {
        head: view.t('Hvad der skete', 'What happened'),
        cell: (event) => sentence(view, event, trail, narrow),
      },
      {
        head: view.t('Formål', 'Purpose'),
        cell: ({ purpose }) =>
          purpose === null ? view.t('Intet angivet', 'None stated') : view.code('purposes', purpose),
      },
      {
        head: view.t('Udfald', 'Outcome'),
        cell: ({ outcome }) =>
          outcome === 'done' ? view.t('Gennemført', 'Done') : tag(view.t('Afvist', 'Refused'), 'warning'),
      },
      { head: view.t('Detaljer', 'Details'), cell: (event) => more(view, event) },
    ],
    empty,
  });
}

/** `Lis Eksempelholm (Kontaktperson, BIF) så gennemgang 2026-0001` */
function sentence(
  view: View,
  event: Event,
  trail: Trail,
  narrow: (more: Record<string, string>) => string,
): Html {
  const { personId, reviewId, roles, system } = event;
  const held = roles.map((role) => view.code('roles', role)).join(', ');
  const where = `(${[held, view.agency(view.person.agencyId)].filter((part) => part !== '').join(', ')})`;
  const who =
    personId === null ? (system ?? '') : link(narrow({ personId }), personName(view, personId, trail));
  return html`${who}${` ${where} `}${whatWasDone(view, event, trail, narrow)}${reviewId !== null && !wordsOf(event, view.lang).includes('{review}') ? html`${' ('}${link(narrow({ reviewId }), reviewName(view, reviewId, trail))})` : null}`;
}

function whatWasDone(
  view: View,
  event: Event,
  trail: Trail,
  narrow: (more: Record<string, string>) => string,
): Html {
  const reviewId = event.reviewId ?? event.ids['reviews']?.[0];
  const [other] = event.ids['persons'] ?? event.ids['asked'] ?? [];
  return wordsOf(event, view.lang)
    .split(/(\{review\}|\{person\})/)
    .map((part) => {
      if (part === '{review}')
        return reviewId === undefined
          ? view.t('en gennemgang', 'a case review')
          : link(narrow({ reviewId }), reviewName(view, reviewId, trail));
      if (part === '{person}')
        return other === undefined ? view.t('en medarbejder', 'somebody') : personName(view, other, trail);
      return part;
    });
}

const kinds: Readonly<Record<string, readonly [da: string, en: string]>> = {
  affiliations: ['Tilknytningsvurderinger', 'Affiliation statements'],
  agendaItems: ['Punkter', 'Agenda items'],
  asked: ['Spurgt om', 'Asked for'],
  absent: ['Ikke på dagsordenen', 'Not on the agenda'],
  agreements: ['Deltagelsesaftaler', 'Participation agreements'],
  assignments: ['Tildelinger', 'Assignments'],
  attachments: ['Bilag', 'Attachments'],
  decisions: ['Reglernes svar', 'What the rules answered'],
  emergencyAccesses: ['Nødadgange', 'Emergency accesses'],
  proposals: ['Forslag', 'Proposals'],
  citizens: ['Borgere', 'Citizens'],
  catalogueVersions: ['Udgave af kataloget', 'Version of the catalogue'],
  disclosures: ['Videregivelser', 'Disclosures'],
  events: ['Hændelser', 'Events'],
  exclusions: ['Udelukkelser', 'Exclusions'],
  findings: ['Oplysninger', 'Findings'],
  followUps: ['Opfølgninger', 'Follow-ups'],
  imports: ['Indlæsninger', 'Imports'],
  legalBases: ['Hjemler', 'Legal bases'],
  meetings: ['Møder', 'Meetings'],
  named: ['Navngivet i', 'Named in'],
  notices: ['Meddelelser om tilbagekaldelse', 'Notices of recalls'],
  openings: ['Åbninger', 'Openings'],
  periods: ['Perioder', 'Periods'],
  persons: ['Medarbejdere', 'People'],
  recalls: ['Tilbagekaldelser', 'Recalls'],
  recipients: ['Modtagere', 'Recipients'],
  reports: ['Rapporter', 'Reports'],
  requests: ['Anmodninger', 'Requests'],
  reviews: ['Gennemgange', 'Case reviews'],
  roles: ['Roller', 'Roles'],
  savedFilters: ['Filtre', 'Filters'],
  security: ['Sikkerhedsvurderinger', 'Security assessments'],
  securityNotices: ['Vilkår for et sikkert møde', 'Conditions for a safe meeting'],
  series: ['Møderækker', 'Series'],
  thirdPersonDisclosures: ['Videregivelser af tredjepersoner', 'Disclosures of third persons'],
  thirdPersons: ['Tredjepersoner', 'Third persons'],
  units: ['Enheder', 'Units'],
  versions: ['Versioner', 'Versions'],
};

/** What the sentence leaves out: the whole ids, the rule, and what proves that the event is as it was stored. */
function more(view: View, event: Event): Html {
  const ids = Object.entries(event.ids).filter(([, all]) => all.length > 0);
  const list = definitionList(view, [
    [view.t('Art', 'Kind'), view.say(verbNames[event.verb])],
    [view.t('Tid i UTC', 'Time in UTC'), event.at],
    [view.t('Regel', 'Rule'), event.ruleId && html`<code>${event.ruleId}</code>`],
    [view.t('Hjemmel', 'Legal basis'), event.legalBasis],
    [view.t('Modtager', 'Recipient'), event.recipient && view.agency(event.recipient)],
    [view.t('Årsagskode', 'Reason code'), event.reason],
    [view.t('Feltgruppe', 'Group of fields'), event.fields.length > 0 ? event.fields.join(', ') : null],
    ...ids.map(([kind, all]) => [view.t(...(kinds[kind] ?? [kind, kind])), idList(view, kind, all)] as const),
    [view.t('Opslagets nummer', 'Trace number'), html`<code>${event.traceId}</code>`],
    [view.t('Handling', 'Deed'), html`<code>${event.deed}</code>`],
    [view.t('Kontrolsum', 'Checksum'), html`<code>${event.leaf}</code>`],
  ]);
  return details(view.t('Vis', 'Show'), list);
}

/** How many ids are listed; an event of a long list holds a hundred. */
const mostIds = 20;

function idList(view: View, kind: string, all: readonly string[]): Html {
  const shown = all
    .slice(0, mostIds)
    .map((id) => (kind === 'recipients' ? view.agency(id) : html`<code>${id}</code>`));
  const rest = all.length - shown.length;
  return html`<ul class="nobullet-list">
    ${shown.map((id) => html`<li>${id}</li>`)}
    ${rest > 0 ? html`<li>${view.t(`og ${rest} mere`, `and ${rest} more`)}</li>` : null}
  </ul>`;
}
