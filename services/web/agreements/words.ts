import type { z } from 'zod';
import type { listAgreements, readSharing } from '#agreements/contract.ts';
import type { Html } from '../html.ts';
import { tag } from '../parts.ts';
import { deadline } from '../start/words.ts';
import type { View } from '../view.ts';

export type Agreement = z.output<typeof listAgreements.output>['items'][number];
export type SharingNow = z.output<typeof readSharing.output>;
export type Standing = SharingNow['items'][number];

export const period = (view: View, { validFrom, validTo }: Agreement): string =>
  view.t(
    `${view.shortDate(validFrom)} til ${view.shortDate(validTo)}`,
    `${view.shortDate(validFrom)} to ${view.shortDate(validTo)}`,
  );

/** Whether a version is a draft, decides today, or when it does. */
export function stateTag(view: View, agreement: Agreement): Html {
  const { state, validFrom, validTo } = agreement;
  if (state === 'draft') return tag(view.t('Udkast', 'Draft'), 'info');
  if (state === 'discarded') return tag(view.code('agreementStates', state));
  if (validFrom > view.today)
    return tag(view.t('Underskrevet, begynder senere', 'Signed, begins later'), 'info');
  if (validTo < view.today) return tag(view.t('Udløbet', 'Has ended'));
  return tag(view.code('agreementStates', state), 'success');
}

/** `Aftalen udløber om 12 dage (4.12.2026).` and what to do; null while there is nothing to say. */
export function warningOf(view: View, { sharing, sharesUntil, endsSoon, agencyId }: Standing): string | null {
  const who = view.agency(agencyId);
  if (sharing === 'missing')
    return view.t(
      `${who} har ingen deltagelsesaftale. Myndigheden kan hverken give eller få oplysninger.`,
      `${who} has no participation agreement. The agency can neither give nor be given findings.`,
    );
  if (sharesUntil === null) return null;
  const day = view.shortDate(sharesUntil);
  if (sharing === 'lapsed')
    return view.t(
      `Aftalen for ${who} udløb ${day}. Deling er suspenderet, og det, myndigheden har fået, er lukket for den.`,
      `The agreement of ${who} ended on ${day}. Sharing is suspended, and what the agency was given is closed to it.`,
    );
  return endsSoon
    ? view.t(
        `Aftalen for ${who} udløber ${deadline(view, sharesUntil)} (${day}). Derefter er deling suspenderet.`,
        `The agreement of ${who} ends ${deadline(view, sharesUntil)} (${day}). After that sharing is suspended.`,
      )
    : null;
}
