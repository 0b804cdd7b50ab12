/** Why a page is put in place: somebody chose a case, sent a form, or somebody else has changed something. */
export type Shown = 'chosen' | 'sent' | 'live';

/** What the server last said in each part, so that only what has changed is touched. */
const known = new Map<string, string>();

/** Keys of forms are new each time they are written, and say nothing. */
const sayingOf = (part: Element) => part.innerHTML.replaceAll(/name="_key" value="[^"]*"/g, '');

for (const part of document.querySelectorAll('[data-part]')) known.set(part.id, sayingOf(part));

/**
 * Puts the parts of a page in place of those that are shown. Where only somebody else has changed something, a part that
 * the reader writes in stays as it is, and so does what has the focus.
 */
export function swap(page: Document, shown: Shown): void {
  const [now, next] = [document.querySelector<HTMLElement>('#run'), page.querySelector<HTMLElement>('#run')];
  if (!now || !next) return;
  const sameCase = now.dataset['item'] === next.dataset['item'];
  const focused = document.activeElement?.id ?? '';
  for (const part of next.querySelectorAll('[data-part]')) {
    const old = document.getElementById(part.id);
    if (!old) continue;
    const saying = sayingOf(part);
    const changed = known.get(part.id) !== saying;
    if (shown === 'live' && sameCase && (!changed || isWrittenIn(old))) continue;
    if (shown !== 'sent' && !changed && sameCase) continue;
    known.set(part.id, saying);
    replace(old, part, sameCase);
  }
  now.dataset['item'] = next.dataset['item'] ?? '';
  now.dataset['state'] = next.dataset['state'] ?? '';
  if (focused !== '' && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}

/** What was opened in it stays open. */
function replace(old: Element, part: Element, sameCase: boolean): void {
  const open = [...old.querySelectorAll('details')].map((one) => one.open);
  old.replaceChildren(...part.childNodes);
  if (!sameCase) return;
  for (const [index, one] of old.querySelectorAll('details').entries()) one.open ||= open[index] ?? false;
}

/** Whether somebody has changed a field in it, stands in one, or has something there to decide or to mend. */
function isWrittenIn(part: Element): boolean {
  if (part.querySelector('#conflict, .form-error') !== null) return true;
  return [
    ...part.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input:not([type=hidden]), textarea'),
  ].some(
    (field) =>
      field === document.activeElement ||
      field.value !== field.defaultValue ||
      (field instanceof HTMLInputElement && field.checked !== field.defaultChecked),
  );
}
