/** Single keys act only while they are switched on, and never while somebody writes (WCAG 2.1.4). */
const place = 'meeting-keys';
const isOn = () => localStorage.getItem(place) !== 'off';

/** Which link or button a key stands for. */
const pressed: Record<string, string> = {
  o: '#run [data-key="o"]',
  i: '#run [data-key="i"]',
  u: '#run [data-key="u"]',
  t: '#run [data-key="t"]',
  j: '#run [data-key="next"]',
  ArrowRight: '#run [data-key="next"]',
  k: '#run [data-key="previous"]',
  ArrowLeft: '#run [data-key="previous"]',
};

const writes = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;

export function listenToKeys(): void {
  const box = document.querySelector<HTMLInputElement>('#use-keys');
  if (box) {
    box.checked = isOn();
    box.addEventListener('change', () => localStorage.setItem(place, box.checked ? 'on' : 'off'));
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leaveForm(event);
    if (!isOn() || event.repeat || event.ctrlKey || event.altKey || event.metaKey || writes(event.target))
      return;
    if (act(event.key)) event.preventDefault();
  });
}

function act(key: string): boolean {
  if (key === '?') return toKeys();
  if (key === 'h' || key === 'H') return toForm();
  const wanted = document.querySelector<HTMLElement>(
    pressed[key.length === 1 ? key.toLowerCase() : key] ?? '#none',
  );
  wanted?.click();
  return wanted !== null;
}

function toKeys(): boolean {
  const keys = document.querySelector<HTMLElement>('#keys');
  keys?.scrollIntoView({ block: 'nearest' });
  keys?.focus();
  return true;
}

/** Opens the follow-up form at its first choice: Enter sends it as it stands. */
function toForm(): boolean {
  const form = document.querySelector<HTMLDetailsElement>('#assign details');
  if (!form) return false;
  form.open = true;
  (form.querySelector<HTMLElement>('input:checked') ?? form.querySelector<HTMLElement>('input'))?.focus();
  return true;
}

/** Out of the follow-up form again, so that the keys work. */
function leaveForm(event: KeyboardEvent): void {
  const form =
    event.target instanceof Element ? event.target.closest<HTMLDetailsElement>('#assign details') : null;
  if (!form) return;
  form.open = false;
  form.querySelector('summary')?.focus();
}
