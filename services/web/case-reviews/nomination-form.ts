import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { button, field, link, select, textArea } from '../parts.ts';
import type { View } from '../view.ts';
import { chooseBasis, type OfferedBases } from './bases.ts';
import { hiddenOf } from './form-of-many.ts';
import { cprField } from './look-up-parts.ts';

export const nominationForm = 'nominate';

/** The second step: who, why and under which basis. The number comes with the form's own answer and nowhere else. */
export function nominationFields(
  view: View,
  bases: OfferedBases,
  { cpr, fault }: { cpr?: string; fault?: Fault | undefined },
): Html {
  return html`<form method="post" action="/case-reviews">
    ${hiddenOf(view, nominationForm)} ${openAlready(view, fault)} ${cprField(view, fault, cpr)}
    ${field(view, { name: 'name', label: view.t('Borgerens navn', 'The citizen’s name'), maxlength: 200, fault })}
    ${select(view, {
      name: 'municipalityCode',
      label: view.t('Kommune', 'Municipality'),
      options: view.municipalities.map(({ code, name }) => [code, name] as const),
      ...(view.municipalities.length === 1
        ? { value: view.municipalities[0]?.code }
        : { empty: view.t('Vælg', 'Choose') }),
      fault,
    })}
    ${textArea(view, {
      name: 'ground',
      label: view.t('Begrundelse', 'Ground'),
      hint: view.t(
        'Hvorfor er en fælles gennemgang nødvendig? Mindst 15 tegn. Skriv ikke CPR-numre. Kun jeres egen kontaktperson og mødelederen ser den.',
        'Why is a joint review necessary? At least 15 characters. Write no CPR numbers. Only your own liaison and the chair see it.',
      ),
      rows: 6,
      maxlength: 2000,
      scan: true,
      fault,
    })}
    ${chooseBasis(view, bases, fault)} ${button(view.t('Indstil til gennemgang', 'Nominate for review'))}
  </form>`;
}

/** The own agency reviews the citizen already: there it goes on. */
function openAlready(view: View, fault: Fault | undefined): Html {
  const id = fault?.refusal.details.members?.['reviewId'];
  if (typeof id !== 'string') return null;
  return html`<p>
    ${link(`/case-reviews/${id}`, view.t('Gå til den gennemgang, I har i forvejen', 'Go to the review that you have already'))}
  </p>`;
}
