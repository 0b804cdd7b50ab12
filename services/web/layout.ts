import { type FieldError, invalidInput } from '#platform/errors.ts';
import { assetAddress } from './assets.ts';
import { whyRefused } from './decisions/why.ts';
import { html, type Html, toText } from './html.ts';
import { navigation } from './navigation.ts';
import type { Fault, Script } from './page.ts';
import { button, hidden, icon, idOf } from './parts.ts';
import type { View, Wording } from './view.ts';

export type Frame = {
  title: string;
  main: Html;
  scripts?: readonly Script[];
  notice?: string | undefined;
  fault?: Fault | undefined;
  /** The answer to a form: its address leads elsewhere, so the language is not changed here. */
  posted?: boolean;
};

const serviceName = (words: Wording) =>
  words.t('Al Capone-enhedernes samarbejdstjeneste', 'Al Capone units: coordination service');

/** A whole page for somebody who is signed in. */
export function pageOf(view: View, frame: Frame): string {
  return documentOf(view, frame, {
    path: view.path,
    person: personBar(view),
    navigation: html`${navigationBar(view)}${seatBar(view)}`,
  });
}

/** A whole page for nobody in particular: signing in, having signed out, the accessibility statement. */
export function openPageOf(words: Wording, path: string, frame: Frame): string {
  return documentOf(words, frame, { path, person: null, navigation: null });
}

type Around = { path: string; person: Html; navigation: Html };

function documentOf(
  words: Wording,
  { title, main, scripts = [], notice, fault, posted }: Frame,
  around: Around,
): string {
  const heading = fault ? `${words.t('Fejl', 'Error')}: ${title}` : title;
  return `<!doctype html>${toText(
    html`<html lang=${words.lang} class="no-script">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${heading} – ${serviceName(words)}</title>
        <link rel="icon" href=${assetAddress('groups.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href=${assetAddress('dkfds.css')} />
        <link rel="stylesheet" href=${assetAddress('site.css')} />
        <script type="module" src=${assetAddress('page.js')}></script>
        ${scripts.map((name) => html`<script type="module" src=${assetAddress(`${name}.js`)}></script>`)}
      </head>
      <body>
        <a href="#main" class="skipnav">${words.t('Gå til indholdet', 'Skip to the content')}</a>
        <header class="header site-header">
          <div class="portal-info">
            <div class="container portal-info-inner">
              <a href="/" class="service-name">${serviceName(words)}</a>
              <div class="site-tools">${around.person}${posted ? null : languageSwitch(words, around.path)}</div>
            </div>
          </div>
          ${around.navigation}
        </header>
        <main id="main" class="container page-container" tabindex="-1">
          ${
            notice
              ? html`<div class="alert alert-success" role="status">
                  ${icon('success', 'alert-icon')}
                  <div class="alert-body"><p class="alert-heading">${notice}</p></div>
                </div>`
              : null
          }
          ${fault ? errorSummary(words, fault) : null}
          <h1>${title}</h1>
          ${main}
        </main>
        <footer class="site-footer d-print-none">
          <div class="container">
            <ul class="nobullet-list">
              <li>
                <a href="/accessibility">${words.t('Tilgængelighedserklæring', 'Accessibility statement')}</a>
              </li>
              <li><a href="/about">${words.t('Om tjenesten', 'About the service')}</a></li>
            </ul>
          </div>
        </footer>
      </body>
    </html>`,
  )}`;
}

/** Who is signed in, and the way out. */
function personBar(view: View): Html {
  return html`<p class="site-person-name">${icon('account')} <span>${view.person.name}</span></p>
    <form method="post" action="/sign-out" class="d-print-none">
      ${hidden(view)}${button(view.t('Log ud', 'Sign out'), { kind: 'tertiary' })}
    </form>`;
}

/** Where one acts and for what: it goes with everything that is looked up. */
function seatBar(view: View): Html {
  const { person } = view;
  const roles = person.roles.map((role) => view.code('roles', role)).join(', ');
  const seat = [`${roles}, ${view.agency(person.agencyId)}`, view.unitName].filter((part) => part !== '');
  const change = person.otherSeats
    ? view.t('Skift rolle eller formål', 'Change role or purpose')
    : view.t('Skift formål', 'Change purpose');
  return html`<div class="site-seat">
    <div class="container">
      <p>${seat.join(' · ')}</p>
      <p>${`${view.t('Formål', 'Purpose')}: ${view.code('purposes', view.purpose)}`}</p>
      <p class="d-print-none"><a href="/seat">${change}</a></p>
    </div>
  </div>`;
}

function navigationBar(view: View): Html {
  const links = navigation.filter(({ needs }) => needs === null || view.may(needs.permission));
  const here = view.path.split('?')[0] ?? '';
  const items = links.map(({ path, label }) => {
    const current = path === '/' ? here === '/' : here === path || here.startsWith(`${path}/`);
    return html`<li>
      <a class="nav-link" href=${path} aria-current=${current ? (here === path ? 'page' : 'true') : undefined}
        >${view.say(label)}</a
      >
    </li>`;
  });
  return html`<nav class="site-navigation d-print-none" aria-label=${view.t('Hovedmenu', 'Main menu')}>
    <div class="container">
      <details class="site-menu" open>
        <summary>${icon('menu')} ${view.t('Menu', 'Menu')}</summary>
        <ul class="no-max-width">
          ${items}
        </ul>
      </details>
    </div>
  </nav>`;
}

function languageSwitch(words: Wording, path: string): Html {
  const other = words.lang === 'da' ? 'en' : 'da';
  const name = other === 'en' ? 'English' : 'Dansk';
  return html`<form method="post" action="/language" class="language-switch d-print-none">
    <input type="hidden" name="back" value=${path} />
    <button type="submit" class="button button-tertiary" name="language" value=${other} lang=${other}>
      ${icon('language')} ${name}
    </button>
  </form>`;
}

/** What was refused, with links to the fields; a script moves the focus here. */
function errorSummary(words: Wording, { refusal, labels }: Fault): Html {
  const { rule, details } = refusal;
  const errors = details.errors ?? [];
  const provision = details.provision ?? rule.provision;
  return html`<div class="alert alert-error error-summary" role="alert" tabindex="-1" id="error-summary">
    ${icon('error', 'alert-icon')}
    <div class="alert-body">
      <p class="alert-heading">${words.say(rule.title)}</p>
      ${details.detail ? html`<p class="alert-text">${words.say(details.detail)}</p>` : null}
      ${
        errors.length === 0
          ? null
          : html`<ul class="alert-text">
              ${errors.map((error) => html`<li>${errorLink(words, error, labels)}</li>`)}
            </ul>`
      }
      ${provision ? html`<p class="alert-text">${words.t('Regel', 'Rule')}: ${provision}</p>` : null}
      ${whyRefused(words, refusal)}
      ${rule === invalidInput ? null : html`<p class="alert-text error-rule">${words.t('Regelnavn', 'Rule name')}: ${rule.id}</p>`}
    </div>
  </div>`;
}

function errorLink(words: Wording, error: FieldError, labels: ReadonlyMap<string, string>): Html {
  const [, part, ...path] = error.pointer.split('/');
  // A member of a list stands in the list's own field.
  const name = part === 'body' ? path.filter((step) => !/^\d+$/.test(step)).join('.') : '';
  const label = labels.get(name);
  if (label === undefined) return `${path.at(-1) ?? ''}: ${error[words.lang]}`;
  return html`<a href=${`#${idOf(name)}`}>${`${label.replace(/[?:.]$/, '')}: ${error[words.lang]}`}</a>`;
}
