import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { LaravelTrace, LaravelTraceQuery, RegistrySource } from '@app/contracts';
import { LaravelClient, LaravelError } from '@app/laravel-client';
import { Clock, Rounds } from '@app/service';
import { Failure } from '../../common/failure.js';
import { fromLaravel, registrySource } from '../../laravel/laravel-failure.js';
import { type RecentTracesCopy, RecentTraces } from '../recent-traces.js';
import { CallPace } from './call-pace.js';
import { TraceWindow } from './trace-window.js';

const EVERY_MS = 30_000;
const CALLS_A_ROUND = 10;
const PAGE = 100;
const WINDOW = { traces: 5_000, ageMs: 86_400_000, page: PAGE };
/** With the twenty of the rounds, less than half of the 240 that Laravel allows by default (contract, section 1.4). */
const STREAMED_CALLS_A_MINUTE = 90;
/** How often in a row Laravel may say that it was asked too much, and how long it is believed to need. */
const REFUSALS = 10;
const REFUSED_WAIT_SECONDS = { unsaid: 5, atMost: 120 };

/** Laravel's newest traces in memory, and all of them as a stream. */
@Injectable()
export class LaravelRecentTraces extends RecentTraces implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly window = new TraceWindow(WINDOW);
  private readonly rounds = new Rounds('reading of decision traces', EVERY_MS, () => this.read());
  private readonly stopping = new AbortController();
  private readonly pace: CallPace;
  private fetchedAt: number | null = null;
  private problem: LaravelError | null = null;

  constructor(
    private readonly client: LaravelClient,
    private readonly clock: Clock,
  ) {
    super();
    this.pace = new CallPace(STREAMED_CALLS_A_MINUTE, clock);
  }

  onApplicationBootstrap(): void {
    if (this.client.isConfigured) this.rounds.startNow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.rounds.stop();
  }

  copy(): RecentTracesCopy {
    const source = this.source();
    return { traces: this.window.traces, source, problem: source === null ? this.whyNever() : source.problem };
  }

  find(id: number): LaravelTrace | undefined {
    return this.window.find(id);
  }

  rightBelow(beforeId: number): readonly LaravelTrace[] {
    return this.window.rightBelow(beforeId);
  }

  async *pages(
    query: Omit<LaravelTraceQuery, 'limit'>,
    requestId: string,
    signal: AbortSignal,
  ): AsyncIterable<readonly LaravelTrace[]> {
    const ended = AbortSignal.any([signal, this.stopping.signal]);
    let asked: LaravelTraceQuery = { ...query, limit: PAGE };
    while (!signal.aborted) {
      const traces = await this.patiently(asked, requestId, ended).catch((error: unknown) => {
        if (!ended.aborted) return fromLaravel(error);
        return [];
      });
      if (this.stopping.signal.aborted) throw new Failure('service_stopping', 'The control plane stops.');
      const oldest = traces.at(-1);
      if (oldest === undefined) return;
      yield traces;
      asked = { ...asked, before_id: oldest.id };
    }
  }

  /** One page; waits for its turn, and as Laravel asks when it was asked too much. */
  private async patiently(
    query: LaravelTraceQuery,
    requestId: string,
    signal: AbortSignal,
  ): Promise<readonly LaravelTrace[]> {
    for (let refusals = 0; ; refusals += 1) {
      signal.throwIfAborted();
      await this.pace.take(signal);
      try {
        return (await this.client.decisionTraces(query, { requestId })).traces;
      } catch (error) {
        const isTooMuch = error instanceof LaravelError && error.status === 429;
        if (!isTooMuch || refusals >= REFUSALS) throw error;
        const { unsaid, atMost } = REFUSED_WAIT_SECONDS;
        await wait(Math.min(error.retryAfterSeconds ?? unsaid, atMost) * 1_000, undefined, { signal });
      }
    }
  }

  /** One round: what is new, then what is still missing below. What was read before a failure is kept. */
  private async read(): Promise<void> {
    this.window.lookForNewer();
    try {
      for (let calls = 0; calls < CALLS_A_ROUND && !this.stopping.signal.aborted; calls += 1) {
        const below = this.window.nextBelow;
        if (below === null) break;
        const query = { limit: PAGE, ...(below !== Infinity && { before_id: below }) };
        const { traces } = await this.client.decisionTraces(query, { requestId: randomUUID() });
        this.window.took(traces, this.clock.now());
        this.fetchedAt = this.clock.now();
      }
      this.problem = null;
    } catch (error) {
      if (!(error instanceof LaravelError)) throw error;
      this.problem = error;
    }
  }

  private source(): RegistrySource | null {
    const { fetchedAt, problem } = this;
    return fetchedAt === null ? null : registrySource({ value: null, fetchedAt, problem }, this.clock.now());
  }

  private whyNever(): string {
    if (!this.client.isConfigured)
      return 'No Laravel application is configured, which is where decision traces come from.';
    return this.problem === null ? 'Decision traces are being read for the first time.' : this.problem.message;
  }
}
