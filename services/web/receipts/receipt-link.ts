import { getReceipt } from '#receipts/contract.ts';
import { html, type Html } from '../html.ts';
import { link } from '../parts.ts';
import type { View } from '../view.ts';

/** The way to the receipt of a disclosure; what an imported register tells was given without one. */
export function receiptLink(
  view: View,
  one: { id: string | null; decisionId: string | null; of: string },
): Html {
  if (one.id === null || one.decisionId === null || !view.may(getReceipt.permission)) return null;
  return link(
    `/disclosures/${one.id}/receipt`,
    html`${view.t('Kvittering', 'Receipt')}<span class="sr-only">${view.t(` for ${one.of}`, ` for ${one.of}`)}</span>`,
  );
}
