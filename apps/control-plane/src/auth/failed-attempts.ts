import { isIPv6 } from 'node:net';

/** Failed attempts of one source since the first one that counts. */
export interface AttemptWindow {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly failures: number;
}

export const WINDOW_MS = 60_000;
export const FAILURES_PER_WINDOW = 20;

/** The window after one more failed attempt at `now`. An ended window begins anew. */
export function noteFailure(window: AttemptWindow | undefined, now: number): AttemptWindow {
  if (window === undefined || now - window.startedAt >= WINDOW_MS) return { startedAt: now, failures: 1 };
  return { ...window, failures: window.failures + 1 };
}

/** How long failed attempts are still turned away, in milliseconds; 0 when they are not. */
export function refusedForMs(window: AttemptWindow, now: number): number {
  if (window.failures <= FAILURES_PER_WINDOW) return 0;
  return Math.max(0, window.startedAt + WINDOW_MS - now);
}

/**
 * Whom an address counts as: itself for IPv4 (also when written as IPv6), its /64 network for IPv6, since one
 * subscriber usually holds at least that.
 */
export function sourceOf(address: string): string {
  if (!isIPv6(address)) return address;
  const groups = ipv6Groups(address);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return [groups[6], groups[7]].flatMap((group = 0) => [group >> 8, group & 0xff]).join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups; the URL parser turns every way of writing an address into one. */
function ipv6Groups(address: string): readonly number[] {
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]/`).hostname.slice(1, -1);
  const [head = '', tail = ''] = canonical.split('::');
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const [left, right] = [numbers(head), numbers(tail)];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}
