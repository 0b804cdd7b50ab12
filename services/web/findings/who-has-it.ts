import { html, type Html } from '../html.ts';
import type { View } from '../view.ts';
import type { Finding } from './finding.ts';

type Disclosure = Finding['disclosures'][number];

/** To whom the agency's own finding was disclosed, when, and when it was first read; else that nobody else has it. */
export function whoHasIt(view: View, { disclosures, withdrawn }: Finding): Html {
  const heading = withdrawn
    ? view.t('Havde været videregivet til', 'Had been disclosed to')
    : view.t('Videregivet til', 'Disclosed to');
  if (disclosures.length === 0)
    return html`<p class="who-has-it">
      <strong>${view.t('Kun egen myndighed', 'Own agency only')}</strong>${view.t(
        ': oplysningen er ikke videregivet til nogen.',
        ': the finding has not been disclosed to anybody.',
      )}
    </p>`;
  return html`<div class="who-has-it">
    <p><strong>${heading}</strong></p>
    <ul>
      ${disclosures.map((one) => html`<li>${givenTo(view, one)}</li>`)}
    </ul>
  </div>`;
}

function givenTo(view: View, one: Disclosure): string {
  const [agency, day] = [view.agency(one.toAgencyId), view.shortDate(one.disclosedOn)];
  const sentences = [
    view.t(
      `${agency}: version ${one.version} den ${day}, ${one.legalBasis.citation}.`,
      `${agency}: version ${one.version} on ${day}, ${one.legalBasis.citation}.`,
    ),
    one.form === 'fact_only' ? `${view.code('disclosureForms', one.form)}.` : '',
    firstRead(view, one),
    one.revokedAt === null
      ? ''
      : view.t(`Kaldt tilbage ${view.instant(one.revokedAt)}.`, `Revoked ${view.instant(one.revokedAt)}.`),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** When the recipient first had it before it, or that it has not. */
export function firstRead(view: View, { firstReadAt }: Pick<Disclosure, 'firstReadAt'>): string {
  return firstReadAt === null
    ? view.t('Ikke læst.', 'Not read.')
    : view.t(`Først læst ${view.instant(firstReadAt)}.`, `First read ${view.instant(firstReadAt)}.`);
}
