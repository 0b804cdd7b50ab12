import type { z } from 'zod';
import type { getReceipt, listReceipts, receiptEntry } from '#receipts/contract.ts';
import { html, type Html } from '../html.ts';
import { definitionList } from '../parts.ts';
import type { View } from '../view.ts';

export type Entry = z.output<typeof receiptEntry>;
export type Named = Pick<z.output<typeof listReceipts.output>, 'people' | 'reviews'>;
export type Receipt = z.output<typeof getReceipt.output>;

/** A basis as a receipt names it: `RSL11C, version 1`. */
export function basisText(view: View, legalBasis: string): string {
  const [code = '', version = ''] = legalBasis.split('/');
  return view.t(`${code}, version ${version}`, `${code}, version ${version}`);
}

export const reviewText = (view: View, id: string, { reviews }: Named): string =>
  reviews.find((one) => one.id === id)?.reference ?? view.t('Kendes ikke af dig', 'Not known to you');

export const personText = (view: View, id: string, { people }: Named): string =>
  people.find((one) => one.id === id)?.name ??
  view.t(`medarbejder ${id.slice(0, 8)}`, `person ${id.slice(0, 8)}`);

/** What is hashed and signed, and with which key: for whoever checks it by hand. */
export function proofOf(view: View, entry: Entry): Html {
  const code = (text: string) => html`<code class="checksum">${text}</code>`;
  return html`${definitionList(view, [
    [view.t('Hashværdi (SHA-256)', 'Hash (SHA-256)'), code(entry.hash)],
    [view.t('Forrige indførsels hashværdi', 'Hash of the entry before'), code(entry.previous)],
    [view.t('Underskrift (Ed25519)', 'Signature (Ed25519)'), code(entry.signature)],
    [view.t('Nøgle', 'Key'), code(entry.key)],
  ])}
    <p>${view.t('Det underskrevne, tegn for tegn:', 'What was signed, character by character:')}</p>
    <p><code class="checksum">${entry.canon}</code></p>`;
}
