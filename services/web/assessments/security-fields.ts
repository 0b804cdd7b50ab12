import type { z } from 'zod';
import type { listSecurityAssessments } from '#assessments/contract.ts';
import { securityConditions } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { checkbox, checkboxes, field, select, textArea } from '../parts.ts';
import type { View } from '../view.ts';

export type Assessment = z.output<typeof listSecurityAssessments.output>['items'][number];

type Basis = { code: string; citation: string; contributors: readonly string[]; purposes: readonly string[] };
type Given = {
  own: readonly Assessment[];
  older: Assessment | undefined;
  bases: readonly Basis[];
  fault: Fault | undefined;
};

export const declaration = (view: View): string =>
  view.t(
    'Jeg bekræfter, at vilkårene ikke deles med henblik på efterforskning af straffesager (retsplejeloven § 115).',
    'I declare that the conditions are not shared with a view to the investigation of criminal cases (Administration of Justice Act s. 115).',
  );

/** The fields of a new assessment; those of an older one are filled in when it is renewed. */
export function securityFields(view: View, { own, older, bases, fault }: Given): Html {
  const usable = bases.filter(
    ({ contributors, purposes }) => contributors.includes('police') && purposes.includes('prevention'),
  );
  const open = own.filter(({ details: mine }) => mine?.endedAt === null);
  return html`${checkboxes(view, {
    name: 'conditions',
    legend: view.t(
      'Under hvilke vilkår kan samtale eller tilbud holdes sikkert?',
      'Under which conditions can a conversation or an offer be held safely?',
    ),
    options: securityConditions.map((code) => ({
      value: code,
      label: view.code('securityConditions', code),
    })),
    values: older?.conditions ?? [],
    fault,
  })}
  ${textArea(view, {
    name: 'text',
    label: view.t('Praktisk', 'Practical'),
    hint: view.t(
      'Modtagerne ser det. Skriv ikke grunden, kilden eller navne på andre.',
      'Recipients see it. Do not write the ground, the source or names of others.',
    ),
    value: older?.text ?? undefined,
    rows: 2,
    maxlength: 300,
    required: false,
    scan: true,
    fault,
  })}
  ${field(view, {
    name: 'contact',
    label: view.t('Hvem der ringes til', 'Whom to call'),
    hint: view.t(
      'F.eks. vagthavende og telefonnummer.',
      'Such as the officer on duty and a telephone number.',
    ),
    value: older?.contact,
    maxlength: 120,
    fault,
  })}
  ${field(view, {
    name: 'validUntil',
    label: view.t('Gælder til og med', 'In force until'),
    hint: view.t('Højst seks måneder frem.', 'At most six months ahead.'),
    type: 'date',
    min: view.today,
    width: 12,
    fault,
  })}
  ${select(view, {
    name: 'legalBasisCode',
    label: view.t('Hjemmel', 'Legal basis'),
    options: usable.map(({ code, citation }) => [code, citation] as const),
    empty: view.t('Vælg', 'Choose'),
    value: older?.details?.legalBasis.code,
    fault,
  })}
  ${textArea(view, {
    name: 'necessity',
    label: view.t('Hvorfor er det nødvendigt?', 'Why is it necessary?'),
    hint: view.t('Mindst 15 tegn. Kun politiet ser det.', 'At least 15 characters. Only the police see it.'),
    value: older?.details?.necessity,
    maxlength: 2000,
    scan: true,
    fault,
  })}
  ${checkboxes(view, {
    name: 'recipients',
    legend: view.t('Hvem skal handle efter vilkårene?', 'Who must act on the conditions?'),
    hint: view.t(
      'De får vilkårene, hvor længe de gælder, og hvem de skal ringe til. Intet andet.',
      'They are told the conditions, for how long, and whom to call. Nothing else.',
    ),
    options: view.agencies
      .filter(({ id }) => id !== view.person.agencyId)
      .map(({ id, name }) => ({ value: id, label: name })),
    values: older?.details?.recipients.map(({ agencyId }) => agencyId) ?? [],
    fault,
  })}
  ${checkbox(view, { name: 'declarationNotInvestigation', label: declaration(view), fault })}
  ${
    open.length === 0
      ? null
      : select(view, {
          name: 'replaces',
          label: view.t('Afløser den en tidligere vurdering?', 'Does it replace an earlier assessment?'),
          options: open.map((one) => [
            one.id,
            view.t(`Vurderet ${view.date(one.since)}`, `Assessed ${view.date(one.since)}`),
          ]),
          empty: view.t('Nej', 'No'),
          value: older?.id ?? (open.length === 1 ? open[0]?.id : undefined),
          required: false,
          fault,
        })
  }`;
}
