import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/service';
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
  private timer: NodeJS.Timeout | null = null;
  private pruning: Promise<void> = Promise.resolve();

  constructor(
    private readonly traces: TracesService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const prune = () => {
      this.pruning = this.prune();
    };
    prune();
    this.timer = setInterval(prune, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.pruning;
  }

  private async prune(): Promise<void> {
    try {
      const deleted = await this.traces.prune(this.clock.now() - RETENTION_MS, AT_MOST);
      if (deleted > 0) this.log.log({ msg: 'old traces deleted', deleted });
    } catch (error) {
      this.log.error({ msg: 'old traces were not deleted', problem: String(error) });
    }
  }
}
