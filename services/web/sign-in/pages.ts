import type { Refusal } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import { openPageOf } from '../layout.ts';
import { refusalFacts } from '../parts.ts';
import type { Wording } from '../view.ts';
import type { WebIssuer } from './issuers.ts';

/** The address where a sign-in at one authority begins. */
export function beginAddress(authorityId: string, back: string): string {
  const query = back === '/' ? '' : `?${new URLSearchParams({ back }).toString()}`;
  return `/sign-in/${encodeURIComponent(authorityId)}${query}`;
}

/** Which authority's sign-in to use; without any, whom to ask. */
export function choosePage(words: Wording, issuers: readonly WebIssuer[], back: string): string {
  const main =
    issuers.length === 0
      ? html`<p>
          ${words.t(
            'Ingen myndighed er sat op til login endnu. Spørg den, der driver tjenesten.',
            'No authority is set up for signing in yet. Ask whoever runs the service.',
          )}
        </p>`
      : html`<p>${words.t('Vælg den myndighed, du er ansat i.', 'Choose the authority that employs you.')}</p>
          <ul class="nobullet-list">
            ${issuers.map(({ authorityId, authorityName }) => html`<li><a class="button button-secondary" href=${beginAddress(authorityId, back)}>${authorityName}</a></li>`)}
          </ul>`;
  return openPageOf(words, '/sign-in', { title: words.t('Log ind', 'Sign in'), main });
}

export function signedOutPage(words: Wording): string {
  const main = html`<p>${words.t('Du er logget ud af tjenesten.', 'You are signed out of the service.')}</p>
    ${again(words.t('Log ind igen', 'Sign in again'))}`;
  return openPageOf(words, '/signed-out', { title: words.t('Du er logget ud', 'You are signed out'), main });
}

/** What went wrong, whom to ask and how to begin again; nothing of what was sent is repeated. */
export function refusedPage(words: Wording, refusal: Refusal, trace: string): string {
  const ask = words.t(
    'Din egen myndigheds administrator, som opretter brugere og giver roller.',
    'Your own authority’s administrator, who registers people and gives roles.',
  );
  const main = html`${refusalFacts(words, refusal, trace, ask)} ${again(words.t('Prøv igen', 'Try again'))}`;
  return openPageOf(words, '/sign-in', { title: words.say(refusal.rule.title), main });
}

const again = (text: string): Html =>
  html`<p><a class="button button-primary" href="/sign-in">${text}</a></p>`;
