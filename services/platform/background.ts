/** Work that goes on when the request that set it going has been answered. */
export type Background = {
  /** Begins at once; `signal` aborts when the process closes. What it throws is handed on, and ends nothing else. */
  begin(work: (signal: AbortSignal) => Promise<void>): void;
  /** Asks what is under way to stop, and waits for it. */
  close(): Promise<void>;
};

export function openBackground(onFailure: (error: unknown) => void): Background {
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();
  return {
    begin(work) {
      const running = work(stop.signal)
        .catch(onFailure)
        .finally(() => underWay.delete(running));
      underWay.add(running);
    },
    async close() {
      stop.abort();
      await Promise.all(underWay);
    },
  };
}
