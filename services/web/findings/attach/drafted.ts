import { dataClasses, purposes, statementKinds, subjectCategories, subjects } from '#platform/codes.ts';
import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import type { View } from '../../view.ts';
import type { Basis } from '../bases.ts';
import { findingCard } from '../finding-card.ts';
import { keptBack } from '../kept-back.ts';
import { aboutIn } from '../../third-persons/about-field.ts';

/** What a recipient will have before it, drawn from what is written so far. The exact picture is the API's preview, once attached. */
export function drafted(view: View, sheet: Sheet, { code, citation, version, useRestriction }: Basis): Html {
  const chosen = <Code extends string>(list: readonly Code[], name: string): Code | null =>
    list.find((one) => one === sheet.text(name)) ?? null;
  const card = findingCard(
    view,
    {
      id: '',
      reviewId: '',
      agencyId: view.person.agencyId,
      own: false,
      notedOn: /^\d{4}-\d\d-\d\d$/.test(sheet.text('notedOn')) ? sheet.text('notedOn') : view.today,
      form: 'full',
      version: 1,
      statementKind: chosen(statementKinds, 'statementKind'),
      dataClass: chosen(dataClasses, 'dataClass'),
      subject: chosen(subjects, 'subject'),
      about: aboutIn(sheet),
      text: sheet.text('text'),
      legalBasis: { code, citation, version },
      purpose: chosen(purposes, 'purpose') ?? view.purpose,
      useRestriction,
      police:
        view.person.agencyKind === 'police'
          ? {
              subjectCategory: chosen(subjectCategories, 'police.subjectCategory'),
              sourceReliability: sheet.text('police.sourceReliability') || null,
              reviewDueOn: sheet.text('police.reviewDueOn') || null,
            }
          : null,
      attachments: [],
      contentHash: null,
      decisionId: null,
      superseded: false,
      withdrawn: false,
      withdrawnAt: null,
      expired: false,
      necessity: null,
      sourceClass: null,
      needsSecondApprover: false,
      disclosures: [],
      received: { disclosureId: null, disclosedOn: view.today },
    },
    { preview: true },
  );
  return html`<h2>${view.t('Det får modtageren', 'What the recipient gets')}</h2>
    ${card}
    ${keptBack(view, { necessity: sheet.text('necessity'), sourceClass: sheet.text('sourceClass') })}`;
}
