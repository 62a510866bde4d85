import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { ShadowProgress, ShadowRun } from '@app/contracts';
import { Clock } from '@app/service';
import { Failure } from '../../common/failure.js';
import { wireTime } from '../../common/wire-time.js';
import { AppConfig } from '../../config/app-config.js';
import { requireLoaded } from '../../journal/write-decision.js';
import { Rollouts } from '../rollout/rollouts.js';
import { isIdentical } from './is-identical.js';
import { ShadowArchive, type RunEnding } from './shadow-archive.js';
import { ShadowEvaluator, type ShadowPair, type ShadowSteps } from './shadow-evaluator.js';
import { ShadowPayloads } from './shadow-payloads.js';
import { NOTHING_FOUND, doneRun, emptyRun, type ShadowRunHead } from './shadow-run.js';
import { ShadowRunsStore } from './shadow-runs.store.js';
import { thresholdsOf } from './shadow-thresholds.js';
import type { ShadowWish } from './shadow-wish.js';

/** A run that has ended, and why it failed; null: it did not. */
interface Ended {
  readonly run: ShadowRun;
  readonly failure: Error | null;
}

/** Who ends a run before it is done, and why. */
export interface CancelWish {
  readonly actor: string;
  readonly reason: string;
  readonly requestId: string;
}

/** How long a caller waits, from its request on: for the payloads, and for the end of the run. */
export interface Patience {
  readonly payloadsMs: number;
  readonly doneMs: number;
}

interface Job {
  readonly runUuid: string;
  readonly wish: ShadowWish;
  readonly startedAt: number;
  readonly steps: ShadowSteps;
  readonly abort: AbortController;
  cancelledBy: CancelWish | null;
  /** Null until both payloads are read. */
  head: ShadowRunHead | null;
}

/** The one shadow run of this replica that is under way. */
@Injectable()
export class ShadowJobs implements BeforeApplicationShutdown {
  private readonly log = new Logger(ShadowJobs.name);
  private current: { readonly job: Job; readonly ended: Promise<Ended> } | null = null;
  private isStopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly rollouts: Rollouts,
    private readonly payloads: ShadowPayloads,
    private readonly evaluator: ShadowEvaluator,
    private readonly archive: ShadowArchive,
    private readonly store: ShadowRunsStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Evaluates a candidate; answers when it is done, and when its caller's patience ends with the run as it stands.
   * @throws Failure laravel_unavailable when not even the payloads came in time: the run goes on; policy_shadow_running; not_found, policy_invalid, laravel_* when a payload is not to be had, before
   * anything begins; and what the run failed of
   */
  async evaluate(wish: ShadowWish, patience: Patience): Promise<ShadowRun> {
    requireLoaded(this.store);
    requireLoaded(this.rollouts);
    if (this.isStopping) throw new Failure('service_stopping', 'The service is stopping. Nothing was evaluated.');
    if (this.current !== null) {
      const { candidate } = this.current.job.wish;
      const message = `${candidate} is being evaluated here already: wait for it, or cancel it. Nothing was changed.`;
      throw new Failure('policy_shadow_running', message);
    }
    const job = this.newJob(wish);
    const prepared = this.prepare(job);
    const ended = prepared.then((pair) => this.carryOut(job, pair));
    this.current = { job, ended };
    const forget = () => (this.current = null);
    ended.then(forget, forget);
    return this.answer(job, prepared, ended, patience);
  }

  /** What is under way, or null. */
  progress(): ShadowProgress | null {
    if (this.current === null) return null;
    const { runUuid, wish, steps, startedAt } = this.current.job;
    return {
      run_uuid: runUuid,
      candidate_version: wish.candidate,
      stage: steps.stage,
      traces_read: steps.read,
      traces_wanted: this.evaluator.wanted,
      traces_replayed: steps.replayed,
      started_at: wireTime(startedAt),
    };
  }

  /** The run that is under way as it would be listed, if it is that one. */
  running(runUuid: string): ShadowRun | null {
    const job = this.current?.job;
    return job?.runUuid === runUuid && job.head !== null ? this.runningRun(job.head) : null;
  }

  /**
   * Ends the run that is under way. One that was about to be stored may be done before.
   * @returns the run as it ended
   * @throws Failure not_found when there is none on this replica
   */
  async cancel(wish: CancelWish): Promise<ShadowRun> {
    const { current } = this;
    if (current === null) throw new Failure('not_found', 'No shadow run is under way here. Nothing was changed.');
    current.job.cancelledBy ??= wish;
    current.job.abort.abort();
    return (await current.ended).run;
  }

