/**
 * Works on the items of a stream, `width` of them at a time, and gives the results in the stream's own order. The
 * stream is read only as far ahead as there is work in hand. When one fails, the others are waited for.
 */
export async function* inOrder<T, R>(
  source: AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const inHand: Promise<R>[] = [];
  try {
    for await (const item of source) {
      const begun = work(item);
      // Whoever awaits it hears of a failure; until then it is not "unhandled".
      begun.catch(() => {});
      inHand.push(begun);
      if (inHand.length < width) continue;
      const first = inHand.shift();
      if (first) yield await first;
    }
    for (let next = inHand.shift(); next; next = inHand.shift()) yield await next;
  } finally {
    await Promise.allSettled(inHand);
  }
}
