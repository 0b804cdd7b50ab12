import type { Finding } from '../findings/finding.ts';
import { html, type Html } from '../html.ts';
import { link } from '../parts.ts';
import type { View } from '../view.ts';

export type File = Finding['attachments'][number];

const kinds: Readonly<Record<string, readonly [da: string, en: string]>> = {
  'application/pdf': ['PDF', 'PDF'],
  'image/png': ['billede', 'picture'],
  'image/jpeg': ['billede', 'picture'],
  'text/plain': ['tekst', 'text'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['Word', 'Word'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['Excel', 'Excel'],
};

/** `PDF, 1,2 MB` */
export function kindAndSize(view: View, { mediaType, bytes }: File): string {
  const [da, en] = kinds[mediaType] ?? ['fil', 'file'];
  const size =
    bytes < 100_000
      ? `${view.number(Math.ceil(bytes / 1_000))} kB`
      : `${view.number(Math.round(bytes / 100_000) / 10)} MB`;
  return `${view.t(da, en)}, ${size}`;
}

export const fileAddress = (findingId: string, { id }: File) => `/findings/${findingId}/attachments/${id}`;

/** The files that go with a finding, each to be fetched; nothing where there are none. */
export function fileList(view: View, { id, attachments }: Pick<Finding, 'id' | 'attachments'>): Html {
  if (attachments.length === 0) return null;
  return html`<div class="attachments">
    <p><strong>${view.t('Bilag', 'Attachments')}</strong></p>
    <ul>
      ${attachments.map((file) => html`<li>${link(fileAddress(id, file), file.name)}${` (${kindAndSize(view, file)})`}</li>`)}
    </ul>
  </div>`;
}
