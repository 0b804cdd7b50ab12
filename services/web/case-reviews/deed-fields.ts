import { reviewOutcomes } from '#platform/codes.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { alertBox, button, checkboxes, field, radios, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import type { Dossier } from './words.ts';

/** The agencies of the unit that can be asked still, and by when they are to answer. */
function asking(view: View, { asked }: Dossier, fault: Fault | undefined): Html {
  const before = new Set(asked.map(({ agencyId }) => agencyId));
  const options = view.agencies
    .filter(({ id, kind }) => kind !== 'national' && !before.has(id))
    .map(({ id, name }) => ({ value: id, label: name }));
  return html`${checkboxes(view, {
    name: 'agencyIds',
    legend: view.t('Myndigheder, der skal spørges', 'Agencies to ask'),
    hint: view.t(
      'At blive spurgt er at få at vide, at borgeren er under gennemgang. Spørg kun dem, som det er nødvendigt at spørge.',
      'To be asked is to be told that the citizen is under review. Ask only those whom it is necessary to ask.',
    ),
    options,
    fault,
  })}
  ${field(view, {
    name: 'dueOn',
    label: view.t('Svar senest', 'Answer by'),
    hint: view.t('Uden dato er fristen 14 dage.', 'Without a day it is 14 days.'),
    type: 'date',
    min: view.today,
    required: false,
    fault,
  })}`;
}

export function admitFields(view: View, review: Dossier, fault: Fault | undefined): Html {
  return html`<p>
      ${view.t(
        'Gennemgangen får et sagsnummer og kan komme på dagsordenen.',
        'The case review gets a reference and can come on the agenda.',
      )}
    </p>
    ${asking(view, review, fault)} ${button(view.t('Optag', 'Admit'))}`;
}

export function askFields(view: View, review: Dossier, fault: Fault | undefined): Html {
  return html`${asking(view, review, fault)} ${button(view.t('Spørg', 'Ask'))}`;
}

export function declineFields(view: View, _review: Dossier, fault: Fault | undefined): Html {
  return html`${textArea(view, {
    name: 'declineReason',
    label: view.t('Begrundelse', 'Reason'),
    hint: view.t(
      'Mindst 10 tegn. Kun mødelederen og den myndighed, der indstillede, ser den.',
      'At least 10 characters. Only the chair and the agency that nominated see it.',
    ),
    maxlength: 1000,
    scan: true,
    fault,
  })}
  ${button(view.t('Afvis', 'Decline'), { kind: 'warning' })}`;
}

export function withdrawFields(view: View, _review: Dossier, fault: Fault | undefined): Html {
  return html`<p>
      ${view.t(
        'Gennemgangen slutter uden udfald. Det kan ikke gøres om.',
        'The case review ends without an outcome. It cannot be undone.',
      )}
    </p>
    ${textArea(view, {
      name: 'withdrawReason',
      label: view.t('Begrundelse', 'Reason'),
      hint: view.t(
        'Kun mødelederen og den myndighed, der indstillede, ser den.',
        'Only the chair and the agency that nominated see it.',
      ),
      maxlength: 1000,
      required: false,
      scan: true,
      fault,
    })}
    ${button(view.t('Træk tilbage', 'Withdraw'), { kind: 'warning' })}`;
}

export function concludeFields(view: View, { nominatedOn }: Dossier, fault: Fault | undefined): Html {
  return html`${alertBox(
    view,
    'warning',
    view.t('Her afgøres intet om borgeren', 'Nothing is decided about the citizen here'),
    html`<p>
      ${view.t(
        'Hverken mødet eller denne afslutning er en afgørelse. Hver myndighed beslutter og følger op for sig selv, efter sine egne regler, og hører borgeren, hvor loven kræver det. Brug kun dette, når gennemgangen er sket uden for et møde.',
        'Neither the meeting nor this conclusion is a decision. Each agency decides and follows up by itself, under its own rules, and hears the citizen where the law demands it. Use this only when the review has taken place outside a meeting.',
      )}
    </p>`,
  )}
  ${radios(view, {
    name: 'outcome',
    legend: view.t('Udfald', 'Outcome'),
    options: reviewOutcomes.map((code) => ({ value: code, label: view.code('reviewOutcomes', code) })),
    fault,
  })}
  ${field(view, {
    name: 'reviewedOn',
    label: view.t('Gennemgået den', 'Reviewed on'),
    type: 'date',
    value: view.today,
    min: nominatedOn,
    max: view.today,
    fault,
  })}
  ${button(view.t('Afslut gennemgangen', 'Conclude the case review'))}`;
}
