import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { FleetDelta, FleetSnapshot, FleetTotals } from '@app/contracts';
import type { Response } from 'express';
import { Clock } from '@app/service';
import { Failure } from '../common/failure.js';
import { AppConfig } from '../config/app-config.js';
import { type Evaluation, OverviewService } from '../overview/overview.service.js';
import { FleetReader } from '../workers/fleet-reader.js';
import { DeltaLog, deltaFrame, eventFrame } from './delta-log.js';
import { EventReaders } from './event-readers.js';
import { type Told, changesSince } from './fleet-changes.js';
import { statsEvent } from './stats-event.js';

const TICK_MS = 1_000;
/** Every this many ticks: a point for the charts, and the `stats` event of the former service. */
const TICKS_PER_POINT = 5;
const HISTORY_POINTS = 180; // a quarter of an hour
/** How long after the last reader deltas are kept for one who comes back. */
const COMES_BACK_WITHIN_MS = 30_000;
const MEBIBYTE = 1_024 * 1_024;
const KEPT = { count: 120, bytes: 16 * MEBIBYTE };
/** A snapshot of 10,000 workers has about 10 MB. */
const LIMITS = {
  readers: 200,
  unreadBytesEach: 32 * MEBIBYTE,
  unreadBytesTogether: 256 * MEBIBYTE,
  stalledMs: 30_000,
};
const STOPPING_RETRY_SECONDS = 2;

/**
 * The live stream: a snapshot, then what changed, once a second. One evaluation and one rendering for all readers, so
 * that the cost of a tick does not depend on how many there are.
 */
@Injectable()
export class EventsService implements OnApplicationBootstrap, OnModuleDestroy {
  /** Ids of another process mean nothing here. */
  private readonly epoch = randomUUID().slice(0, 8);
  private readonly readers: EventReaders;
  private readonly deltas = new DeltaLog(KEPT);
  private sequence = 0;
  private ticks = 0;
  /** When somebody last read; before the first nobody can come back. */
  private readAt = -Infinity;
  private told: Told = { version: 0, presences: new Map() };
  private history: FleetTotals[] = [];
  /** Of the present sequence, for who comes before the next tick. It is large, so nobody keeps it longer. */
  private snapshot: Buffer | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly overview: OverviewService,
    private readonly fleet: FleetReader,
    private readonly clock: Clock,
  ) {
    this.readers = new EventReaders(LIMITS, clock);
  }

  get readerCount(): number {
    return this.readers.count;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Streams have to end before the server can close, and none may begin while it still takes requests. */
  onModuleDestroy(): void {
    this.isStopping = true;
    clearInterval(this.timer);
    this.readers.close();
  }

  /**
   * Streams to `response` until it is closed: what was missed since `lastEventId`, or a snapshot when that can no
   * longer be told, then every delta.
   * @throws Failure service_stopping, too_many_streams
   */
  attach(response: Response, lastEventId: string | undefined): void {
    if (this.isStopping) throw stopping();
    const missed = this.missedSince(lastEventId); // before anything else, so that no tick falls between
    const reader = this.readers.open(response);
    const evaluation = this.overview.current();
    reader.send(this.statsFrame(evaluation));
    if (missed === null) reader.send(this.snapshotFrame(evaluation));
    else missed.forEach(({ frame }) => reader.send(frame));
  }

  /** Without readers only the charts' points are of use to anybody. */
  private tick(): void {
    this.ticks += 1;
    this.snapshot = null;
    this.readers.cutSlow();
    const isPoint = this.ticks % TICKS_PER_POINT === 0;
    if (this.readers.count > 0) this.readAt = this.clock.now();
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
    this.readers.send(frame);
    if (isPoint && this.readers.count > 0) this.readers.send(this.statsFrame(evaluation));
  }

  /** Rendered once for all who come within the same tick. What changed since is in the next delta. */
  private snapshotFrame(evaluation: Evaluation): Buffer {
    if (this.snapshot !== null) return this.snapshot;
    const snapshot: FleetSnapshot = {
      sequence: this.sequence,
      workers: evaluation.workers.map((worker) => this.fleet.row(worker, evaluation.at)),
      overview: evaluation.overview,
      history: this.history,
    };
    this.snapshot = eventFrame('snapshot', snapshot, this.idOf(this.sequence));
    return this.snapshot;
  }

  private statsFrame({ overview, workers }: Evaluation): Buffer {
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
}

function stopping(): Failure {
  const message = 'The service is stopping. The stream can be opened again when it is back.';
  return new Failure('service_stopping', message, { retryAfterSeconds: STOPPING_RETRY_SECONDS });
}
