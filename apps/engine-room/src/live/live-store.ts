import { createContext, use, useSyncExternalStore } from 'react';
import { useNow } from './now';
import { RateHistory } from './rate-history';

/** How the stream of the fleet is doing. Instants are epoch milliseconds of this browser's clock. */
export interface LiveState {
  readonly link: 'opening' | 'open' | 'lost' | 'signed_out';
  /** When the last snapshot or delta came; null before the first. */
  readonly lastDataAt: number | null;
  /** When the operator stopped the updates; null while they run. */
  readonly pausedAt: number | null;
  /** The server's clock minus this browser's. */
  readonly clockOffsetMs: number;
}

const START: LiveState = { link: 'opening', lastDataAt: null, pausedAt: null, clockOffsetMs: 0 };

/** The state of the stream, for whoever shows it. Written by app/use-live-events.ts, and by the operator's pause. */
export class LiveStore {
  readonly rates = new RateHistory();
  private state = START;
  private readonly listeners = new Set<() => void>();

  readonly read = (): LiveState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  patch(change: Partial<LiveState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  readonly pause = (): void => this.patch({ pausedAt: Date.now() });
  readonly resume = (): void => this.patch({ pausedAt: null });
}

export const LiveContext = createContext(new LiveStore());

export const useLiveStore = (): LiveStore => use(LiveContext);

export function useLive(): LiveState {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, store.read);
}

/** The server's present, to the second. It stands still while the operator holds the updates. */
export function useServerNow(): number {
  const { pausedAt, clockOffsetMs, lastDataAt } = useLive();
  const now = useNow();
  return (pausedAt === null ? Math.max(now, lastDataAt ?? 0) : pausedAt) + clockOffsetMs;
}
