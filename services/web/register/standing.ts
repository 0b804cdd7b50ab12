import type { ImportState } from '#register/contract.ts';
import { html, type Html } from '../html.ts';
import { alertBox } from '../parts.ts';
import type { View } from '../view.ts';
import { addressOf, type RegisterImport, rows, total } from './words.ts';

export function titleOf(view: View, { state }: RegisterImport): string {
  const titles = {
    preview: view.t('Gennemsyn af register', 'Register looked through'),
    running: view.t('Registeret læses ind', 'The register is being read in'),
    done: view.t('Registeret er læst ind', 'The register has been read in'),
    failed: view.t('Indlæsningen blev afbrudt', 'Reading in was broken off'),
    discarded: view.t('Registeret er kasseret', 'The register was discarded'),
  };
  return titles[state];
}

/** The most important thing first. */
export function standing(view: View, found: RegisterImport): Html {
  const says: Record<ImportState, (view: View, found: RegisterImport) => Html> = {
    preview: ready,
    running,
    done: readIn,
    failed,
    discarded,
  };
  return says[found.state](view, found);
}

function ready(view: View, { sheets }: RegisterImport): Html {
  const [fresh, refused] = [total(sheets, 'new'), total(sheets, 'refused')];
  const left =
    refused === 0
      ? null
      : view.t(
          `${rows(view, refused)} kan ikke læses ind; se hvorfor nedenfor.`,
          `${rows(view, refused)} cannot be read in; see why below.`,
        );
  if (fresh === 0)
    return alertBox(view, 'info', view.t('Intet nyt at læse ind.', 'Nothing new to read in.'), left);
  const heading = view.t(
    `${rows(view, fresh)} er klar. Intet er læst ind endnu.`,
    `${rows(view, fresh)} ready. Nothing has been read in yet.`,
  );
  return alertBox(view, refused === 0 ? 'info' : 'warning', heading, left);
}

function running(view: View, found: RegisterImport): Html {
  return html`<div id="progress">${progress(view, found)}</div>
    <p>
      <a href=${addressOf(found.id)}>${view.t('Se, hvor langt det er nu', 'See how far it has come now')}</a>
    </p>`;
}

function readIn(view: View, { sheets }: RegisterImport): Html {
  const [fresh, refused] = [total(sheets, 'new'), total(sheets, 'refused')];
  const left =
    refused === 0 ? '' : view.t(` ${rows(view, refused)} blev afvist.`, ` ${rows(view, refused)} refused.`);
  return alertBox(
    view,
    'success',
    view.t(`${rows(view, fresh)} er læst ind.${left}`, `${rows(view, fresh)} read in.${left}`),
    html`<a href="/figures">${view.t('Se nøgletallene', 'See the figures')}</a>`,
  );
}

function failed(view: View, { failure }: RegisterImport): Html {
  const heading = view.t('Ikke alt er læst ind', 'Not everything has been read in');
  return alertBox(view, 'error', heading, failure ? view.say(failure) : null);
}

function discarded(view: View): Html {
  return alertBox(
    view,
    'info',
    view.t('Det sendte er slettet', 'What was sent has been deleted'),
    view.t(
      'Det blev ikke læst ind herfra. Send registeret igen, hvis det skal læses ind.',
      'It was not read in from here. Send the register again if it is to be read in.',
    ),
  );
}

export function progress(view: View, { progress: { done, total: all }, state }: RegisterImport): Html {
  const text = view.t(
    `${view.number(done)} af ${view.number(all)} rækker`,
    `${view.number(done)} of ${view.number(all)} rows`,
  );
  return html`<p data-now=${state}>
    <progress max=${Math.max(all, 1)} value=${done} aria-label=${view.t('Indlæst', 'Read in')}>${text}</progress>
    <span class="progress-text">${text}</span>
  </p>`;
}

export function warnings(view: View, found: RegisterImport): Html {
  if (found.warnings.length === 0) return null;
  return alertBox(
    view,
    'warning',
    view.t('Bemærk', 'Note'),
    html`<ul>
      ${found.warnings.map((warning) => html`<li>${view.say(warning)}</li>`)}
    </ul>`,
  );
}
