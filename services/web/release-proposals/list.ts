import type { z } from 'zod';
import { listReleaseProposals } from '#release-proposals/contract.ts';
import { titleOf } from '../case-reviews/words.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { link, pager, tableOf, tag } from '../parts.ts';
import type { View } from '../view.ts';

export type Proposal = z.output<typeof listReleaseProposals.output>['items'][number];

/** What the agency's liaisons have proposed, and what became of it. */
export const proposalsPage = page({
  path: '/release-proposals',
  needs: listReleaseProposals,
  show: async (view, { query }) => {
    const { items, next } = await view.ask(listReleaseProposals, { query: { limit: 25, ...query } });
    const main = html`<p>${view.t(
      'Følsomme oplysninger, og dem hvis hjemmel kræver to personer, foreslår en kontaktperson, og en godkender videregiver dem. Et forslag gælder kun den version og de modtagere, det nævner.',
      'Special categories of information, and those whose legal basis requires two persons, are proposed by a liaison and disclosed by an approver. A proposal is for the version and the recipients that it names, and nothing else.',
    )}</p>
      ${proposalTable(view, items, view.t('Der er ingen forslag. En kontaktperson foreslår en videregivelse på oplysningens side.', 'There are no proposals. A liaison proposes a disclosure on the page of the finding.'))}
      ${pager(view, '/release-proposals', query, next)}`;
    return { title: view.t('Forslag til videregivelse', 'Proposals to disclose'), main };
  },
});

export const stateTag = (view: View, { state }: Proposal): Html =>
  tag(
    view.code('proposalStates', state),
    state === 'proposed' ? 'info' : state === 'released' ? 'success' : 'none',
  );

export const recipientsOf = (view: View, { recipients }: Proposal): string =>
  recipients.map((id) => view.agency(id)).join(', ');

export const proposedText = (view: View, { proposedBy, proposedAt }: Proposal): string =>
  [proposedBy, view.instant(proposedAt)].filter((part) => part !== null).join(', ');

const proposalTable = (view: View, rows: readonly Proposal[], empty: string): Html =>
  tableOf(view, {
    caption: view.t('Forslag til videregivelse, nyeste først', 'Proposals to disclose, newest first'),
    quietCaption: true,
    rows,
    columns: [
      {
        head: view.t('Forslag', 'Proposal'),
        cell: (row) =>
          link(
            `/release-proposals/${row.id}`,
            view.t(
              `${titleOf(view, row)}, til ${recipientsOf(view, row)}`,
              `${titleOf(view, row)}, to ${recipientsOf(view, row)}`,
            ),
          ),
      },
      { head: view.t('Hjemmel', 'Legal basis'), cell: (row) => row.citation },
      {
        head: view.t('Foreslået', 'Proposed'),
        cell: (row) => proposedText(view, row),
      },
      { head: view.t('Status', 'Status'), cell: (row) => stateTag(view, row) },
    ],
    empty: html`<p>${empty}</p>`,
  });

/** What waits for an approver: a part of the start page; null where nothing does. */
export async function waitingProposals(view: View): Promise<Html> {
  const { items, next } = await view.ask(listReleaseProposals, { query: { state: 'proposed', limit: 20 } });
  if (items.length === 0) return null;
  return html`${proposalTable(view, items, '')}
    ${next === null ? null : html`<p>${link('/release-proposals?state=proposed', view.t('Se alle forslag', 'See all proposals'))}</p>`}`;
}
