import type { z } from 'zod';
import {
  excludePerson,
  liftExclusion,
  listAssignments,
  listExclusions,
  recuse,
} from '#need-to-know/contract.ts';
import { titleOf } from '../case-reviews/words.ts';
import { html, type Html } from '../html.ts';
import { form, page } from '../page.ts';
import { button, hidden, link, select, tableOf, textArea } from '../parts.ts';
import type { View } from '../view.ts';

export const recusalPage = page({
  path: '/case-reviews/:reviewId/recusal',
  needs: recuse,
  show: async (view, { params, fault }) => {
    // Asked so that what does not exist for the reader has no page either.
    await view.ask(listAssignments, { params });
    const main = html`<p class="lead">
        ${view.t(
          'Er du inhabil, skal du sige det, så snart du opdager det (forvaltningsloven §§ 3-6). Fra du trykker, findes sagen ikke længere for dig: ikke i lister, søgning, dagsordener eller opfølgning, i nogen af dine roller.',
          'If you are disqualified, say so as soon as you notice (Public Administration Act ss. 3-6). Once you press the button the case no longer exists for you: not in lists, search, agendas or follow-up, in any of your roles.',
        )}
      </p>
      <p>
        ${view.t(
          'Du kan ikke selv ophæve det. Det kan din myndigheds godkender eller enhedens mødeleder; du får at vide, hvem de er.',
          'You cannot lift it yourself. Your agency’s approver or the unit’s chair can; you are told who they are.',
        )}
      </p>
      <form method="post" action=${`/case-reviews/${params['reviewId']}/recusal`}>
        ${hidden(view)}
        ${textArea(view, {
          name: 'reason',
          label: view.t('Hvorfor', 'Why'),
          hint: view.t(
            'Godkender og mødeleder læser det. Uden CPR-nummer.',
            'Approver and chair read it. Without a CPR number.',
          ),
          rows: 3,
          maxlength: 500,
          required: false,
          scan: true,
          fault,
        })}
        ${button(view.t('Jeg er inhabil', 'I am disqualified'), { kind: 'warning' })}
      </form>
      <p>${link(`/case-reviews/${params['reviewId']}`, view.t('Tilbage til sagen', 'Back to the case'))}</p>`;
    return { title: view.t('Jeg er inhabil i denne sag', 'I am disqualified from this case'), main };
  },
});

export const declareRecusal = form({
  path: '/case-reviews/:reviewId/recusal',
  of: recusalPage,
  needs: recuse,
  does: async (view, { params, form: sheet }) => {
    const reason = sheet.optional('reason');
    const body = reason === undefined ? {} : { reason };
    const { contacts } = await view.ask(recuse, { params, key: sheet.key(), body });
    const names = contacts
      .map(({ name, role, agencyId }) => `${name} (${view.code('roles', role)}, ${view.agency(agencyId)})`)
      .join(', ');
    return {
      to: '/',
      notice: view.t(
        `Sagen findes ikke længere for dig. Skal noget gives videre eller ophæves, så kontakt ${names}.`,
        `The case no longer exists for you. To hand anything on, or to have it lifted, contact ${names}.`,
      ),
    };
  },
});

type Exclusion = z.output<typeof listExclusions.output>['items'][number];

export function exclusionsTable(view: View, rows: readonly Exclusion[]): Html {
  return tableOf(view, {
    caption: view.t('Inhabile og udelukkede, nyeste først', 'Disqualified and excluded, newest first'),
    quietCaption: true,
    rows,
    empty: html`<p>${view.t('Ingen er udelukket.', 'Nobody is excluded.')}</p>`,
    columns: [
      { head: view.t('Hvem', 'Who'), cell: (row) => `${row.name}, ${view.agency(row.agencyId)}` },
      { head: view.t('Sag', 'Case'), cell: (row) => titleOf(view, row) },
      {
        head: view.t('Hvordan', 'How'),
        cell: (row) =>
          row.kind === 'recusal'
            ? view.code('exclusionKinds', row.kind)
            : view.t(`Udelukket af ${row.setBy}`, `Excluded by ${row.setBy}`),
      },
      { head: view.t('Hvorfor', 'Why'), cell: (row) => row.reason },
      { head: view.t('Siden', 'Since'), cell: (row) => view.instant(row.setAt) },
      { head: view.t('Ophæv', 'Lift'), cell: (row) => lifting(view, row) },
    ],
  });
}

