import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import { type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { type RedisState, RedisLink } from '@app/redis';
import { Clock } from '@app/service';
import { wireTime, wireTimeOrNull } from '../common/wire-time.js';
import { JournalService } from '../journal/journal.service.js';
import { WriteBehind } from '../workers/write-behind.js';
import { EventLoopDelay } from './event-loop-delay.js';
import type { ReadinessAnswer, ReadinessDetails } from './health.dto.js';

/** Redis has to be known as away within 2 s, and the caller waits no longer than 3 s (contract, section 1.6). */
const REDIS_ANSWERS_WITHIN_MS = 1_000;

/** Whether this replica should be sent traffic: Redis answers, and it is known what was decided. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly link: RedisLink,
    private readonly journal: JournalService,
    private readonly writeBehind: WriteBehind,
    private readonly eventLoop: EventLoopDelay,
    private readonly clock: Clock,
  ) {}

  async check(): Promise<ReadinessAnswer> {
    const { status, details } = await this.run();
    return {
      status: status === 'ok' ? 'ready' : 'not_ready',
      redis: details['redis']?.status === 'up' ? 'ok' : describe(this.link.state),
      mysql: 'skipped',
      timestamp: wireTime(this.clock.now()),
      details: this.details(),
    };
  }

  /** Not `ok` while the service stops, too, so that a load balancer looks elsewhere. */
  private async run(): Promise<HealthCheckResult> {
    try {
      return await this.health.check([() => this.checkRedis(), () => this.checkIntents()]);
    } catch (error) {
      if (error instanceof ServiceUnavailableException) return error.getResponse() as HealthCheckResult; // Terminus's own
      throw error;
    }
  }

  /** Asks Redis itself: a connection that is open proves little. */
  private async checkRedis() {
    const indicator = this.indicators.check('redis');
    if (!this.link.state.up) return indicator.down();
    return indicator.attempt(() => this.ping()).withTimeout(REDIS_ANSWERS_WITHIN_MS);
  }

  private async ping(): Promise<void> {
    await this.link.commands.ping();
  }

  private checkIntents() {
    const indicator = this.indicators.check('intents');
    return this.journal.isLoaded ? indicator.up() : indicator.down();
  }

  private details(): ReadinessDetails {
    const { position } = this.journal;
    const recordedAt = position === null ? 0 : Number.parseInt(position, 10); // ids begin with epoch milliseconds
    return {
      intents_loaded: this.journal.isLoaded,
      write_behind: { backlog: this.writeBehind.backlog, last_flush_at: wireTimeOrNull(this.writeBehind.lastFlushAt) },
      journal: { position, last_entry_at: wireTimeOrNull(recordedAt === 0 ? null : recordedAt) },
      event_loop_delay_p99_ms: Math.round(this.eventLoop.p99Ms * 10) / 10,
    };
  }
}

/** Without the driver's own words, which carry addresses. */
function describe({ awaySince }: RedisState): string {
  return awaySince === null ? 'does not answer' : `away since ${wireTime(awaySince)}`;
}
