import { setTimeout as wait } from 'node:timers/promises';
import type { ControlPlane } from '../control-plane-client.js';
import { CallFailed } from '../http-call.js';
import type { EngineEnvironment } from '../config/engine-environment.js';
import { heartbeatBody } from '../worker/heartbeat-body.js';
import { heard } from '../worker/obedience.js';
import { STARTED, type WorkerState } from '../worker/worker-state.js';
import { ChunkFailed, workChunk } from './chunk-work.js';
import type { EnginePolicies } from './engine-policies.js';
import type { ClaimedChunk, EngineServer, Laravel, MailIdentity } from './laravel-client.js';
import type { MailServers } from './mail/mail-servers.js';
import { plainRow, type Row } from './probe/row.js';
import { skipReason } from './probe/skip-reason.js';
import { verifiedRow, type Verification } from './probe/verifier.js';
import { claimCounted, completionCounted, failureCounted } from './telemetry.js';

/** What a worker process is made of. */
export interface EngineParts {
  readonly environment: EngineEnvironment;
  readonly laravel: Laravel;
  /** Null: there is none. */
  readonly controlPlane: ControlPlane | null;
  readonly policies: EnginePolicies;
  readonly mailServers: MailServers;
  readonly stopped: AbortSignal;
  readonly log: (msg: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** One worker process: beats, policies, chunks, one after another in one loop (worker behaviour, section 2). */
export class Engine {
  private state: WorkerState = STARTED;
  private identity: MailIdentity = { heloName: '', mailFrom: '' };
  private beats = 0;
  private beatAt = 0;
  private refreshAt = 0;
  private readonly running = new Set<Promise<void>>();
  private lastProblem = '';

  constructor(private readonly parts: EngineParts) {}

  /** Lives until it is stopped; then waits for its chunks, which end at once and stay leased. */
  async run(): Promise<void> {
    const { environment, stopped, log } = this.parts;
    while (!stopped.aborted) {
      await this.beatIfDue();
      await this.refreshIfDue();
      const hasClaimed = this.mayClaim() && (await this.claim());
      if (!hasClaimed) await wait(environment.pollIntervalMs, undefined, { signal: stopped }).catch(() => undefined);
    }
    log('waiting for chunks', { chunks: this.running.size });
    await Promise.all(this.running);
  }

  private async beatIfDue(): Promise<void> {
    const { environment, controlPlane } = this.parts;
    if (Date.now() < this.beatAt) return;
    this.beatAt = Date.now() + environment.heartbeatIntervalMs;
    this.beats += 1;
    if (controlPlane !== null && environment.heartbeatEnabled) await this.beat(controlPlane);
    const isLaravelsTurn = this.beats % environment.laravelHeartbeatEveryN === 0 || this.mailFrom === '';
    if (environment.laravelHeartbeatEnabled && isLaravelsTurn) await this.reportToLaravel();
  }

  private async beat(controlPlane: ControlPlane): Promise<void> {
    const { workerId, serverName: host, serverIp: ipAddress, pool, affinity } = this.parts.environment;
    const body = heartbeatBody({ workerId, host, ipAddress, pool, affinity }, this.state, Math.random, this.ownTags());
    const before = this.state.desired;
    try {
      const answer = await controlPlane.beat(body);
      this.state = heard(this.state, answer); // read only now: chunks count meanwhile
    } catch (error) {
      this.unanswered('control plane did not answer the beat', error);
    }
    if (this.state.desired !== before) this.parts.log('worker obeys', { from: before, to: this.state.desired });
  }

  private ownTags(): readonly string[] {
    const { laravelHeartbeatEnabled, laravelHeartbeatEveryN, policySyncEnabled } = this.parts.environment;
    return [
      `laravel_heartbeat:${laravelHeartbeatEnabled}`,
      `laravel_heartbeat_every_n:${laravelHeartbeatEveryN}`,
      `policy_sync:${policySyncEnabled}`,
    ];
  }

  private async reportToLaravel(): Promise<void> {
    try {
      const { meta: _ofClaims, ...server } = this.server();
      this.identity = await this.parts.laravel.heartbeat(server);
    } catch (error) {
      this.unanswered('Laravel did not answer the heartbeat', error);
    }
  }

  private async refreshIfDue(): Promise<void> {
    if (Date.now() < this.refreshAt) return;
    this.refreshAt = Date.now() + this.parts.environment.policyRefreshMs;
    const { policy } = await this.parts.policies.refreshed(this.state);
    this.state = { ...this.state, policy }; // the rest may have changed meanwhile
  }

  private mayClaim(): boolean {
    const { policies, stopped } = this.parts;
    if (stopped.aborted || policies.laravel?.enginePaused === true) return false;
    return this.state.desired === 'running' && this.running.size < policies.maxConcurrency;
  }

  /** @returns whether there was a chunk */
  private async claim(): Promise<boolean> {
    const { workerId, capability, leaseSeconds } = this.parts.environment;
    try {
      const chunk = await this.parts.laravel.claimNext({
        engine_server: this.server(),
        worker_id: workerId,
        worker_capability: capability,
        ...(leaseSeconds !== null && { lease_seconds: leaseSeconds }),
      });
      this.lastProblem = '';
      if (chunk === null) return false;
      const work = this.work(chunk).finally(() => this.running.delete(work));
      this.running.add(work);
      return true;
    } catch (error) {
      this.unanswered('claim was not answered', error);
      return false;
    }
  }

  private async work(chunk: ClaimedChunk): Promise<void> {
    const { laravel, stopped, environment } = this.parts;
    try {
      await this.tell(chunk, 'info', 'chunk_claimed', '');
      this.checkCapability(chunk);
      if (chunk.stage === 'smtp_probe') this.count(claimCounted(this.state.totals, chunk, environment));
      const { msPerAddress } = environment;
      const rows = await workChunk(chunk, laravel, { rowOf: this.rowMaker(chunk), msPerAddress, stopped });
      this.count(completionCounted(this.state.totals, chunk, rows));
      await this.tell(chunk, 'info', 'chunk_completed', `${rows.length} addresses`);
    } catch (error) {
      await this.giveUp(chunk, error);
    }
  }

  private checkCapability({ stage }: ClaimedChunk): void {
    const { capability } = this.parts.environment;
    if (capability !== 'all' && capability !== stage) throw new ChunkFailed(`No capability for ${stage}`, true);
  }

  private count(totals: WorkerState['totals']): void {
    this.state = { ...this.state, totals };
  }

  /** How the lines of the chunk become rows, by what is known now: later news do not change a chunk under way. */
  private rowMaker(chunk: ClaimedChunk): (line: string) => Row {
    const { environment, policies } = this.parts;
    const style = { taxonomy: environment.taxonomyEnabled, attemptChain: environment.attemptChainEnabled };
    const { trustTier } = environment;
    const skipped =
      chunk.stage === 'smtp_probe'
        ? skipReason(chunk.provider, this.state.policy, trustTier, policies.laravel, this.mailFrom)
        : null;
    if (skipped !== null) return (line) => plainRow(line, 'risky', skipped, 'unknown', style);
    const verification = this.verification(chunk, style);
    return (line) => verifiedRow(line, verification);
  }

  private verification({ stage }: ClaimedChunk, style: Verification['style']): Verification {
    const { environment, policies, mailServers } = this.parts;
    const { laravel } = policies;
    const mode = stage === 'smtp_probe' ? laravel?.enhanced : laravel?.standard;
    const behavior = laravel?.roleAccountsBehavior ?? environment.roleAccountsBehavior;
    const roles = laravel?.roleAccounts ?? environment.roleAccounts;
    return {
      stage,
      judge: policies.judge(this.state),
      mailServers,
      detectsCatchAll: mode?.detectsCatchAll ?? false,
      maxMxAttempts: mode?.maxMxAttempts || environment.maxMxAttempts,
      networkRetries: environment.networkRetries,
      providerPolicies: laravel?.providerPolicies ?? [],
      modes: this.state.policy.modes,
      riskyRoles: new Set(behavior === 'risky' ? roles : []),
      domainTypos: environment.domainTypos,
      style,
    };
  }

  private async giveUp(chunk: ClaimedChunk, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    this.count(failureCounted(this.state.totals, chunk));
    this.parts.log('chunk failed', { chunk_id: chunk.chunkId, problem: message });
    if (this.parts.stopped.aborted) return; // nothing more can be said: the chunk stays leased
    await this.tell(chunk, 'error', 'chunk_error', message);
    try {
      await this.parts.laravel.fail(chunk.chunkId, message, error instanceof ChunkFailed ? error.retryable : true);
    } catch (failure) {
      this.unanswered('failure of a chunk was not taken', failure);
    }
  }

  /** A line in the chunk's log; the work does not depend on it. */
  private async tell(chunk: ClaimedChunk, level: 'info' | 'error', event: string, message: string): Promise<void> {
    const { workerId: worker_id } = this.parts.environment;
    if (level === 'info') this.parts.log(event, { chunk_id: chunk.chunkId, stage: chunk.stage, worker_id });
    try {
      await this.parts.laravel.log(chunk.chunkId, level, event, message || event);
    } catch (error) {
      this.unanswered('log of a chunk was not taken', error);
    }
  }

  private get mailFrom(): string {
    return this.identity.mailFrom || this.parts.environment.mailFrom;
  }

  private server(): EngineServer {
    const { environment } = this.parts;
    const { serverEnvironment, serverRegion, pool, affinity, trustTier } = environment;
    const meta = {
      ...(pool !== '' && { pool }),
      ...(affinity !== null && { provider_affinity: affinity }),
      ...(trustTier !== '' && { trust_tier: trustTier }),
    };
    return {
      name: environment.serverName,
      ip_address: environment.serverIp,
      ...(serverEnvironment !== '' && { environment: serverEnvironment }),
      ...(serverRegion !== '' && { region: serverRegion }),
      ...(Object.keys(meta).length > 0 && { meta }),
    };
  }

  /** A call that failed changes nothing: the next pass tries again. The same problem in a row is told once. */
  private unanswered(msg: string, error: unknown): void {
    if (!(error instanceof CallFailed)) throw error;
    const problem = `${msg}: ${error.message}`;
    if (!this.parts.stopped.aborted && problem !== this.lastProblem) this.parts.log(msg, { problem: error.message });
    this.lastProblem = problem;
  }
}