  /** The thread ends before the connections do, so that what was begun shows as cancelled. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.current?.job.abort.abort();
    await this.current?.ended.catch(() => undefined); // its caller is told
  }

  private newJob(wish: ShadowWish): Job {
    return {
      runUuid: randomUUID(),
      wish,
      startedAt: this.clock.now(),
      steps: { stage: 'payloads', read: 0, replayed: 0 },
      abort: new AbortController(),
      cancelledBy: null,
      head: null,
    };
  }

  private async prepare(job: Job): Promise<ShadowPair> {
    const { candidate: version, requestId } = job.wish;
    const candidate = await this.payloads.load(version, requestId);
    const active = await this.payloads.loadActive(requestId);
    job.head = {
      runUuid: job.runUuid,
      wish: job.wish,
      startedAt: job.startedAt,
      activeVersion: active.version,
      candidateChecksum: candidate.checksum,
      activeChecksum: active.checksum,
      isIdentical: isIdentical(candidate.policy, active.policy),
    };
    return { candidate, active };
  }

  private async answer(
    job: Job,
    prepared: Promise<ShadowPair>,
    ended: Promise<Ended>,
    { payloadsMs, doneMs }: Patience,
  ): Promise<ShadowRun> {
    const enough = new AbortController();
    const until = (ms: number) => wait(ms, null, { signal: enough.signal }).catch(() => null);
    const patience = until(doneMs);
    try {
      if ((await Promise.race([prepared, until(payloadsMs)])) === null) throw stillWaiting();
      const outcome = await Promise.race([ended, patience]);
      if (outcome === null) return this.runningRun(job.head as ShadowRunHead); // `prepare` has set it
      if (outcome.failure !== null) throw outcome.failure;
      return outcome.run;
    } finally {
      enough.abort();
    }
  }

  /** Never throws: a run that fails is a run, too. */
  private async carryOut(job: Job, pair: ShadowPair): Promise<Ended> {
    const ended = await this.replay(job, pair);
    job.steps.stage = 'saving';
    try {
      await this.archive.put(ended.run, endingOf(job, ended), () => this.isStopping);
      return ended;
    } catch (error) {
      this.log.error({ msg: 'shadow run lost', run_uuid: job.runUuid, because: String(error) });
      return { run: ended.run, failure: ended.failure ?? (error as Error) }; // only errors are thrown
    }
  }

  private async replay(job: Job, pair: ShadowPair): Promise<Ended> {
    const head = job.head as ShadowRunHead; // `prepare` has set it
    const { signal } = job.abort;
    try {
      signal.throwIfAborted();
      const findings = head.isIdentical
        ? NOTHING_FOUND
        : await this.evaluator.replay(pair, job.wish, job.steps, signal);
      const thresholds = thresholdsOf(this.config.policies.canary);
      return { run: doneRun(head, findings, thresholds, this.clock.now()), failure: null };
    } catch (error) {
      if (signal.aborted) {
        const problem = job.cancelledBy ? `Cancelled by ${job.cancelledBy.actor}` : 'The service was stopped';
        return { run: emptyRun(head, 'cancelled', problem, this.clock.now()), failure: null };
      }
      return this.failed(head, error);
    }
  }

  private failed(head: ShadowRunHead, error: unknown): Ended {
    const { runUuid, wish } = head;
    const isKnown = error instanceof Failure;
    const because = isKnown ? error.message : `The replay broke; the log tells why (request ${wish.requestId}).`;
    const stack = isKnown ? undefined : (error as Error).stack;
    this.log.error({ msg: 'shadow run failed', run_uuid: runUuid, request_id: wish.requestId, because, stack });
    return { run: emptyRun(head, 'failed', because, this.clock.now()), failure: error as Error }; // only errors are thrown
  }

  private runningRun(head: ShadowRunHead): ShadowRun {
    return emptyRun(head, 'running', null, this.clock.now());
  }
}

function endingOf({ wish, cancelledBy }: Job, { run: { state } }: Ended): RunEnding {
  const { actor, notes: reason, requestId } = wish;
  if (state === 'cancelled' && cancelledBy !== null) return { action: 'cancel', ...cancelledBy };
  return { action: state === 'failed' ? 'fail' : 'evaluate', actor, reason, requestId };
}

function stillWaiting(): Failure {
  const message = 'Laravel has not handed out the payloads yet. The run goes on: look at its progress.';
  return new Failure('laravel_unavailable', message, { retryAfterSeconds: 5 });
}
