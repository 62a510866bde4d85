import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Rounds } from '@app/service';
import { TracesService } from './traces.service.js';

const DAY_MS = 24 * 3_600_000;
const RETENTION_MS = 30 * DAY_MS; // contract 7.6
/** Of a stand-in: made-up work goes on for ever, its database must not. */
const AT_MOST = 50_000;
/** The real application prunes daily; a stand-in may be started and stopped more often than that. */
const EVERY_MS = 3_600_000;

/** Deletes old traces: at start, and from time to time. */
@Injectable()
export class TraceRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('TraceRetention');
  private readonly rounds = new Rounds('retention of traces', EVERY_MS, () => this.prune());

  constructor(
    private readonly traces: TracesService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.startNow();
  }

  /** Also waits for a round that is under way: the database is closed next. */
  onModuleDestroy(): Promise<void> {
    return this.rounds.stop();
  }

  private async prune(): Promise<void> {
    const deleted = await this.traces.prune(this.clock.now() - RETENTION_MS, AT_MOST);
    if (deleted > 0) this.log.log({ msg: 'old traces deleted', deleted });
  }
}
