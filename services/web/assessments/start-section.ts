import { listDueAssessments } from '#assessments/contract.ts';
import { html, type Html } from '../html.ts';
import { link, tableOf } from '../parts.ts';
import type { View } from '../view.ts';
import { due, section } from '../start/words.ts';

type Row = {
  reviewId: string;
  reference: string | null;
  what: string;
  by: string;
  to: string;
  note: string | null;
};

/** What the police are to confirm, withdraw or renew; nothing for other agencies, and nothing when there is nothing. */
export async function dueAssessmentsSection(view: View): Promise<Html> {
  if (view.person.agencyKind !== 'police' || !view.may(listDueAssessments.permission)) return null;
  const { affiliations, securityAssessments, findings } = await view.ask(listDueAssessments, {
    purpose: 'prevention',
  });
  const rows: Row[] = [
    ...affiliations.map((one) => ({
      ...one,
      what: view.t('Bekræft eller træk tilbage: tilknytning', 'Confirm or withdraw: affiliation'),
      by: one.reviewDueOn,
      to: `/case-reviews/${one.reviewId}/assessments#affiliation`,
      note:
        one.carriesReview && one.reviewDueOn < view.today
          ? view.t(
              'Gennemgangen er ikke på dagsordener, før den er bekræftet.',
              'The case review is on no agenda until it is confirmed.',
            )
          : null,
    })),
    ...securityAssessments.map((one) => ({
      ...one,
      what: view.t('Forny eller ophæv: sikkerhedsvurdering', 'Renew or end: security assessment'),
      by: one.until,
      to: `/case-reviews/${one.reviewId}/assessments?renew=${one.id}#security`,
      note:
        one.until < view.today
          ? view.t('Modtagerne ser ikke vilkårene mere.', 'The recipients no longer see the conditions.')
          : null,
    })),
    ...findings.map((one) => ({
      ...one,
      what: view.t('Bekræft eller træk tilbage: oplysning', 'Confirm or withdraw: finding'),
      by: one.reviewDueOn,
      to: `/findings/${one.id}`,
      note:
        one.reviewDueOn < view.today
          ? view.t(
              'Oplysningen er ikke med på møder, før den er bekræftet med en ny dato.',
              'The finding is in no meeting until it is confirmed with a new date.',
            )
          : null,
    })),
  ].toSorted((a, b) => (a.by < b.by ? -1 : 1));
  if (rows.length === 0) return null;
  const heading = view.t(
    'Vurderinger og oplysninger, politiet skal tage stilling til',
    'Assessments and findings for the police to review',
  );
  return section(
    'due-assessments',
    heading,
    tableOf(view, {
      caption: heading,
      quietCaption: true,
      rows,
      columns: [
        {
          head: view.t('Vurdering', 'Assessment'),
          cell: (row) =>
            html`${link(row.to, row.what)}${row.note === null ? null : html`<br /><span class="quiet">${row.note}</span>`}`,
        },
        {
          head: view.t('Gennemgang', 'Case review'),
          cell: (row) => row.reference ?? view.t('Indstilling', 'Nomination'),
        },
        { head: view.t('Frist', 'Deadline'), cell: (row) => due(view, row.by) },
      ],
      empty: null,
    }),
  );
}
