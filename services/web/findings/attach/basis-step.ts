import { cprNumbersIn, hintsIn, hintTexts } from '#citizens/contract.ts';
import type { Sheet } from '../../forms.ts';
import { html, type Html } from '../../html.ts';
import type { Fault } from '../../page.ts';
import { alertBox, checkbox, checkboxes, radios, textArea } from '../../parts.ts';
import type { View } from '../../view.ts';
import {
  type Basis,
  basesIn,
  basisHint,
  type Decision,
  impossibleBases,
  tryRules,
  whyNot,
} from '../bases.ts';
import { mustBeFilledIn } from '../filled-in.ts';
import { formChoice } from '../form-choice.ts';
import { declarationField, initiativeField } from '../giving-fields.ts';
import { askedOf, mustStandNothing } from './draft.ts';
import { stepPage } from './step-page.ts';

/**
 * Step 2: under which legal basis and why, that it stems from no money-laundering report, and who is to be given it. Sending it
 * attaches it for the own agency.
 */
export async function basisStep(view: View, reviewId: string, sheet: Sheet, fault?: Fault) {
  const decisions = await tryRules(view, askedOf(view, reviewId, sheet));
  if (fault === undefined) mustBeMendedOnStepOne(decisions);
  const bases = basesIn(decisions);
  const possible = bases.filter(({ reasons }) => reasons.length === 0);
  const ordered = possible.toSorted((a, b) => b.reach.length - a.reach.length);
  const [only, another] = ordered;
  return stepPage(view, reviewId, sheet, {
    step: 'basis',
    before: cprNotice(view, sheet),
    fields: html`${offered(view, ordered, sheet.text('legalBasisCode') || (another ? '' : (only?.code ?? '')), fault)}
      ${impossibleBases(
        view,
        bases.filter(({ reasons }) => reasons.length > 0),
      )}
      ${textArea(view, {
        name: 'necessity',
        label: view.t(
          'Hvorfor er det nødvendigt at dele oplysningen?',
          'Why is it necessary to share the finding?',
        ),
        hint: view.t(
          'Mindst 15 tegn. Begrundelsen gemmes både med oplysningen og med videregivelsen; kun din egen myndighed ser den.',
          'At least 15 characters. It is kept with the finding and with the disclosure; only your own agency sees it.',
        ),
        value: sheet.text('necessity'),
        maxlength: 2000,
        scan: true,
        fault,
      })}
      ${checkbox(view, {
        name: 'declarations.noMoneyLaunderingSource',
        label: view.t(
          'Jeg bekræfter, at oplysningen ikke stammer fra en underretning om hvidvask (hvidvaskloven § 38 a).',
          'I declare that the finding does not stem from a money-laundering report (Money Laundering Act s. 38 a).',
        ),
        checked: sheet.checked('declarations.noMoneyLaunderingSource'),
        fault,
      })}
      ${recipientFields(view, possible, sheet, fault)}`,
    next: view.t('Tilføj, og se, hvad hver modtager får', 'Attach, and see what each recipient gets'),
  });
}

function recipientFields(
  view: View,
  possible: readonly Basis[],
  sheet: Sheet,
  fault: Fault | undefined,
): Html {
  const others = view.agencies.filter(({ id }) => id !== view.person.agencyId);
  return html`${checkboxes(view, {
    name: 'recipients',
    legend: view.t('Hvem skal have oplysningen?', 'Who is to be given the finding?'),
    hint: view.t(
      'Vælg ingen, hvis den foreløbig kun er til egen myndighed. Intet videregives, før du har set, hvad hver modtager får.',
      'Choose none if it is for your own agency only for now. Nothing is disclosed before you have seen what each recipient gets.',
    ),
    options: others.map(({ id, name }) => {
      const by = possible.filter(({ reach }) => reach.includes(id)).map(({ citation }) => citation);
      return {
        value: id,
        label: name,
        hint:
          by.length > 0
            ? view.t(`Kan få den efter ${by.join('; ')}.`, `Can be given it under ${by.join('; ')}.`)
            : whyNot(view, possible, id),
        disabled: by.length === 0,
      };
    }),
    values: sheet.all('recipients'),
    fault,
  })}
  ${formChoice(view, sheet, fault)}
  ${possible.some(({ useRestriction }) => useRestriction !== null) ? declarationField(view, sheet, fault) : null}
  ${initiativeField(view, sheet, fault)}`;
}

function offered(view: View, possible: readonly Basis[], value: string, fault: Fault | undefined): Html {
  if (possible.length === 0) {
    const text = view.t(
      'Ingen hjemmel i kataloget kan bære oplysningen, som den er skrevet. Gå tilbage og ret type, formål eller hvem den handler om, eller spørg jeres jurist.',
      'No basis of the catalogue can carry the finding as it is written. Go back and change class, purpose or whom it is about, or ask your legal officer.',
    );
    return alertBox(
      view,
      'warning',
      view.t('Ingen mulig hjemmel', 'No possible basis'),
      html`<p>${text}</p>`,
    );
  }
  return radios(view, {
    name: 'legalBasisCode',
    legend: view.t('Efter hvilken hjemmel?', 'Under which legal basis?'),
    options: possible.map((basis) => ({
      value: basis.code,
      label: basis.citation,
      hint: basisHint(view, basis),
    })),
    ...(fault ? {} : { value }),
    fault,
  });
}

/** What no choice of basis can mend is said where it was written: the source, and the fields of the police. */
function mustBeMendedOnStepOne(decisions: readonly Decision[]): void {
  const [first] = decisions;
  mustStandNothing((first?.refusals ?? []).filter(({ rule }) => rule === 'D6' || rule === 'D8'));
}

/** Refuses what is missing on step 2. */
export const mustSayBasis = (sheet: Sheet): void =>
  mustBeFilledIn(sheet, ['legalBasisCode', 'necessity', 'declarations.noMoneyLaunderingSource']);

/** Said again before anything leaves the agency, also to browsers without scripts. The number is not repeated. */
function cprNotice(view: View, sheet: Sheet): Html {
  const texts = ['text', 'necessity', 'police.sourceReliability'].map((name) => sheet.text(name));
  if (!texts.some((text) => cprNumbersIn(text).length > 0)) return otherHints(view, texts);
  const text = view.t(
    'Gå tilbage og slet det, hvis det ikke er nødvendigt: modtagerne kan se det, og gennemgangen siger allerede, hvem det er.',
    'Go back and delete it unless it is needed: recipients can see it, and the review already says who it is.',
  );
  const heading = view.t(
    'Teksten ser ud til at indeholde et CPR-nummer',
    'The text seems to hold a civil registration number',
  );
  return html`${alertBox(view, 'warning', heading, html`<p>${text}</p>`)}${otherHints(view, texts)}`;
}

/** Names of others, special categories and children, said once each. */
function otherHints(view: View, texts: readonly string[]): Html {
  const found = [...new Set(texts.flatMap(hintsIn))].filter((hint) => hint !== 'cpr_number');
  if (found.length === 0) return null;
  const lines = found.map((hint) => html`<p>${view.say(hintTexts[hint])}</p>`);
  return alertBox(view, 'warning', view.t('Se teksten efter', 'Look the text over'), html`${lines}`);
}
