let ticking: ReturnType<typeof setInterval> | undefined;

/** How long the case has been in focus: plain text, once a minute, read out to nobody. */
export function clock(item: string | undefined, t: (da: string, en: string) => string): void {
  clearInterval(ticking);
  const text = document.querySelector<HTMLElement>('#run-elapsed');
  if (!text || item === undefined || item === '') return;
  const place = `case-since-${item}`;
  const since = Number(sessionStorage.getItem(place) ?? Date.now());
  sessionStorage.setItem(place, String(since));
  const show = () => {
    const minutes = Math.floor((Date.now() - since) / 60_000);
    text.textContent = t(`Tid på punktet: ${minutes} min.`, `Time on the item: ${minutes} min.`);
  };
  show();
  ticking = setInterval(show, 60_000);
}