const lifting = (view: View, row: Exclusion): Html =>
  view.may(liftExclusion.permission)
    ? html`<form method="post" action=${`/exclusions/${row.id}/lifting`}>
        ${hidden(view)}${button(view.t(`Ophæv for ${row.name}`, `Lift for ${row.name}`), { kind: 'secondary' })}
      </form>`
    : null;

export const exclusionPage = page({
  path: '/case-reviews/:reviewId/exclusion',
  needs: excludePerson,
  show: async (view, { params, fault }) => {
    const reviewId = params['reviewId'] ?? '';
    const [{ people }, { items }] = await Promise.all([
      view.ask(listAssignments, { params }),
      view.ask(listExclusions, { query: { reviewId } }),
    ]);
    const once = [...new Map(people.map((person) => [person.personId, person])).values()];
    const options = once.map(
      ({ personId, name, agencyId }) => [personId, `${name}, ${view.agency(agencyId)}`] as const,
    );
    const main = html`<p class="lead">
        ${view.t(
          'Udelukkes en person, findes sagen ikke længere for vedkommende, fra samme øjeblik. Personen ser ikke begrundelsen (forvaltningsloven §§ 3-6).',
          'When a person is excluded the case no longer exists for that person, from that moment. The person does not see the reason (Public Administration Act ss. 3-6).',
        )}
      </p>
      <form method="post" action=${`/case-reviews/${reviewId}/exclusion`}>
        ${hidden(view)}
        ${select(view, { name: 'personId', label: view.t('Hvem', 'Who'), options, empty: view.t('Vælg', 'Choose'), fault })}
        ${textArea(view, {
          name: 'reason',
          label: view.t('Hvorfor', 'Why'),
          hint: view.t('Mindst 15 tegn, uden CPR-nummer.', 'At least 15 characters, without a CPR number.'),
          rows: 3,
          maxlength: 500,
          scan: true,
          fault,
        })}
        ${button(view.t('Udeluk', 'Exclude'), { kind: 'warning' })}
      </form>
      <section aria-labelledby="excluded">
        <h2 id="excluded">${view.t('Udelukket fra sagen nu', 'Excluded from the case now')}</h2>
        ${exclusionsTable(view, items)}
      </section>
      <p>${link(`/case-reviews/${reviewId}`, view.t('Tilbage til sagen', 'Back to the case'))}</p>`;
    return { title: view.t('Udeluk en person fra sagen', 'Exclude a person from the case'), main };
  },
});

export const exclude = form({
  path: '/case-reviews/:reviewId/exclusion',
  of: exclusionPage,
  needs: excludePerson,
  does: async (view, { params, form: sheet }) => {
    const body = { personId: sheet.text('personId'), reason: sheet.text('reason') };
    const { name } = await view.ask(excludePerson, { params, key: sheet.key(), body });
    return {
      to: `/case-reviews/${params['reviewId']}/exclusion`,
      notice: view.t(`${name} er udelukket fra sagen.`, `${name} is excluded from the case.`),
    };
  },
});

export const exclusionsPage = page({
  path: '/exclusions',
  needs: listExclusions,
  show: async (view) => {
    const { items } = await view.ask(listExclusions);
    return {
      title: view.t('Inhabile og udelukkede', 'Disqualified and excluded'),
      main: exclusionsTable(view, items),
    };
  },
});

export const lift = form({
  path: '/exclusions/:exclusionId/lifting',
  of: exclusionsPage,
  needs: liftExclusion,
  does: async (view, { params, form: sheet }) => {
    await view.ask(liftExclusion, { params, key: sheet.key(), body: {} });
    return {
      to: '/exclusions',
      notice: view.t(
        'Ophævet. Personen skal have sagen på ny for at læse den.',
        'Lifted. The person has to be given the case anew to read it.',
      ),
    };
  },
});
