import { setTimeout as wait } from 'node:timers/promises';
import { PROVIDERS, type Provider } from '@app/contracts';
import type { ControlPlaneClient } from './control-plane-client.js';
import { CallFailed } from './http-call.js';
import type { FleetEnvironment } from './config/fleet-environment.js';
import type { LaravelClient } from './engine/laravel-client.js';
import type { FleetPolicies } from './policy/fleet-policies.js';
import type { Random } from './random.js';
import type { WorkerIdentity } from './roster.js';
import { answersAt, isSilent, restartsUntil, type ProviderAnswers } from './scenario/effects.js';
import type { Scenario } from './scenario/scenario.js';
import { heartbeatBody } from './worker/heartbeat-body.js';
import { heard, policyReload, polled, pollFailed } from './worker/obedience.js';
import { worked } from './worker/simulated-worker.js';
import { STARTED, type WorkerState } from './worker/worker-state.js';

/** A worker looks at its clock between other things, so its beats come late by up to this share of the interval. */
const JITTER = 0.1;

/** What all workers of a fleet share. */
export interface FleetContext {
  readonly environment: FleetEnvironment;
  readonly scenario: Scenario;
  readonly client: ControlPlaneClient;
  /** Null: the workers are not known to Laravel. */
  readonly laravel: LaravelClient | null;
  readonly policies: FleetPolicies;
  /** Seconds since the start of the fleet. */
  readonly seconds: () => number;
  readonly stopped: AbortSignal;
  readonly log: (msg: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** One worker's life: work, beat, poll, sleep; in that order, one thing at a time (worker behaviour, section 2). */
export class WorkerLoop {
  private state: WorkerState = STARTED;
  /** Null until the first beat: a worker says that it is there before it claims anything. */
  private workedUntil: number | null = null;
  private pollAt = 0;
  /** The number of the policies that it has asked for, and of those in force; null: the last beat was not told. */
  private askedFor: number | null = null;
  private inForce: number | null = null;
  private restarts = 0;
  private isHeard = true;
  private passes = 0;
  private isRegistered = false;

  constructor(
    private readonly identity: WorkerIdentity,
    private readonly fleet: FleetContext,
    private readonly random: Random,
  ) {}

  /** Lives until the fleet stops. @param delayMs when it starts */
  async run(delayMs: number): Promise<void> {
    const { environment, stopped } = this.fleet;
    await this.sleep(delayMs);
    while (!stopped.aborted) {
      await this.pass();
      await this.sleep(environment.heartbeatIntervalMs * (1 + this.random() * JITTER));
    }
  }

  private async pass(): Promise<void> {
    const seconds = this.fleet.seconds();
    this.work(seconds);
    if (isSilent(this.fleet.scenario, this.identity.workerId, seconds)) return;
    if (this.fleet.environment.heartbeatEnabled) await this.beat();
    await this.reportToLaravel();
    if (this.fleet.environment.policySyncEnabled && this.isPollDue(seconds)) {
      this.pollAt = seconds + this.fleet.environment.policyRefreshMs / 1_000;
      await this.poll();
    }
  }

  private isPollDue(seconds: number): boolean {
    if (seconds >= this.pollAt) return true;
    return this.fleet.environment.pollsBy === 'worker' && this.inForce !== null && this.inForce !== this.askedFor;
  }

  private work(seconds: number): void {
    const { scenario, log } = this.fleet;
    const { workerId } = this.identity;
    const answers = Object.fromEntries(
      PROVIDERS.map((provider) => [provider, answersAt(scenario, provider, seconds)]),
    ) as Record<Provider, ProviderAnswers>; // one for each of PROVIDERS
    const elapsed = seconds - (this.workedUntil ?? seconds);
    this.state = worked(this.state, this.identity, answers, elapsed, this.random);
    this.workedUntil = seconds;
    const restarts = restartsUntil(scenario, workerId, seconds);
    if (restarts === this.restarts) return;
    this.restarts = restarts;
    this.state = STARTED;
    this.pollAt = seconds;
    log('worker restarted', { worker_id: workerId });
  }

  private async beat(): Promise<void> {
    try {
      const before = this.state.desired;
      const answer = await this.fleet.client.beat(heartbeatBody(this.identity, this.state, this.random));
      this.state = heard(this.state, answer);
      this.inForce = policyReload(answer);
      this.noteContact(null);
      if (this.state.desired === before) return;
      this.fleet.log('worker obeys', { worker_id: this.identity.workerId, from: before, to: this.state.desired });
    } catch (error) {
      this.refused(error); // it keeps its state
    }
  }

  private async poll(): Promise<void> {
    const { pool, workerId } = this.identity;
    const { client, environment } = this.fleet;
    const { inForce } = this;
    try {
      this.state = polled(this.state, await client.policies(pool, environment.pollsBy === 'worker' ? workerId : ''));
      this.askedFor = inForce;
    } catch (error) {
      this.state = pollFailed(this.state, environment);
      if (!(error instanceof CallFailed)) throw error;
    }
    await this.loadRules();
  }

  /** After a failed poll as well: the version it knows is fetched again (worker behaviour, section 4). */
  private async loadRules(): Promise<void> {
    const { activeVersion } = this.state.policy;
    if (activeVersion === '') return;
    const rules = await this.fleet.policies.outcomesOf(activeVersion);
    if (rules !== null) this.state = { ...this.state, rules };
  }

  /** At the first beat, by which Laravel comes to know the server, and then at every n-th. */
  private async reportToLaravel(): Promise<void> {
    const { laravel, environment } = this.fleet;
    this.passes += 1;
    const isTurn = !this.isRegistered || this.passes % environment.laravelHeartbeatEveryN === 0;
    if (laravel === null || !isTurn) return;
    const { host: name, ipAddress: ip_address } = this.identity;
    try {
      await laravel.heartbeat({ name, ip_address });
      this.isRegistered = true;
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error; // it tries again at the next beat
    }
  }

  private refused(error: unknown): void {
    if (!(error instanceof CallFailed)) throw error;
    if (!this.fleet.stopped.aborted) this.noteContact(error.message);
  }

  /** One line when contact is lost and one when it is back, not one a beat. */
  private noteContact(problem: string | null): void {
    const isHeard = problem === null;
    if (isHeard === this.isHeard) return;
    this.isHeard = isHeard;
    const { workerId: worker_id } = this.identity;
    if (isHeard) this.fleet.log('control plane answers again', { worker_id });
    else this.fleet.log('control plane does not answer', { worker_id, problem });
  }

  private async sleep(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: this.fleet.stopped }).catch(() => undefined); // stopping is no error
  }
}
