import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { FleetDelta, FleetSnapshot, FleetTotals } from '@app/contracts';
import type { Response } from 'express';
import { Clock } from '../common/clock.js';
import { AppConfig } from '../config/app-config.js';
import { type Evaluation, OverviewService } from '../overview/overview.service.js';
import { FleetReader } from '../workers/fleet-reader.js';
import { DeltaLog, deltaFrame, eventFrame } from './delta-log.js';
import { EventReader } from './event-reader.js';
import { type Told, changesSince } from './fleet-changes.js';
import { statsEvent } from './stats-event.js';

const TICK_MS = 1_000;
/** Every this many ticks: a point for the charts, and the `stats` event of the former service. */
const TICKS_PER_POINT = 5;
const HISTORY_POINTS = 180; // a quarter of an hour
/** How long after the last reader deltas are kept for one who comes back. */
const COMES_BACK_WITHIN_MS = 30_000;
const KEPT = { count: 120, characters: 16 * 1_024 * 1_024 };

/**
 * The live stream: a snapshot, then what changed, once a second. One evaluation and one rendering for all readers, so
 * that the cost of a tick does not depend on how many there are.
 */
@Injectable()
export class EventsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(EventsService.name);
  /** Ids of another process mean nothing here. */
  private readonly epoch = randomUUID().slice(0, 8);
  private readonly readers = new Set<EventReader>();
  private readonly deltas = new DeltaLog(KEPT);
  private sequence = 0;
  private ticks = 0;
  /** When somebody last read; before the first nobody can come back. */
  private readAt = -Infinity;
  private told: Told = { version: 0, presences: new Map() };
  private history: FleetTotals[] = [];
  private snapshot: { readonly sequence: number; readonly frame: string } | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: AppConfig,
    private readonly overview: OverviewService,
    private readonly fleet: FleetReader,
    private readonly clock: Clock,
  ) {}

  get readerCount(): number {
    return this.readers.size;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Streams have to end before the server can close. */
  onModuleDestroy(): void {
    clearInterval(this.timer);
    for (const reader of this.readers) reader.close();
    this.readers.clear();
  }

  /**
   * Streams to `response` until it is closed: what was missed since `lastEventId`, or a snapshot when that can no
   * longer be told, then every delta.
   */
  attach(response: Response, lastEventId: string | undefined): void {
    const missed = this.missedSince(lastEventId); // before anything else, so that no tick falls between
    const reader = new EventReader(response, (closed, reason) => this.detach(closed, reason));
    this.readers.add(reader);
    const evaluation = this.overview.current();
    reader.send(this.statsFrame(evaluation));
    if (missed === null) reader.send(this.snapshotFrame(evaluation));
    else missed.forEach(({ frame }) => reader.send(frame));
  }

  /** Without readers only the charts' points are of use to anybody. */
  private tick(): void {
    this.ticks += 1;
    const isPoint = this.ticks % TICKS_PER_POINT === 0;
    if (this.readers.size > 0) this.readAt = this.clock.now();
    const isFollowed = this.clock.now() - this.readAt < COMES_BACK_WITHIN_MS;
    if (!isFollowed) this.deltas.clear();
    if (isFollowed || isPoint) this.tell(isPoint, isFollowed);
  }

  private tell(isPoint: boolean, isFollowed: boolean): void {
    const version = this.fleet.version;
    const evaluation = this.overview.evaluate();
    const { changed, removed, told } = changesSince(this.told, evaluation.workers, version);
    this.told = told;
    this.sequence += 1;
    if (isPoint) this.history = [...this.history.slice(1 - HISTORY_POINTS), evaluation.overview.totals];
    if (!isFollowed) return;
    const delta: FleetDelta = {
      sequence: this.sequence,
      workers: changed.map((worker) => this.fleet.row(worker, evaluation.at)),
      removed,
      overview: evaluation.overview,
      point: isPoint ? evaluation.overview.totals : null,
    };
    const frame = deltaFrame(this.idOf(this.sequence), delta);
    this.deltas.add({ sequence: this.sequence, frame });
    for (const reader of this.readers) reader.send(frame);
    if (isPoint && this.readers.size > 0) {
      const stats = this.statsFrame(evaluation);
      for (const reader of this.readers) reader.send(stats);
    }
  }

  /** Rendered once for all who come within the same tick. What changed since is in the next delta. */
  private snapshotFrame(evaluation: Evaluation): string {
    if (this.snapshot?.sequence === this.sequence) return this.snapshot.frame;
    const snapshot: FleetSnapshot = {
      sequence: this.sequence,
      workers: evaluation.workers.map((worker) => this.fleet.row(worker, evaluation.at)),
      overview: evaluation.overview,
      history: this.history,
    };
    const frame = eventFrame('snapshot', snapshot, this.idOf(this.sequence));
    this.snapshot = { sequence: this.sequence, frame };
    return frame;
  }

  private statsFrame({ overview, workers }: Evaluation): string {
    return eventFrame('stats', statsEvent(overview, workers, this.config), null);
  }

  private missedSince(lastEventId: string | undefined) {
    const [epoch, sequence] = lastEventId?.split('.') ?? [];
    if (epoch !== this.epoch || sequence === undefined || !/^\d+$/.test(sequence)) return null;
    return this.deltas.after(Number(sequence), this.sequence);
  }

  private idOf(sequence: number): string {
    return `${this.epoch}.${sequence}`;
  }

  private detach(reader: EventReader, reason: 'gone' | 'slow'): void {
    const was = this.readers.delete(reader);
    if (was && reason === 'slow') this.log.warn({ msg: 'slow reader cut', readers: this.readers.size });
  }
}
