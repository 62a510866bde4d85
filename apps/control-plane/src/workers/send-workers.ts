import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** Rendering more at once would hold up the beats of the fleet; less would cost more than it saves. */
const BATCH = 200;

/**
 * Sends a list that is rendered while it is sent: the largest fleet's list has tens of megabytes, and between two
 * batches beats are answered. A reader that goes away ends it.
 * @param render the JSON of one of `items`
 * @param meta sent behind the items
 */
export async function sendList<Item>(
  response: ServerResponse,
  items: readonly Item[],
  render: (item: Item) => string,
  meta: object,
): Promise<void> {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  const end = `],"meta":${JSON.stringify(meta)}}`;
  if (items.length <= BATCH) {
    sendJson(response, `{"data":[${items.map(render).join(',')}${end}`);
    return;
  }
  for (let from = 0; from < items.length; from += BATCH) {
    const batch = items
      .slice(from, from + BATCH)
      .map(render)
      .join(',');
    const isTaken = response.write(from === 0 ? `{"data":[${batch}` : `,${batch}`);
    if (!isTaken && !(await drained(response))) return;
  }
  response.end(end);
}

/** Sends JSON that is rendered already, without making Express parse or hash it. */
export function sendJson(response: ServerResponse, json: string): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(json));
  response.end(json);
}

/** @returns false when the reader has gone away */
async function drained(response: ServerResponse): Promise<boolean> {
  if (response.destroyed) return false;
  const waiting = new AbortController();
  const drain = once(response, 'drain', { signal: waiting.signal }).then(() => true);
  const close = once(response, 'close', { signal: waiting.signal }).then(() => false);
  try {
    return await Promise.race([drain, close]);
  } finally {
    waiting.abort();
    await Promise.allSettled([drain, close]);
  }
}
