import { setImmediate } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, Rounds } from '@app/service';
import { Subject } from 'rxjs';
import { FleetReader } from '../../workers/fleet-reader.js';
import type { WorkerFacts } from '../../workers/worker-row.js';
import { type WorkDelta, WorkFeed } from './work-feed.js';
import { type WorkerPast, workSince } from './worker-work.js';

const LOOK_EVERY_MS = 5_000;
/** Heartbeats wait while a slice is worked off. */
const SLICE_MS = 5;
/** How many workers are looked at before the time is: asking costs more than most of them. */
const STEP = 16;

/**
 * Compares what each worker reported with what it had reported a round earlier. Beats themselves are not touched, so
 * that answering them costs nothing more. Each slice of a round is a batch.
 */
@Injectable()
export class FleetWorkFeed extends WorkFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly told = new Subject<readonly WorkDelta[]>();
  private readonly pasts = new Map<string, WorkerPast>();
  private readonly rounds = new Rounds('work of the fleet', LOOK_EVERY_MS, () => this.look());
  private lookedAt = -1;
  private isStopping = false;
  override readonly deltas = this.told.asObservable();

  constructor(
    private readonly reader: FleetReader,
    private readonly clock: Clock,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.rounds.stop();
    this.told.complete();
  }

  /** One round over the whole fleet. */
  async look(): Promise<void> {
    const { version } = this.reader;
    if (version === this.lookedAt) return;
    const workers = this.reader.facts(this.clock.now());
    await setImmediate(); // listing the fleet is a slice of its own
    for (let next = 0; next < workers.length && !this.isStopping;) {
      next = this.workOff(workers, next);
      await setImmediate();
    }
    this.forgetAllBut(workers);
    this.lookedAt = version; // of before: what came meanwhile is looked at next time
  }

  /** @returns where to go on */
  private workOff(workers: readonly WorkerFacts[], from: number): number {
    const until = performance.now() + SLICE_MS;
    const deltas: WorkDelta[] = [];
    let next = from;
    for (; next < workers.length && (next % STEP !== 0 || performance.now() < until); next += 1) {
      const worker = workers[next];
      if (worker !== undefined) this.compare(worker, deltas);
    }
    if (deltas.length > 0) this.told.next(deltas);
    return next;
  }

  private compare({ record }: WorkerFacts, deltas: WorkDelta[]): void {
    const { report } = record;
    const past = this.pasts.get(report.worker_id);
    if (past?.report === report) return;
    const work = workSince(past, record);
    this.pasts.set(report.worker_id, work.past);
    deltas.push(...work.deltas);
  }

  private forgetAllBut(workers: readonly WorkerFacts[]): void {
    if (this.pasts.size === workers.length) return;
    const known = new Set(workers.map(({ record }) => record.report.worker_id));
    for (const workerId of this.pasts.keys()) if (!known.has(workerId)) this.pasts.delete(workerId);
  }
}
