import { BUILT_IN_POLICY, readPolicy, UnreadablePolicy, type Judge, type SmtpPolicy } from '@app/smtp-policy';
import type { ControlPlane } from '../control-plane-client.js';
import { CallFailed } from '../http-call.js';
import type { EngineEnvironment } from '../config/engine-environment.js';
import { polled, pollFailed } from '../worker/obedience.js';
import type { WorkerState } from '../worker/worker-state.js';
import type { Laravel } from './laravel-client.js';
import { readLaravelPolicy, type LaravelPolicy } from './laravel-policy.js';

type Log = (msg: string, fields: Readonly<Record<string, unknown>>) => void;

/** What a worker knows of policies, and how it learns it (worker behaviour, section 4). */
export class EnginePolicies {
  /** Null until Laravel answered once. */
  private known: LaravelPolicy | null = null;
  private loaded: SmtpPolicy | null;

  /** @param controlPlane null: there is none, or its policies are not wanted */
  constructor(
    private readonly environment: EngineEnvironment,
    private readonly laravelClient: Laravel,
    private readonly controlPlane: ControlPlane | null,
    private readonly log: Log,
  ) {
    const { initialPolicy } = environment;
    this.loaded = initialPolicy === null ? null : readPolicy(JSON.parse(initialPolicy));
  }

  get laravel(): LaravelPolicy | null {
    return this.known;
  }

  /** How many chunks the worker holds at once, as far as the policies say. */
  get maxConcurrency(): number {
    if (this.known === null) return this.environment.maxConcurrency;
    const usual = this.known.standard.maxConcurrency || this.environment.maxConcurrency;
    const { maxConcurrency: enhanced } = this.known.enhanced;
    return enhanced > 0 ? Math.min(usual, enhanced) : usual;
  }

  /**
   * What replies are judged by now. Rows name the active version even when its payload could not be loaded; traces
   * may therefore name a version that was not applied.
   */
  judge({ policy }: WorkerState): Judge {
    const loaded = this.loaded ?? (policy.engineEnabled ? BUILT_IN_POLICY : null);
    const version = policy.activeVersion || (loaded?.version ?? '');
    return { policy: loaded, engineEnabled: policy.engineEnabled, version };
  }

  /**
   * Asks Laravel, then the control plane, then Laravel for the active version's payload.
   * @returns the worker as it was, with the policy that is known now
   */
  async refreshed(state: WorkerState): Promise<WorkerState> {
    try {
      this.known = readLaravelPolicy(await this.laravelClient.policy());
    } catch (error) {
      this.failed('policy was not answered', error);
      return state; // nor is the control plane asked
    }
    const after = await this.synced(state);
    if (after.policy.activeVersion !== '') await this.load(after.policy.activeVersion);
    return after;
  }

  private async synced(state: WorkerState): Promise<WorkerState> {
    if (this.controlPlane === null) return state;
    try {
      return polled(state, await this.controlPlane.policies(this.environment.pool));
    } catch (error) {
      this.failed('control plane did not answer the policy poll', error);
      return pollFailed(state, this.environment);
    }
  }

  private async load(version: string): Promise<void> {
    try {
      const payload = await this.laravelClient.policyPayload(version);
      if (payload !== null) this.loaded = readPolicy(payload);
    } catch (error) {
      this.failed('policy payload was not loaded', error);
    }
  }

  private failed(msg: string, error: unknown): void {
    if (!(error instanceof CallFailed) && !(error instanceof UnreadablePolicy)) throw error;
    this.log(msg, { problem: error.message });
  }
}
