import { receiptKinds } from '#platform/codes.ts';
import { exportReceipts, listReceipts } from '#receipts/contract.ts';
import { html, type Html } from '../html.ts';
import { type Fault, page } from '../page.ts';
import { icon, link, pager, select, tableOf } from '../parts.ts';
import { faultOfQuery } from '../query-fault.ts';
import type { View } from '../view.ts';
import { type Entry, type Named, personText, reviewText } from './words.ts';

const perPage = 25;

/** The agency's own register of what it handed over, newest first. */
export const receiptsPage = page({
  path: '/receipts',
  needs: listReceipts,
  show: async (view, { query }) => {
    const { kind, toAgencyId, cursor } = query;
    const asked = { kind, toAgencyId, cursor, limit: perPage };
    const { found, fault } = await find(view, asked, query);
    const filtered = kind !== undefined || toAgencyId !== undefined;
    const main = html`<p>${view.t(
      'Hver gang din myndighed videregiver en oplysning, får registret en underskrevet kvittering. Registret har ingen huller, og intet kan ændres eller slettes. Som kontaktperson ser du ikke kvitteringer i en kollegas sager, og så springer listen deres numre over.',
      'Each time your agency discloses a finding, the register gets a signed receipt. The register has no gaps, and nothing can be changed or deleted. As a liaison you do not see receipts of a colleague’s cases, and then the list skips their numbers.',
    )}</p>
      ${filterForm(view, query, fault)}
      ${fault ? null : entries(view, found, filtered)}
      ${pager(view, '/receipts', query, found.next)}
      ${found.head === null ? null : download(view, found.head)}`;
    return { title: view.t('Kvitteringer', 'Receipts'), main, ...(fault ? { fault } : {}) };
  },
});

type Found = Named & {
  items: readonly Entry[];
  next: string | null;
  head: { number: number; hash: string } | null;
};

async function find(
  view: View,
  asked: Record<string, unknown>,
  query: Record<string, string>,
): Promise<{ found: Found; fault?: Fault }> {
  try {
    return { found: await view.ask(listReceipts, { query: asked }) };
  } catch (error) {
    return {
      found: { items: [], next: null, head: null, people: [], reviews: [] },
      fault: faultOfQuery(error, query),
    };
  }
}

function filterForm(view: View, query: Record<string, string>, fault: Fault | undefined): Html {
  const all = view.t('Alle', 'All');
  const kinds = receiptKinds.map((kind) => [kind, view.code('receiptKinds', kind)] as const);
  const others = view.agencies
    .filter(({ id }) => id !== view.person.agencyId)
    .map(({ id, name }) => [id, name] as const);
  return html`<form method="get" action="/receipts" class="filters" aria-label=${view.t('Find i registret', 'Search the register')}>
    ${select(view, { name: 'kind', label: view.t('Art', 'Kind'), options: kinds, value: query['kind'], empty: all, fault })}
    ${select(view, { name: 'toAgencyId', label: view.t('Modtager', 'Recipient'), options: others, value: query['toAgencyId'], empty: all, fault })}
    <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
  </form>`;
}

const entries = (view: View, found: Found, filtered: boolean): Html =>
  tableOf(view, {
    caption: view.t('Indførsler, nyeste først', 'Entries, newest first'),
    quietCaption: true,
    rows: found.items,
    columns: [
      { head: view.t('Nr.', 'No.'), cell: ({ number }) => String(number), numeric: true },
      { head: view.t('Tid', 'Time'), cell: ({ at }) => html`<span class="date">${view.instant(at)}</span>` },
      { head: view.t('Hvad', 'What'), cell: (entry) => what(view, entry) },
      { head: view.t('Modtager', 'Recipient'), cell: ({ toAgencyId }) => view.agency(toAgencyId) },
      {
        head: view.t('Gennemgang', 'Case review'),
        cell: ({ reviewId }) => reviewText(view, reviewId, found),
      },
      {
        head: view.t('Hvem', 'Who'),
        cell: ({ by, toAgencyId }) => (by === null ? view.agency(toAgencyId) : personText(view, by, found)),
      },
      {
        head: view.t('Kvittering', 'Receipt'),
        cell: ({ disclosureId, ofNumber, number }) =>
          link(
            `/disclosures/${disclosureId}/receipt`,
            view.t(`Kvittering nr. ${ofNumber ?? number}`, `Receipt no. ${ofNumber ?? number}`),
          ),
      },
    ],
    empty: filtered
      ? html`<p>${`${view.t('Ingen indførsler passer til filteret.', 'No entries fit the filter.')} `}${link('/receipts', view.t('Ryd filteret', 'Clear the filter'))}</p>`
      : html`<p>${view.t('Din myndighed har ikke videregivet noget i enheden endnu. Den første videregivelse får kvittering nr. 1.', 'Your agency has disclosed nothing in the unit yet. The first disclosure gets receipt no. 1.')}</p>`,
  });

const what = (view: View, { kind, ofNumber }: Entry): string =>
  ofNumber === null
    ? view.code('receiptKinds', kind)
    : view.t(
        `${view.code('receiptKinds', kind)} (nr. ${ofNumber})`,
        `${view.code('receiptKinds', kind)} (no. ${ofNumber})`,
      );

function download(view: View, { number, hash }: { number: number; hash: string }): Html {
  return html`<section aria-labelledby="register-file">
    <h2 id="register-file">${view.t('Hele registret som fil', 'The whole register as a file')}</h2>
    <p>${view.t(
      'Filen kan gemmes i myndighedens arkiv og kontrolleres uden adgang til tjenesten. Notér registrets sidste nummer og hashværdi et andet sted: så kan ingen siden skære slutningen af.',
      'The file can be kept in the agency’s archive and checked without access to the service. Note the register’s last number and hash somewhere else: then nobody can cut off its end later.',
    )}</p>
    <p>${`${view.t('Sidste nummer og hashværdi:', 'Last number and hash:')} `}<code class="checksum">${`${number}:${hash}`}</code></p>
    <div class="actions">
      ${view.may(exportReceipts.permission) ? html`<a class="button button-secondary" href="/receipts/export" download=${true}>${icon('download')}${view.t('Hent registret', 'Fetch the register')}</a>` : null}
      ${link('/receipt-keys', view.t('Nøglerne, som det kontrolleres med', 'The keys that it is checked with'))}
    </div>
    ${view.may(exportReceipts.permission) ? null : html`<p class="quiet">${view.t('Myndighedens godkender eller revisor kan hente registret.', 'The approver or the auditor of the agency can fetch the register.')}</p>`}
  </section>`;
}

/** The register as a file: the same bytes as the API sends. */
export const receiptsFile = page({
  path: '/receipts/export',
  needs: exportReceipts,
  show: async (view) => ({ file: await view.ask(exportReceipts) }),
});
