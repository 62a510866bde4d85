import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { AppConfig } from '../config/app-config.js';
import { FleetView } from './fleet-view.js';
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
    // ioredis subscribes again by itself after an interruption; only a first one that fails has to be said.
    this.reports
      .follow((ids) => ids.forEach((id) => this.changedElsewhere.add(id)))
      .catch((error: unknown) => this.log.warn({ msg: 'not following other replicas yet', error: String(error) }));
    void this.loadAll();
    this.every(FETCH_AFTER_MS, () => this.fetchChanged());
    this.every(HEAL_EVERY_MS, () => this.heal());
    this.every(FORGET_EVERY_MS, () => this.forgetStale());
  }

  async onApplicationShutdown(): Promise<void> {
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
      const beats = await this.reports.loadAll();
      const fresh = beats.filter(({ at }) => !this.isStale(at));
      fresh.forEach((beat) => this.fleet.remoteBeat(beat));
      this.log.log({ msg: 'fleet read', workers: fresh.length });
    } catch {
      this.loading = setTimeout(() => void this.loadAll(), RETRY_LOAD_MS);
    }
  }

  private async fetchChanged(): Promise<void> {
    if (this.changedElsewhere.size === 0) return;
    const ids = [...this.changedElsewhere];
    this.changedElsewhere.clear();
    for (const beat of await this.reports.loadSome(ids)) this.fleet.remoteBeat(beat);
  }

  /** Messages may be lost; this finds what they would have told. */
  private async heal(): Promise<void> {
    for (const beat of await this.reports.loadPart(this.part++)) {
      if (!this.isStale(beat.at)) this.fleet.remoteBeat(beat);
    }
  }

  private async forgetStale(): Promise<void> {
    const stale = [...this.fleet.all()].filter(({ receivedAt }) => this.isStale(receivedAt));
    if (stale.length === 0) return;
    const ids = stale.map(({ report }) => report.worker_id);
    ids.forEach((id) => this.fleet.forget(id));
    this.log.log({ msg: 'silent workers forgotten', workers: ids.length, first: ids[0] });
    await this.reports.forget(ids);
  }

  private isStale(at: number): boolean {
    return this.clock.now() - at >= this.config.staleWorkerMs;
  }

  /** Whatever fails here fails because Redis is away, which others report; the next round makes up for it. */
  private every(ms: number, round: () => Promise<void>): void {
    this.timers.push(setInterval(() => void round().catch(() => undefined), ms));
  }
}
