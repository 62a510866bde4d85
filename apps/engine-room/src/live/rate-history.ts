import type { WorkerRow } from '@app/contracts';

/** Beats remembered for each worker: about five minutes at a beat every ten seconds. */
const REMEMBERED = 32;

interface Track {
  lastBeat: string;
  readonly rates: (number | null)[];
}

/** The recent rates of each worker, gathered from the stream for the sparklines. Lost on reload. */
export class RateHistory {
  private readonly tracks = new Map<string, Track>();

  /** Notes a point for each row whose worker was heard from since it was noted last. */
  record(rows: readonly WorkerRow[]): void {
    for (const row of rows) {
      const track = this.tracks.get(row.worker_id);
      if (track?.lastBeat === row.last_heartbeat_at) continue;
      const rates = track ? [...track.rates.slice(1 - REMEMBERED)] : [];
      rates.push(row.rates.emails_per_second.value);
      this.tracks.set(row.worker_id, { lastBeat: row.last_heartbeat_at, rates });
    }
  }

  forget(workerIds: readonly string[]): void {
    for (const workerId of workerIds) this.tracks.delete(workerId);
  }

  /** E-mails a second, oldest first; null where the worker had nothing to measure. */
  of(workerId: string): readonly (number | null)[] {
    return this.tracks.get(workerId)?.rates ?? [];
  }
}
