import { html } from '../html.ts';
import type { Frame } from '../layout.ts';
import type { Wording } from '../view.ts';

/** The statement that the law on accessible websites asks for (lov nr. 692 af 8. juni 2018, § 4). */
export function accessibilityStatement(words: Wording): Frame {
  const { t } = words;
  return {
    title: t('Tilgængelighedserklæring', 'Accessibility statement'),
    main: html`<p>
        ${t(
          'Tjenesten skal kunne bruges af alle medarbejdere. Siderne er bygget efter WCAG 2.1, niveau A og AA, som webtilgængelighedsloven (lov nr. 692 af 8. juni 2018) kræver.',
          'The service must be usable by all staff. The pages are built to WCAG 2.1, levels A and AA, as the Danish Web Accessibility Act (no. 692 of 8 June 2018) requires.',
        )}
      </p>
      <h2>${t('Sådan er det prøvet', 'How it is tested')}</h2>
      <ul>
        <li>
          ${t('Hver side prøves automatisk med axe i en rigtig browser, på dansk og engelsk, i 320 og 1280 pixels bredde.', 'Every page is tested automatically with axe in a real browser, in Danish and English, at widths of 320 and 1280 pixels.')}
        </li>
        <li>
          ${t('Alt kan gøres med tastaturet alene og uden JavaScript; kun de løbende opdateringer under et møde kræver JavaScript.', 'Everything can be done with the keyboard alone and without JavaScript; only the live updates of a meeting need JavaScript.')}
        </li>
        <li>
          ${t('Genvejstaster under et møde kan slås fra.', 'Shortcut keys during a meeting can be switched off.')}
        </li>
      </ul>
      <h2>${t('Kendte mangler', 'Known gaps')}</h2>
      <p>
        ${t(
          'Siderne er endnu ikke prøvet med brugere af skærmlæsere eller af en uafhængig revisor.',
          'The pages have not yet been tested with users of screen readers or by an independent auditor.',
        )}
      </p>
      <h2>${t('Sig til', 'Tell us')}</h2>
      <p>
        ${t(
          'Skriv til din egen myndigheds administrator, hvis noget ikke kan bruges. Digitaliseringsstyrelsen fører tilsyn med loven.',
          'Write to your own authority’s administrator if something cannot be used. The Agency for Digital Government supervises the act.',
        )}
      </p>`,
  };
}
