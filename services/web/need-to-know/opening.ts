import { z } from 'zod';
import {
  endAssignment,
  listAssignments,
  listOpenings,
  openReview,
  reviewOpening,
} from '#need-to-know/contract.ts';
import type { Refusal } from '#platform/errors.ts';
import { titleOf } from '../case-reviews/words.ts';
import { html, type Html } from '../html.ts';
import { type Fault, form, page } from '../page.ts';
import { button, hidden, link, pager, tableOf, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import { giving } from './who-has.ts';

/** The form by which a colleague opens a case, on a page of its own and on the refusal that says so. */
function openingForm(view: View, reviewId: string, fault?: Fault): Html {
  return html`<form method="post" action=${`/case-reviews/${reviewId}/opening`}>
    ${hidden(view)}
    ${textArea(view, {
      name: 'reason',
      label: view.t('Hvorfor du har brug for sagen', 'Why you need the case'),
      hint: view.t(
        'Mindst 15 tegn, uden CPR-nummer. Din myndigheds godkender og revisor læser det.',
        'At least 15 characters, without a CPR number. Your agency’s approver and auditor read it.',
      ),
      rows: 3,
      maxlength: 500,
      scan: true,
      fault,
    })}
    ${button(view.t('Åbn med begrundelse', 'Open with a reason'))}
  </form>`;
}

const named = z.object({ reviewId: z.uuid() });

/** What the refusal of a colleague's case offers; nothing for every other refusal. */
export function openingOffer(view: View, { rule, details }: Refusal): Html {
  const about = named.safeParse(details.members);
  if (rule.id !== 'review.need-to-know' || !about.success || !view.may(openReview.permission)) return null;
  return html`<section aria-labelledby="open-it">
    <h2 id="open-it">${view.t('Åbn sagen i 8 timer', 'Open the case for 8 hours')}</h2>
    ${openingForm(view, about.data.reviewId)}
  </section>`;
}

export const openingPage = page({
  path: '/case-reviews/:reviewId/opening',
  needs: openReview,
  show: async (view, { params, fault }) => {
    // Asked also so that what does not exist for the reader has no page either.
    const given = await view.ask(listAssignments, { params });
    const main = html`<p class="lead">
        ${view.t(
          'Det skrives i logbogen, og godkenderen ser, hvem der åbnede, hvornår og hvorfor. Adgangen varer 8 timer.',
          'It is written in the trail, and the approver sees who opened it, when and why. It lasts for 8 hours.',
        )}
      </p>
      ${openingForm(view, params['reviewId'] ?? '', fault)}
      ${view.may(endAssignment.permission) ? giving(view, `/case-reviews/${params['reviewId']}`, given, undefined, true) : null}
      <p>${link('/case-reviews', view.t('Alle gennemgange', 'All case reviews'))}</p>`;
    return { title: view.t('Åbn en kollegas sag', 'Open a colleague’s case'), main };
  },
});

export const openCase = form({
  path: '/case-reviews/:reviewId/opening',
  of: openingPage,
  needs: openReview,
  does: async (view, { params, form: sheet }) => {
    const body = { reason: sheet.text('reason') };
    const { until } = await view.ask(openReview, { params, key: sheet.key(), body });
    const end = view.instant(until);
    return {
      to: `/case-reviews/${params['reviewId']}`,
      notice: view.t(`Sagen er åben for dig til ${end}.`, `The case is open to you until ${end}.`),
    };
  },
});

type Opening = z.output<typeof listOpenings.output>['items'][number];

/** Openings with who, when and why; an approver notes each that has been looked at, but for the own. */
export function openingsTable(view: View, rows: readonly Opening[], empty: string): Html {
  return tableOf(view, {
    caption: view.t('Åbninger med begrundelse, nyeste først', 'Openings with a reason, newest first'),
    quietCaption: true,
    rows,
    empty: html`<p>${empty}</p>`,
    columns: [
      { head: view.t('Hvem', 'Who'), cell: (row) => row.name },
      { head: view.t('Hvornår', 'When'), cell: (row) => view.instant(row.openedAt) },
      { head: view.t('Sag', 'Case'), cell: (row) => titleOf(view, row) },
      {
        head: view.t('Hvorfor', 'Why'),
        cell: (row) =>
          row.kind === 'emergency'
            ? view.t(`Nødadgang: ${row.reason}`, `Emergency: ${row.reason}`)
            : row.reason,
      },
      { head: view.t('Gennemset', 'Looked at'), cell: (row) => looking(view, row) },
    ],
  });
}

function looking(view: View, row: Opening): Html {
  if (row.reviewedAt !== null) return `${row.reviewedBy ?? ''}, ${view.instant(row.reviewedAt)}`;
  if (row.personId === view.person.personId)
    return view.t('En anden gennemser den', 'Somebody else looks at it');
  if (!view.may(reviewOpening.permission)) return view.t('Ikke endnu', 'Not yet');
  return html`<form method="post" action=${`/openings/${row.id}/review`}>
    ${hidden(view)}${button(view.t(`Notér gennemset: ${row.name}`, `Note as looked at: ${row.name}`), { kind: 'secondary' })}
  </form>`;
}

export const openingsPage = page({
  path: '/openings',
  needs: listOpenings,
  show: async (view, { query }) => {
    const cursor = query['cursor'] === undefined ? {} : { cursor: query['cursor'] };
    const { items, next } = await view.ask(listOpenings, { query: cursor });
    const main = html`<p>
        ${view.t(
          'Når en kollega åbner en sag, som andre har, står det her: hvem, hvornår og hvorfor (forvaltningsloven § 32).',
          'When a colleague opens a case that others have, it stands here: who, when and why (Public Administration Act s. 32).',
        )}
      </p>
      ${openingsTable(view, items, view.t('Ingen har åbnet en kollegas sag.', 'Nobody has opened a colleague’s case.'))}
      ${pager(view, '/openings', query, next)}`;
    return { title: view.t('Åbninger med begrundelse', 'Openings with a reason'), main };
  },
});

export const markOpening = form({
  path: '/openings/:openingId/review',
  of: openingsPage,
  needs: reviewOpening,
  does: async (view, { params, form: sheet }) => {
    await view.ask(reviewOpening, { params, key: sheet.key(), body: {} });
    return { to: '/openings', notice: view.t('Noteret som gennemset.', 'Noted as looked at.') };
  },
});
