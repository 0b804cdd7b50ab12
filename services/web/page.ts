import type { Download, Endpoint } from '#platform/contract.ts';
import type { Refusal } from '#platform/errors.ts';
import type { Sheet } from './forms.ts';
import type { Html } from './html.ts';
import type { View } from './view.ts';

/** What a page was asked with: the parts of its address. Empty query values count as absent. */
export type Shown = {
  params: Record<string, string>;
  query: Record<string, string>;
  /** Set when a form was refused and its page is shown again with what was written. */
  fault?: Fault | undefined;
};
export type Fault = {
  refusal: Refusal;
  form: Sheet;
  /** The labels of the fields that the page showed, by name, for the summary of errors. */
  labels: Map<string, string>;
};

/**
 * What comes of it: a page, a piece of one for a script that asked for it, a file, or another address. A page with a `fault`
 * says on top what was wrong with what was asked for, and is answered with the refusal's status.
 */
export type Result =
  | { title: string; main: Html; scripts?: readonly Script[]; fault?: Fault | undefined }
  | { fragment: Html }
  | { file: Download }
  | { to: string; notice?: string };

/** The scripts in `browser/` that a page may ask for, besides those of every page. */
export type Script = 'meeting' | 'progress';

export type Page = {
  readonly kind: 'page';
  /** Fastify form. Never holds anything personal. */
  readonly path: string;
  /** The endpoint whose permission opens the page: somebody without it is refused before any work. */
  readonly needs: Endpoint;
  readonly show: (view: View, shown: Shown) => Promise<Result>;
};

export type Form = {
  readonly kind: 'form';
  readonly path: string;
  readonly needs: Endpoint;
  /** The page that the form is on, shown again when the form is refused. */
  readonly of: Page;
  /** May hold files: at most this many bytes in all. */
  readonly upload?: number;
  readonly does: (view: View, sent: Sent) => Promise<Result>;
};
export type Sent = { params: Record<string, string>; query: Record<string, string>; form: Sheet };

/** Declares a page: what is read with GET. */
export function page(given: Omit<Page, 'kind'>): Page {
  return { kind: 'page', ...given };
}

/** Declares a form: what is sent with POST, and answered with another address (303) or with its page again. */
export function form(given: Omit<Form, 'kind'>): Form {
  return { kind: 'form', ...given };
}
