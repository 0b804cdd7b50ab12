import { follow } from './follow.ts';
import { listenToKeys } from './keys.ts';
import { clock } from './elapsed.ts';
import { type Shown, swap } from './swap.ts';

// Running a meeting: records without leaving the page, hears what others record, and takes keys.
// Without it the page works by its links and forms.

const run = document.querySelector<HTMLElement>('#run');
const status = document.querySelector<HTMLElement>('#run-status');
const da = run?.dataset['lang'] !== 'en';
const t = (danish: string, english: string) => (da ? danish : english);

const say = (text: string, trouble = false) => {
  if (!status) return;
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle('run-trouble', trouble);
};

const here = () => document.querySelector<HTMLElement>('#run')?.dataset ?? {};
const base = () => `/meetings/${here()['meeting'] ?? ''}/run`;

let busy = false;
let waiting = false;
let reading = new AbortController();
let over = false;

const signedOut = () => {
  over = true;
  say(
    t(
      'Du er ikke logget ind længere. Log ind i et nyt vindue; det, du har skrevet her, bliver stående.',
      'You are no longer signed in. Sign in in a new window; what you have written here stays.',
    ),
    true,
  );
};

/** The page that was answered, when it is this one. */
async function pageIn(answer: Response): Promise<Document | null> {
  if (answer.status === 401 || answer.type === 'opaqueredirect') {
    signedOut();
    return null;
  }
  over = false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (page.querySelector('#run')) return page;
  say(
    page.querySelector('h1')?.textContent.trim() ??
      t('Det kunne ikke lade sig gøre.', 'It could not be done.'),
    true,
  );
  return null;
}

function show(page: Document, shown: Shown): void {
  const before = here()['item'];
  swap(page, shown);
  const item = here()['item'];
  if (item !== before) clock(item, t);
  if (shown !== 'live')
    history.replaceState(null, '', item === undefined ? base() : `${base()}?item=${item}`);
  const notice = page.querySelector('main > .alert-success')?.textContent.trim();
  if (notice) say(notice);
  else if (shown === 'live' && item !== before) say(page.querySelector('#case-heading')?.textContent ?? '');
}

/** One thing at a time: a key that comes while something is under way is not kept for a case that nobody has seen. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (busy) return;
  busy = true;
  // What others have changed is read again afterwards: nobody waits for it.
  reading.abort();
  try {
    await work();
  } catch {
    say(t('Ingen forbindelse. Prøv igen om lidt.', 'No connection. Try again shortly.'), true);
  } finally {
    busy = false;
    if (waiting) void refresh();
  }
}

async function goTo(address: string): Promise<void> {
  const url = new URL(address);
  url.searchParams.set('part', 'run');
  await alone(async () => {
    const page = await pageIn(await fetch(url, { redirect: 'manual' }));
    if (!page) return;
    say('');
    show(page, 'chosen');
    document.querySelector<HTMLElement>('#case-heading')?.focus();
  });
}

/**
 * Whether the case in focus stays: it was chosen, somebody writes there, or records outcomes. A case that moved away under the
 * fingers of who records would get another's outcome.
 */
const staysHere = () =>
  new URLSearchParams(location.search).has('item') ||
  document.querySelector('#run form[action$="/outcome"], #assign details[open]') !== null;

/** What others have changed meanwhile, read as oneself. Whoever only looks on follows from case to case. */
async function refresh(): Promise<void> {
  if (busy) {
    waiting = true;
    return;
  }
  waiting = false;
  reading.abort();
  reading = new AbortController();
  const { signal } = reading;
  const item = here()['item'];
  const query = new URLSearchParams({ part: 'run', ...(staysHere() && item !== undefined ? { item } : {}) });
  try {
    const page = await pageIn(await fetch(`${base()}?${query}`, { signal, redirect: 'manual' }));
    if (page && !signal.aborted) show(page, 'live');
  } catch {
    // Somebody acted meanwhile; or there is no connection, and then the stream says so and asks again.
    waiting = signal.aborted && busy;
  }
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const fields = [...new FormData(form, submitter)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  await alone(async () => {
    const answer = await fetch(form.getAttribute('action') ?? '', {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    const page = await pageIn(answer);
    if (!page) return;
    show(page, 'sent');
    if (answer.ok) document.querySelector<HTMLElement>('#case-heading')?.focus();
    else
      document
        .querySelector<HTMLElement>('#conflict, #run .form-error [aria-invalid], #error-summary')
        ?.focus();
    if (!answer.ok) say(page.querySelector('#error-summary .alert-heading')?.textContent.trim() ?? '', true);
  });
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset['swap'] === undefined) return;
  event.preventDefault();
  delete form.dataset['sent'];
  void send(form, event.submitter);
});

document.addEventListener('click', (event) => {
  const link =
    event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-goto]') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  void goTo(link.href);
});

if (run) {
  clock(here()['item'], t);
  listenToKeys();
  follow(`/meetings/${here()['meeting'] ?? ''}/live`, {
    changed: () => void refresh(),
    lost: () => {
      if (!over)
        say(t('Forbindelsen er afbrudt. Prøver igen …', 'The connection is lost. Trying again …'), true);
    },
    over: () => over,
    found: () => {
      if (status?.classList.contains('run-trouble')) say(t('Forbindelsen er tilbage.', 'Connected again.'));
    },
  });
}
