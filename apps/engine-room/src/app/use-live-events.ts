import type { FleetDelta, FleetSnapshot } from '@app/contracts';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isSignedIn } from '../api/client';
import { fleetKey } from '../live/fleet';
import { useLive, useLiveStore, type LiveStore } from '../live/live-store';
import { applyDelta } from './apply-delta';

/** How long we wait before we open a stream that the browser has given up; a second more each time, at most ten. */
const retryDelayMs = (attempt: number) => Math.min(1_000 * attempt, 10_000);

/** A stream that says nothing for this long is taken for dead, whatever the network believes. */
const DEAD_MS = 30_000;

/** Keeps the fleet in the cache as the server tells it. Mounted once; holds still while the operator pauses. */
export function useLiveEvents(): void {
  const cache = useQueryClient();
  const live = useLiveStore();
  const isPaused = useLive().pausedAt !== null;
  useEffect(() => (isPaused ? undefined : follow(cache, live)), [cache, live, isPaused]);
}

/** Follows the stream until the returned function is called. */
function follow(cache: QueryClient, live: LiveStore): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let isStopped = false;

  const reopen = (delayMs: number) => {
    source?.close();
    clearTimeout(timer);
    timer = setTimeout(start, delayMs);
  };

  const watch = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      live.patch({ link: 'lost' });
      reopen(0);
    }, DEAD_MS);
  };

  const received = (serverTime: string) => {
    attempt = 0;
    watch();
    const now = Date.now();
    live.patch({ link: 'open', lastDataAt: now, clockOffsetMs: Date.parse(serverTime) - now });
  };

  const lost = async (closed: boolean) => {
    live.patch({ link: 'lost' });
    if (!closed) return; // the browser tries again by itself, and names the last id it has
    attempt += 1;
    const signedIn = await isSignedIn();
    if (isStopped) return;
    if (signedIn === false) live.patch({ link: 'signed_out' });
    reopen(retryDelayMs(attempt));
  };

  function start() {
    watch();
    source = new EventSource('/api/events');
    source.addEventListener('open', () => live.patch({ link: 'open' }));
    source.addEventListener('snapshot', (event: MessageEvent<string>) => {
      const fleet = JSON.parse(event.data) as FleetSnapshot; // our own server's word, described in the contracts
      live.rates.record(fleet.workers);
      cache.setQueryData(fleetKey, fleet);
      received(fleet.overview.totals.at);
    });
    source.addEventListener('delta', (event: MessageEvent<string>) => {
      const delta = JSON.parse(event.data) as FleetDelta;
      const applied = applyDelta(cache.getQueryData<FleetSnapshot>(fleetKey), delta);
      if (applied.kind === 'out_of_sync') {
        live.patch({ link: 'lost' });
        return reopen(0); // a new stream starts with a snapshot
      }
      live.rates.record(delta.workers);
      live.rates.forget(delta.removed);
      cache.setQueryData(fleetKey, applied.fleet);
      received(delta.overview.totals.at);
    });
    source.addEventListener('error', () => void lost(source?.readyState === source?.CLOSED));
  }

  live.patch({ link: 'opening' });
  start();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    clearTimeout(watchdog);
    source?.close();
  };
}
