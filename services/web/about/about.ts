import { html } from '../html.ts';
import type { Frame } from '../layout.ts';
import type { Wording } from '../view.ts';

/** What the service is, and what it never is. */
export function aboutService(words: Wording): Frame {
  const { t } = words;
  return {
    title: t('Om tjenesten', 'About the service'),
    main: html`<p>
        ${t(
          'I de 12 politikredse samarbejder politiet, SKAT og kommunale forvaltninger i Al Capone-enheder om, at offentlige ydelser ikke udbetales uberettiget. Hver myndighed gennemgår borgerens forhold efter sin egen hjemmel, deler det, den må, og følger selv op.',
          'In the 12 police districts the police, the tax authority and municipal administrations co-operate in Al Capone units so that public benefits are not paid unjustly. Each agency reviews the citizen’s circumstances under its own legal basis, shares what it may, and follows up by itself.',
        )}
      </p>
      <h2>${t('Det er tjenesten ikke', 'What the service is not')}</h2>
      <ul>
        <li>
          ${t('Ikke et register over mistanke, og ingen profil, rangorden eller pointtal.', 'Not a register of suspicion, and no profile, ranking or score.')}
        </li>
        <li>
          ${t('Ingen automatiske afgørelser og ingen kunstig intelligens.', 'No automatic decisions and no artificial intelligence.')}
        </li>
        <li>
          ${t('Mødet afgør intet om en borger. Kun den enkelte myndighed træffer afgørelser, efter sine egne regler.', 'The meeting decides nothing about a citizen. Only the single agency makes decisions, under its own rules.')}
        </li>
      </ul>
      <h2>${t('Borgerens rettigheder', 'The citizen’s rights')}</h2>
      <p>
        ${t(
          'Den myndighed, en oplysning kommer fra, er dataansvarlig for den. Henvendelser om indsigt, rettelse eller indsigelse rettes til den myndighed. Alt, hvad nogen ser eller gør, står i logbogen.',
          'The agency that a finding comes from is the controller for it. Requests for access, rectification or objection go to that agency. Everything that anybody sees or does is kept in the trail.',
        )}
      </p>`,
  };
}
