type Told = {
  changed: () => void;
  lost: () => void;
  found: () => void;
  /** Nobody is signed in any more. */ over: () => boolean;
};

/** Milliseconds to wait after the stream was refused; the browser itself comes back after a lost connection. */
const refusedWait = 5_000;

/**
 * Follows a stream that says only that something has changed. Whenever it begins, again or for the first time, something may
 * have been missed, and the same when the page is looked at again.
 */
export function follow(address: string, told: Told): void {
  let stream: EventSource | undefined;
  const open = () => {
    stream?.close();
    stream = new EventSource(address);
    stream.addEventListener('changed', told.changed);
    stream.addEventListener('open', () => {
      told.found();
      told.changed();
    });
    stream.addEventListener('error', () => {
      told.lost();
      if (stream?.readyState !== EventSource.CLOSED) return;
      // It may be that nobody is signed in any more: asking for the page tells.
      told.changed();
      setTimeout(() => {
        if (!told.over()) open();
      }, refusedWait);
    });
  };
  open();
  addEventListener('online', open);
  addEventListener('offline', told.lost);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    if (stream?.readyState === EventSource.CLOSED) open();
    else told.changed();
  });
  addEventListener('pagehide', () => stream?.close());
  addEventListener('pageshow', (event) => {
    if (event.persisted) open();
  });
}
