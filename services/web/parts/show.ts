import type { Refusal } from '#platform/errors.ts';
import { html, type Html } from '../html.ts';
import { type Icon, shapeOf } from '../icons.ts';
import type { View, Wording } from '../view.ts';

/** An icon of the design system; what it means is said in text beside it. */
export function icon(name: Icon, role = ''): Html {
  const { viewBox, path } = shapeOf(name);
  return html`<svg class=${`icon-svg ${role}`} focusable="false" aria-hidden="true" viewBox=${viewBox}>
    <path d=${path} />
  </svg>`;
}

export type Column<Row> = {
  head: string;
  cell: (row: Row) => Html;
  numeric?: boolean;
};

/** Rows of one kind under headings; on narrow screens each row becomes a card. `empty` says what to do when there is none. */
export function tableOf<Row>(
  _view: View,
  given: {
    caption: string;
    columns: readonly Column<Row>[];
    rows: readonly Row[];
    empty: Html;
    /** The caption is for those who hear the page only. */
    quietCaption?: boolean;
    /** Few and short columns: it fits narrow screens as it is. */
    small?: boolean;
    rowId?: (row: Row) => string;
  },
): Html {
  if (given.rows.length === 0) return html`<div class="empty-state">${given.empty}</div>`;
  return html`<table class=${given.small ? 'table table-small' : 'table cards-when-narrow'}>
    <caption class=${given.quietCaption ? 'sr-only' : undefined}>
      ${given.caption}
    </caption>
    <thead>
      <tr>
        ${given.columns.map(({ head, numeric }) => html`<th scope="col" class=${numeric ? 'numeric' : undefined}>${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${given.rows.map(
        (row) =>
          html`<tr id=${given.rowId?.(row)}>
            ${given.columns.map(
              ({ head, cell, numeric }) =>
                html`<td data-label=${head} class=${numeric ? 'numeric' : undefined}>${cell(row)}</td>`,
            )}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export type TagKind = 'info' | 'success' | 'warning' | 'error' | 'none';
/** A short word about a thing's state; the word itself says it, the colour only helps. */
export function tag(text: string, kind: TagKind = 'none'): Html {
  return html`<strong class=${kind === 'none' ? 'badge' : `badge badge-${kind}`}>${text}</strong>`;
}

/** Terms with their values; values that are null or undefined are left out. */
export function definitionList(
  _words: Wording,
  pairs: readonly (readonly [term: string, value: Html | null | undefined])[],
): Html {
  const shown = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return html`<dl class="facts">
    ${shown.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

const alertWords = {
  info: ['Information', 'Information'],
  success: ['Udført', 'Done'],
  warning: ['Advarsel', 'Warning'],
  error: ['Fejl', 'Error'],
} as const;

/** A box that stands out. */
export function alertBox(
  view: View,
  kind: keyof typeof alertWords,
  heading: string,
  body: Html = null,
): Html {
  const [da, en] = alertWords[kind];
  return html`<div class=${`alert alert-${kind}`}>
    ${icon(kind, 'alert-icon')}
    <div class="alert-body">
      <p class="alert-heading"><span class="sr-only">${view.t(da, en)}: </span>${heading}</p>
      ${body === null ? null : html`<div class="alert-text">${body}</div>`}
    </div>
  </div>`;
}

/** What opens when somebody asks for it. */
export function details(summary: Html, body: Html, open = false): Html {
  return html`<details class="details" open=${open}>
    <summary class="details-summary">${summary}</summary>
    <div class="details-text">${body}</div>
  </details>`;
}

/** The way to the next page of a list. `query` holds the list's filter; pages have no numbers, since counts would tell. */
export function pager(view: View, path: string, query: Record<string, string>, next: string | null): Html {
  const { cursor, ...filter } = query;
  const address = (more: Record<string, string>) => {
    const text = new URLSearchParams({ ...filter, ...more }).toString();
    return text === '' ? path : `${path}?${text}`;
  };
  if (next === null && cursor === undefined) return null;
  return html`<nav class="pager" aria-label=${view.t('Sider', 'Pages')}>
    ${cursor === undefined ? null : html`<a href=${address({})}>${view.t('Første side', 'First page')}</a>`}
    ${next === null ? null : html`<a class="button button-secondary" href=${address({ cursor: next })}>${view.t('Næste side', 'Next page')}</a>`}
  </nav>`;
}

export function link(href: string, text: Html): Html {
  return html`<a href=${href}>${text}</a>`;
}

/** A link that looks like a button: where the main thing on a page is done. */
export function linkButton(href: string, text: string, kind: 'primary' | 'secondary' = 'primary'): Html {
  return html`<a class=${`button button-${kind}`} href=${href}>${text}</a>`;
}

/** What a refusal rests on: its rule, the law behind it, whom to ask, and the number under which it can be found again. */
export function refusalFacts(words: Wording, refusal: Refusal, trace: string, ask?: string): Html {
  const { rule } = refusal;
  return definitionList(words, [
    [words.t('Regelnavn', 'Rule name'), html`<code>${rule.id}</code>`],
    [words.t('Bestemmelse', 'Provision'), refusal.details.provision ?? rule.provision],
    [words.t('Hvem du kan spørge', 'Whom to ask'), ask],
    [words.t('Opslagets nummer', 'Trace number'), html`<code>${trace}</code>`],
  ]);
}
