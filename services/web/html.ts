import { type ComponentChildren, Fragment, h } from 'preact';
import { render } from 'preact-render-to-string';

/** A piece of a page. Whatever is put into a template is escaped. */
export type Html = ComponentChildren;

/** The template language of the pages: `html\`<p class="x">${text}</p>\``. Components are plain functions that return Html. */
export { html } from 'htm/preact';

export function toText(piece: Html): string {
  return render(h(Fragment, null, piece));
}
