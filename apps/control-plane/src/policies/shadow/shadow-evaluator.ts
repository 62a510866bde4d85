import { Injectable } from '@nestjs/common';
import { PROVIDERS, type LaravelTrace, type Provider, type ShadowProgress } from '@app/contracts';
import { AppConfig } from '../../config/app-config.js';
import { RecentTraces } from '../../decisions/recent-traces.js';
import { recordedAt } from '../../decisions/recent/recorded-at.js';
import { Replayer, type ReplaySession } from './replay/replayer.js';
import { untilAborted } from './until-aborted.js';
import { ShadowPayloads, type LoadedPolicy } from './shadow-payloads.js';
import { NOTHING_FOUND, type ReplayFindings } from './shadow-run.js';
import type { ShadowWish } from './shadow-wish.js';

/** How far a run has come; it is written to while the run goes on. */
export interface ShadowSteps {
  stage: ShadowProgress['stage'];
  read: number;
  replayed: number;
}

/** What is compared. */
export interface ShadowPair {
  readonly candidate: LoadedPolicy;
  readonly active: LoadedPolicy;
}

/** Reads traces and replays them under two policies. Stores nothing. */
@Injectable()
export class ShadowEvaluator {
  constructor(
    private readonly config: AppConfig,
    private readonly traces: RecentTraces,
    private readonly payloads: ShadowPayloads,
    private readonly replayer: Replayer,
  ) {}

  /** How many traces are read at most. */
  get wanted(): number {
    return this.config.policies.shadowTraces;
  }

  /**
   * Replays the newest traces. Traces leave this thread as they come; memory holds a page of them.
   * @throws Failure laravel_* when traces cannot be read; anything when `signal` aborts
   */
  async replay(pair: ShadowPair, wish: ShadowWish, steps: ShadowSteps, signal: AbortSignal): Promise<ReplayFindings> {
    const providers = PROVIDERS.filter((name) => wish.providers.length === 0 || wish.providers.includes(name));
    if (providers.length === 0) return NOTHING_FOUND;
    const session = this.replayer.open();
    const end = () => void session.close();
    signal.addEventListener('abort', end);
    try {
      signal.throwIfAborted();
      return await this.replayWith(session, pair, providers, wish, steps, signal);
    } finally {
      signal.removeEventListener('abort', end);
      await session.close();
    }
  }

  private async replayWith(
    session: ReplaySession,
    { candidate, active }: ShadowPair,
    providers: readonly Provider[],
    { requestId }: ShadowWish,
    steps: ShadowSteps,
    signal: AbortSignal,
  ): Promise<ReplayFindings> {
    const seen = new SeenTraces();
    steps.stage = 'traces';
    const [only] = providers;
    const query = providers.length === 1 && only !== undefined ? { provider: only } : {};
    for await (const page of untilAborted(this.traces.pages(query, requestId, signal), signal)) {
      const traces = page.slice(0, this.wanted - steps.read);
      seen.note(traces);
      await session.add(traces);
      steps.read += traces.length;
      if (steps.read >= this.wanted) break;
    }
    signal.throwIfAborted();
    const { policies, isComplete } = await this.payloads.inForce(seen.versions, seen.from, requestId);
    signal.throwIfAborted();
    steps.stage = 'replay';
    const plan = { candidate: candidate.policy, active: active.policy, inForce: policies, isComplete };
    const all = await session.compare(plan, (count) => (steps.replayed = count));
    const comparisons = all.filter(({ provider }) => providers.includes(provider));
    return { comparisons, observedFrom: seen.from, observedTo: seen.to };
  }
}

/** What is to be known of traces besides what a replay finds. */
class SeenTraces {
  readonly versions = new Map<string, number>();
  from: number | null = null;
  to: number | null = null;

  note(traces: readonly LaravelTrace[]): void {
    for (const trace of traces) {
      const { policy_version: version } = trace;
      if (version !== null) this.versions.set(version, (this.versions.get(version) ?? 0) + 1);
      const at = recordedAt(trace);
      if (at === null) continue;
      this.from = Math.min(this.from ?? at, at);
      this.to = Math.max(this.to ?? at, at);
    }
  }
}
