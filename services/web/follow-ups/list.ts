import { listFollowUps } from '#follow-ups/contract.ts';
import { actionStates, openReasons } from '#platform/codes.ts';
import { securityTag } from '../assessments/security-box.ts';
import { html, type Html } from '../html.ts';
import { page } from '../page.ts';
import { link, pager, select, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { dueDate, type FollowUpOfReview, reviewLink, statusTag } from './words.ts';

/** What is shown unless somebody chose otherwise: what is in progress; a liaison's own agency's. */
function chosenIn(view: View, query: Record<string, string>) {
  return {
    mine: query['mine'] ?? (view.may('follow-ups.update') ? 'true' : 'false'),
    status: query['status'] ?? 'in_progress',
    overdue: query['overdue'] ?? 'false',
  };
}
type Chosen = ReturnType<typeof chosenIn>;

export const followUpsPage = page({
  path: '/follow-ups',
  needs: listFollowUps,
  show: async (view, { query }) => {
    const chosen = chosenIn(view, query);
    const { items, next } = await view.ask(listFollowUps, {
      query: {
        mine: chosen.mine,
        overdue: chosen.overdue,
        limit: 100,
        ...(chosen.status === 'all' ? {} : { status: chosen.status }),
        ...(query['cursor'] === undefined ? {} : { cursor: query['cursor'] }),
      },
    });
    const main = html`<p class="lead">
        ${view.t(
          'Det, myndighederne har sat i gang efter en gennemgang. Hver myndighed følger op på sit eget område og efter sin egen lovgivning.',
          'What the agencies have set going after a review. Each agency follows up within its own remit and under its own law.',
        )}
      </p>
      ${filters(view, chosen)}${items.length === 0 ? emptyState(view, chosen) : grouped(view, items)}
      ${pager(view, '/follow-ups', query, next)}`;
    return { title: view.t('Opfølgning', 'Follow-up'), main };
  },
});

function filters(view: View, chosen: Chosen): Html {
  return html`<form method="get" action="/follow-ups" class="filters" role="search">
    ${select(view, {
      name: 'mine',
      label: view.t('Myndighed', 'Agency'),
      value: chosen.mine,
      options: [
        [
          'true',
          view.t(`Kun ${view.agency(view.person.agencyId)}`, `${view.agency(view.person.agencyId)} only`),
        ],
        ['false', view.t('Alle myndigheder', 'All agencies')],
      ],
    })}
    ${select(view, {
      name: 'status',
      label: view.t('Status', 'Status'),
      value: chosen.status,
      options: [
        ...actionStates.map((state) => [state, view.code('actionStates', state)] as const),
        ['all', view.t('Alle', 'All')],
      ],
    })}
    ${select(view, {
      name: 'overdue',
      label: view.t('Frist', 'Due date'),
      value: chosen.overdue,
      options: [
        ['false', view.t('Alle frister', 'Any')],
        ['true', view.t('Kun overskredne frister', 'Overdue only')],
      ],
    })}
    <button type="submit" class="button button-secondary">${view.t('Vis', 'Show')}</button>
  </form>`;
}

/** In the order of due dates, apart for each reason why something is still open. */
function grouped(view: View, items: readonly FollowUpOfReview[]): Html {
  const groups = [
    ...openReasons.map((reason) => ({
      heading: view.code('openReasons', reason),
      rows: items.filter(({ openReason }) => openReason === reason),
    })),
    {
      heading: view.t('Uden angivet grund', 'No reason stated'),
      rows: items.filter(({ openReason }) => openReason === null),
    },
  ].filter(({ rows }) => rows.length > 0);
  if (groups.length === 1 && groups[0]?.rows[0]?.openReason === null) return actionTable(view, items);
  return groups.map(
    ({ heading, rows }) => html`<section>
      <h2>${heading}</h2>
      ${actionTable(view, rows, heading)}
    </section>`,
  );
}

function actionTable(view: View, rows: readonly FollowUpOfReview[], group?: string): Html {
  const caption = view.t('Opfølgning, tidligste frist først', 'Follow-up, earliest due date first');
  return tableOf(view, {
    caption: group === undefined ? caption : `${caption}: ${group}`,
    quietCaption: true,
    columns: [
      {
        head: view.t('Opfølgning', 'Follow-up'),
        cell: (row) =>
          html`${link(`/follow-ups/${row.id}`, view.say(row.typeName))}${row.security.length === 0 ? null : html`<br />${securityTag(view, row.security)}`}`,
      },
      { head: view.t('Myndighed', 'Agency'), cell: (row) => view.agency(row.agencyId) },
      { head: view.t('Frist', 'Due'), cell: (row) => dueDate(view, row) },
      { head: view.t('Status', 'Status'), cell: (row) => statusTag(view, row.status) },
      { head: view.t('Gennemgang', 'Case review'), cell: (row) => reviewLink(view, row) },
    ],
    rows,
    empty: null,
  });
}

function emptyState(view: View, { mine, status, overdue }: Chosen): Html {
  const plain = status === 'in_progress' && overdue === 'false';
  return html`<div class="empty-state">
    <p>
      ${
        plain
          ? view.t('Der er ingen opfølgning i gang.', 'No follow-up is in progress.')
          : view.t('Der er ingen opfølgning, som passer til valget.', 'No follow-up fits the choice.')
      }
    </p>
    <p>
      ${
        mine === 'true'
          ? link(
              '/follow-ups?mine=false',
              view.t('Se alle myndigheders opfølgning', 'See all agencies’ follow-up'),
            )
          : view.t(
              'Opfølgning sættes i gang på mødet eller fra en gennemgang.',
              'Follow-up is set going at the meeting or from a case review.',
            )
      }
    </p>
  </div>`;
}
