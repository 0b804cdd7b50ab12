// Says how far an import has come without loading the page again, and shows the result when it is done.
// Without it the page has a link that does the same.

const between = 1_500;
const place = document.querySelector<HTMLElement>('#progress');

async function look(box: HTMLElement): Promise<void> {
  const answer = await fetch(`${location.pathname}?part=progress`, { headers: { accept: 'text/html' } });
  const part = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const now = part.querySelector<HTMLElement>('[data-now]');
  // Done, broken off, or nobody is signed in any more: the page itself says which.
  if (!answer.ok || now?.dataset['now'] !== 'running') location.reload();
  else box.replaceChildren(now);
}

function again(box: HTMLElement): void {
  // Without a connection it waits and tries again.
  setTimeout(
    () =>
      void look(box)
        .catch(() => {})
        .finally(() => again(box)),
    between,
  );
}
if (place) again(place);
