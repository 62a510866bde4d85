import type { LiveState } from '../live/live-store';

/** Without data for this long, an open stream is not called live. The server ticks every second or so. */
const QUIET_MS = 10_000;

/** What the header says of the data on the page. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live'; readonly ageMs: number }
  | { readonly kind: 'quiet'; readonly ageMs: number }
  | { readonly kind: 'reconnecting'; readonly ageMs: number | null }
  | { readonly kind: 'paused'; readonly at: number }
  | { readonly kind: 'signed_out' };

/** Reads the state of the stream at `now`. What the operator chose comes first, then what is broken. */
export function connectionAt({ link, lastDataAt, pausedAt }: LiveState, now: number): Connection {
  const ageMs = lastDataAt === null ? null : Math.max(0, now - lastDataAt);
  if (pausedAt !== null) return { kind: 'paused', at: lastDataAt ?? pausedAt };
  if (link === 'signed_out') return { kind: 'signed_out' };
  if (link === 'lost') return { kind: 'reconnecting', ageMs };
  if (ageMs === null) return { kind: 'connecting' };
  if (link === 'opening') return { kind: 'reconnecting', ageMs };
  return { kind: ageMs > QUIET_MS ? 'quiet' : 'live', ageMs };
}
