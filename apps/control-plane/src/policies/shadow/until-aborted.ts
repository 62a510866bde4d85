import { once } from 'node:events';

/**
 * The same items, and an end at once when `signal` aborts, even while the next one is being waited for. What gives the
 * items ends on its own then.
 * @throws what the signal was aborted with; what `items` throws
 */
export async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncIterable<T> {
  const iterator = items[Symbol.asyncIterator]();
  const done = new AbortController();
  const aborted = once(signal, 'abort', { signal: done.signal }).then(() => null);
  aborted.catch(() => undefined); // how the listener is taken back
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = iterator.next();
      next.catch(() => undefined); // nobody waits for it once the signal has aborted
      const result = await Promise.race([next, aborted]);
      if (result === null || result.done === true) break;
      yield result.value;
    }
    signal.throwIfAborted();
  } finally {
    done.abort();
    void iterator.return?.()?.catch(() => undefined); // a generator that waits returns when it has waited
  }
}
