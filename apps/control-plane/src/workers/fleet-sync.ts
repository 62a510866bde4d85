import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/service';
import { AppConfig } from '../config/app-config.js';
import { FleetView, type RemoteBeat } from './fleet-view.js';
import { desiredState } from './worker-intent.js';
import { WorkerIntentsStore } from './worker-intents.store.js';
import { WorkerReportsStore } from './worker-reports.store.js';
import { WriteBehind } from './write-behind.js';

const FETCH_AFTER_MS = 100;
/** One of 64 parts each time: the whole fleet is looked at every 32 s. */
const HEAL_EVERY_MS = 500;
const FORGET_EVERY_MS = 10_000;
const RETRY_LOAD_MS = 100;

/** Keeps the fleet view complete: what was kept before the start, what other replicas heard, who is to be forgotten. */
@Injectable()
export class FleetSync implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(FleetSync.name);
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly changedElsewhere = new Set<string>();
  private part = 0;
  private loading: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly fleet: FleetView,
    private readonly intents: WorkerIntentsStore,
    private readonly reports: WorkerReportsStore,
    private readonly writeBehind: WriteBehind,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.intents.changes.subscribe((workerId) => this.decided(workerId));
    this.reports.follow((ids) => ids.forEach((id) => this.changedElsewhere.add(id)));
    void this.loadAll();
    this.every(FETCH_AFTER_MS, () => this.fetchChanged());
    this.every(HEAL_EVERY_MS, () => this.heal());
    this.every(FORGET_EVERY_MS, () => this.forgetStale());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.timers.forEach(clearInterval);
    clearTimeout(this.loading);
    await this.writeBehind.stop();
  }

  private decided(workerId: string): void {
    const now = this.clock.now();
    this.fleet.decided(workerId, desiredState(this.intents.find(workerId), now), now);
  }

  /** What the fleet looked like before the start; again and again until Redis answers. */
  private async loadAll(): Promise<void> {
    try {
      const known = await this.takeOver(await this.reports.loadAll());
      this.log.log({ msg: 'fleet read', workers: known });
    } catch (error) {
      this.unlessAway('reading the fleet', error);
      if (!this.stopping) this.loading = setTimeout(() => void this.loadAll(), RETRY_LOAD_MS);
    }
  }

  private async fetchChanged(): Promise<void> {
    if (this.changedElsewhere.size === 0) return;
    const ids = [...this.changedElsewhere];
    this.changedElsewhere.clear();
    await this.takeOver(await this.reports.loadSome(ids));
  }

  /** Messages may be lost; this finds what they would have told. */
  private async heal(): Promise<void> {
    await this.takeOver(await this.reports.loadPart(this.part++));
  }

  /** Takes what is fresh into the view and forgets what is not. @returns how many were fresh */
  private async takeOver(beats: readonly RemoteBeat[]): Promise<number> {
    const stale = beats.filter(({ at }) => this.isStale(at));
    for (const beat of beats) if (!this.isStale(beat.at)) this.fleet.remoteBeat(beat);
    if (stale.length > 0) await this.forgetKept(stale.map(({ report }) => report.worker_id));
    return beats.length - stale.length;
  }

  private async forgetStale(): Promise<void> {
    const stale = [...this.fleet.all()].filter(({ receivedAt }) => this.isStale(receivedAt));
    if (stale.length === 0) return;
    const ids = stale.map(({ report }) => report.worker_id);
    this.fleet.forget(ids);
    this.log.log({ msg: 'silent workers forgotten', workers: ids.length, first: ids[0] });
    await this.forgetKept(ids);
  }

  private forgetKept(ids: readonly string[]): Promise<void> {
    return this.reports.forget(ids, this.clock.now() - this.config.staleWorkerMs);
  }

  private isStale(at: number): boolean {
    return this.clock.now() - at >= this.config.staleWorkerMs;
  }

  /** While Redis is away, which the link says, the next round makes up for it; anything else is a defect. */
  private every(ms: number, round: () => Promise<void>): void {
    this.timers.push(setInterval(() => void round().catch((error: unknown) => this.unlessAway('a round', error)), ms));
  }

  private unlessAway(what: string, error: unknown): void {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) {
      this.log.error({ msg: 'keeping the fleet view complete failed', what }, error.stack);
    }
  }
}
