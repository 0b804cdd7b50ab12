import { type Text, publishedRules } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import type { Fault } from '../page.ts';
import { alertBox, details } from '../parts.ts';
import type { View } from '../view.ts';
import { admitFields, askFields, concludeFields, declineFields, withdrawFields } from './deed-fields.ts';
import { faultOf, hiddenOf, refusedForm } from './form-of-many.ts';
import type { Dossier } from './words.ts';

type Shown = {
  /** The last part of the form's address. */
  path: string;
  name: Text;
  fields: (view: View, review: Dossier, fault: Fault | undefined) => Html;
};

/** The deeds that have a form under "what can be done"; the own answer has its own place on the page. */
const shownDeeds = new Map<string, Shown>([
  [
    'admit',
    {
      path: 'admission',
      name: { da: 'Optag gennemgangen', en: 'Admit the case review' },
      fields: admitFields,
    },
  ],
  [
    'ask',
    {
      path: 'questions',
      name: { da: 'Spørg myndigheder', en: 'Ask agencies' },
      fields: askFields,
    },
  ],
  [
    'decline',
    {
      path: 'decline',
      name: { da: 'Afvis indstillingen', en: 'Decline the nomination' },
      fields: declineFields,
    },
  ],
  [
    'conclude',
    {
      path: 'conclusion',
      name: { da: 'Afslut uden for et møde', en: 'Conclude outside a meeting' },
      fields: concludeFields,
    },
  ],
  ['withdraw', { path: 'withdrawal', name: { da: 'Træk tilbage', en: 'Withdraw' }, fields: withdrawFields }],
]);
const replyName: Text = { da: 'Svar for egen myndighed', en: 'Answer for the own agency' };

/** What the reader can do with the review now, each deed with its form, and what not, each with the rule that says so. */
export function deedsOf(view: View, review: Dossier, fault: Fault | undefined): Html {
  const allowed = new Set<string>(review.actions.flatMap((one) => (one.allowed ? [one.deed] : [])));
  const forms = [...shownDeeds].filter(([deed]) => allowed.has(deed));
  const refused = review.actions.filter((one) => !one.allowed);
  if (forms.length === 0 && refused.length === 0) return null;
  return html`<section aria-labelledby="deeds">
    <h2 id="deeds">${view.t('Hvad du kan gøre', 'What you can do')}</h2>
    ${forms.length === 0 ? html`<p>${nothingElse(view, allowed.has('reply'), review.ownReply !== null)}</p>` : null}
    ${lostText(view, review, fault)}
    ${forms.map(([deed, shown]) => {
      const own = faultOf(fault, deed);
      return details(
        view.say(shown.name),
        html`<form method="post" action=${`/case-reviews/${review.id}/${shown.path}`}>
          ${hiddenOf(view, deed, review.version)} ${shown.fields(view, review, own)}
        </form>`,
        own !== undefined,
      );
    })}
    ${refused.length === 0 ? null : impossible(view, refused)}
  </section>`;
}

const nothingElse = (view: View, mayReply: boolean, answered: boolean): string =>
  mayReply && !answered
    ? view.t(
        'Du kan svare for din myndighed under »Jeres eget svar«.',
        'You can answer for your agency under “Your own answer”.',
      )
    : view.t('Lige nu er der intet, du skal gøre her.', 'There is nothing for you to do here now.');

function impossible(view: View, refused: Dossier['actions']): Html {
  return details(
    view.t('Det kan du ikke gøre lige nu', 'What you cannot do now'),
    html`<ul>
      ${refused.map(({ deed, why }) => {
        const name = shownDeeds.get(deed)?.name ?? replyName;
        return html`<li>${view.say(name)}: <span class="quiet">${sentenceOf(view, why)}</span></li>`;
      })}
    </ul>`,
  );
}

let titles: Map<string, Text> | undefined;
/** What a rule says, by its published id. */
function sentenceOf(view: View, ruleId: string | undefined): string {
  titles ??= new Map(publishedRules().map(({ id, title }) => [id, title]));
  const title = titles.get(ruleId ?? '');
  return title ? view.say(title) : '';
}

/** Somebody else's deed has taken away the form that was being written: what was written is shown all the same. */
function lostText(view: View, { actions }: Dossier, fault: Fault | undefined): Html {
  const name = refusedForm(fault);
  const text = fault?.form.text(`${name}Reason`) ?? '';
  if (text === '' || !shownDeeds.has(name) || actions.some(({ deed, allowed }) => deed === name && allowed))
    return null;
  return alertBox(
    view,
    'warning',
    view.t('Du havde skrevet', 'You had written'),
    html`<p class="prose">${text}</p>`,
  );
}
