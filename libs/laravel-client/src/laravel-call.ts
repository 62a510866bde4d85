import { parsed, textOf } from './answers/json-body.js';
import type { Lane } from './lanes.js';
import type { LaravelAction, LaravelSide } from './laravel-traffic.js';
import type { Incoming } from './wire.js';

/** One kind of call: what is sent, and how its answer is read. */
export interface LaravelCall<T> {
  readonly action: LaravelAction;
  /** A GET is a read and may be repeated; everything else is sent once. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly side: LaravelSide;
  /** Begins with a slash; its parts are escaped. */
  readonly path: string;
  readonly query?: URLSearchParams;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly lane: Lane;
  /** The configured one when absent. */
  readonly timeoutMs?: number;
  /** Whether an answer outside 2xx is a value too; `read` then makes it. */
  readonly accepts?: (incoming: Incoming) => boolean;
  /** Makes a value of a 2xx answer. @throws BrokenAnswer */
  readonly read: (incoming: Incoming) => T;
}

/**
 * A value as one part of a path. Dots alone would be taken for a way up, and neither they nor half a character can be
 * escaped: there is nothing of that name to ask for.
 */
export function pathPart(value: string | number): string | null {
  const text = String(value);
  return /^\.{0,2}$|\p{Cs}/u.test(text) ? null : encodeURIComponent(text);
}

/** The JSON of an answer. @throws BrokenAnswer */
export function jsonOf(incoming: Incoming): unknown {
  return parsed(textOf(incoming));
}
