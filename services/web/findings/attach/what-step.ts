import type { z } from 'zod';
import { readDossier } from '#case-reviews/contract.ts';
import { attachFinding } from '#findings/contract.ts';
import { listThirdPersons } from '#third-persons/contract.ts';
import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import type { Fault } from '../../page.ts';
import { alertBox, details, field, link } from '../../parts.ts';
import type { View } from '../../view.ts';
import { contentFields, purposeField } from '../content-fields.ts';
import { mustBeDates, mustBeFilledIn } from '../filled-in.ts';
import { findingCard } from '../finding-card.ts';

import { aboutField } from '../../third-persons/about-field.ts';
import { stepPage } from './step-page.ts';

type Dossier = z.output<typeof readDossier.output>;

/** Step 1: what the finding says. Shows the findings that are there already, since the reader opens them here. */
export async function whatStep(view: View, reviewId: string, sheet: Sheet, fault?: Fault) {
  const params = { reviewId };
  const [dossier, { items: thirdPersons }] = await Promise.all([
    view.ask(readDossier, { params }),
    view.ask(listThirdPersons, { params }),
  ]);
  const closed = whyClosed(view, dossier);
  const about = aboutReview(view, dossier);
  if (closed !== null) {
    const main = html`${about}
    ${alertBox(view, 'info', view.t('Du kan ikke tilføje en oplysning nu', 'You cannot attach a finding now'), html`<p>${closed}</p>`)}
    <p>${link(`/case-reviews/${reviewId}`, view.t('Tilbage til gennemgangen', 'Back to the review'))}</p>`;
    return { title: view.t('Tilføj en oplysning', 'Attach a finding'), main };
  }
  const started = sheet.text('_step') !== '';
  const usual: Record<string, string> = {
    subject: 'person',
    notedOn: view.today,
    purpose: view.purpose,
    sourceClass: 'own_records',
  };
  const value = (name: string) => (started ? sheet.text(name) : (usual[name] ?? ''));
  return stepPage(view, reviewId, sheet, {
    step: 'what',
    before: html`${about}${already(view, dossier)}`,
    fields: html`<input type="hidden" name="reference" value=${dossier.reference} />
      ${contentFields(view, value, fault)} ${aboutField(view, reviewId, thirdPersons, value('aboutThirdPersonId'), fault)}
      ${field(view, {
        name: 'notedOn',
        label: view.t('Hvornår er oplysningen noteret?', 'When was the finding noted?'),
        type: 'date',
        max: view.today,
        value: value('notedOn'),
        width: 12,
        fault,
      })}
      ${purposeField(view, value('purpose'), fault)}`,
    next: view.t('Næste', 'Next'),
  });
}

/** Refuses what is missing on step 1. */
export function mustSayWhat(sheet: Sheet): void {
  mustBeFilledIn(sheet, ['text', 'statementKind', 'dataClass', 'subject', 'sourceClass', 'notedOn']);
  mustBeDates(sheet, ['notedOn', 'police.reviewDueOn']);
}

/** Why nothing can be attached to this review; null where it can. */
function whyClosed(view: View, { state, agencies }: Dossier): string | null {
  const titleOf = (id: string) => attachFinding.refusals.find((rule) => rule.id === id)?.title;
  const why = agencies.includes(view.person.agencyId)
    ? state === 'admitted'
      ? undefined
      : titleOf('finding.review-not-admitted')
    : titleOf('finding.agency-takes-no-part');
  return why ? view.say(why) : null;
}

function aboutReview(view: View, { id, reference, name, cprMasked }: Dossier): Html {
  const who = [name, cprMasked].filter((part) => part !== null).join(', ');
  const review = view.t(`Gennemgang ${reference ?? ''}`, `Case review ${reference ?? ''}`);
  return html`<p>${link(`/case-reviews/${id}`, review)}${who === '' ? null : `: ${who}`}</p>`;
}

const already = (view: View, { findings }: Dossier): Html =>
  findings.length === 0
    ? null
    : details(
        view.t(
          `Oplysninger, du allerede kan se (${findings.length})`,
          `Findings that you can see already (${findings.length})`,
        ),
        findings.map((finding) => findingCard(view, finding, { heading: 2 })),
      );
