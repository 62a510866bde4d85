import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { CheckName, ServerRow, Verification, VerificationCheck } from '@app/contracts';
import { type CallContext, type ClaimProbe, LaravelClient, LaravelError, LaravelLists } from '@app/laravel-client';
import { Clock } from '@app/service';
import { Failure } from '../../common/failure.js';
import { wireTime } from '../../common/wire-time.js';
import { requireLoaded, writeDecision } from '../../journal/write-decision.js';
import { fromLaravel, laravelFailure } from '../../laravel/laravel-failure.js';
import { RegistryReader } from '../registry-reader.js';
import { serverRow } from '../server-row.js';
import { type AgentContact, agentReachable, claimNext, overall, processState, runtimeHeartbeat } from './checks.js';
import { type StoredVerification, asOf, isRunning } from './stored-verification.js';
import { VerificationsStore } from './verifications.store.js';

/** Who wants a verification, and why. */
export interface VerificationWish {
  readonly trigger: Verification['trigger'];
  readonly actor: string;
  readonly requestId: string;
}

/** Step 4 of provisioning: four checks of a server, each with what was seen. */
@Injectable()
export class VerificationService {
  private readonly log = new Logger(VerificationService.name);

  constructor(
    private readonly registry: RegistryReader,
    private readonly client: LaravelClient,
    private readonly lists: LaravelLists,
    private readonly store: VerificationsStore,
    private readonly clock: Clock,
  ) {}

  /** The newest verification of a server; null when there never was one. */
  latest(serverId: number): Verification | null {
    return asOf(this.store.find(serverId), this.clock.now());
  }

  /**
   * Begins; the checks go on after it has answered. One at a time: while one runs, that one is answered.
   * @throws Failure of the registry and of writing a decision
   */
  async start(serverId: number, wish: VerificationWish): Promise<Verification> {
    requireLoaded(this.store);
    const before = this.store.find(serverId);
    const now = this.clock.now();
    if (before !== undefined && isRunning(before.verification, now)) return before.verification;
    const context = { requestId: wish.requestId, actor: wish.actor };
    const { server } = await this.registry.readForDecision(serverId, context);
    const verification: Verification = {
      server_id: serverId,
      bundle_uuid: server.latest_provisioning_bundle?.bundle_uuid ?? null,
      trigger: wish.trigger,
      actor: wish.actor,
      started_at: wireTime(now),
      finished_at: null,
      checks: [],
      result: null,
    };
    const started = await this.write(before, verification, 'verify', wish.requestId);
    void this.carryOut(started, wish); // ends with the client's calls, at the latest when the service stops
    return verification;
  }

  private async carryOut(started: StoredVerification, wish: VerificationWish): Promise<void> {
    const { verification } = started;
    const { server_id: id } = verification;
    // An id of its own: the same request may verify and retry, and Laravel carries out one command an id.
    const context = { requestId: randomUUID(), actor: wish.actor };
    try {
      const checks = await this.check(id, context);
      const result = overall(checks);
      const finished = { ...verification, checks, result, finished_at: wireTime(this.clock.now()) };
      await this.write(started, finished, 'verified', wish.requestId);
      this.log.log({ msg: 'server verified', server_id: id, result, trigger: wish.trigger, actor: wish.actor });
    } catch (error) {
      this.log.error({ msg: 'verification did not end', server_id: id, because: String(error) });
    }
  }

  private async check(serverId: number, context: CallContext): Promise<readonly VerificationCheck[]> {
    const contact = await this.askAgent(serverId, context);
    const agent = this.checked('agent_reachable', agentReachable(contact));
    const claim = this.checked('claim_next', claimNext(await this.probe(serverId, context)));
    const row = await this.reread(serverId, context);
    if (row instanceof Failure) {
      const unread = {
        result: 'pending',
        evidence: row.message,
        advice: 'Verify again when Laravel answers.',
      } as const;
      return [agent, this.checked('process_state', unread), this.checked('runtime_heartbeat', unread), claim];
    }
    const process = this.checked('process_state', processState(row.process));
    return [agent, process, this.checked('runtime_heartbeat', runtimeHeartbeat(row.runtime, row.process)), claim];
  }

  private async askAgent(serverId: number, context: CallContext): Promise<AgentContact> {
    const facts = await this.registry.readForDecision(serverId, context).catch(asFailure);
    if (facts instanceof Failure) return { kind: 'not_asked', because: facts.message };
    if (facts.server.process_control_mode !== 'agent_systemd' || !facts.server.agent_enabled)
      return { kind: 'no_agent' };
    const wish = { action: 'status', reason: 'verification', idempotencyKey: context.requestId } as const;
    const command = await this.client.runCommand(serverId, wish, context).catch(fromLaravel).catch(asFailure);
    return command instanceof Failure ? { kind: 'not_asked', because: command.message } : { kind: 'answered', command };
  }

  private async reread(serverId: number, context: CallContext): Promise<ServerRow | Failure> {
    this.lists.forget();
    const facts = await this.registry.readForDecision(serverId, context).catch(asFailure);
    return facts instanceof Failure ? facts : serverRow(facts, this.clock.now());
  }

  private async probe(serverId: number, context: CallContext): Promise<ClaimProbe> {
    try {
      const bundle = await this.client.latestBundle(serverId, context);
      if (bundle === null) return { result: 'fail', detail: 'There is no bundle whose token could be tried.' };
      return await this.client.probeClaimNext(bundle, context);
    } catch (error) {
      if (!(error instanceof LaravelError)) throw error;
      return { result: 'pending', detail: laravelFailure(error).message };
    }
  }

  private checked(check: CheckName, finding: Omit<VerificationCheck, 'check' | 'at'>): VerificationCheck {
    return { check, ...finding, at: wireTime(this.clock.now()) };
  }

  private async write(
    before: StoredVerification | undefined,
    verification: Verification,
    action: string,
    requestId: string,
  ): Promise<StoredVerification> {
    const next = { verification, revision: (before?.revision ?? 0) + 1 };
    await writeDecision(this.store, next, {
      kind: 'server.verification',
      at: wireTime(this.clock.now()),
      actor: verification.actor,
      source: verification.trigger === 'button' ? 'operator' : 'automation',
      action,
      target: String(verification.server_id),
      reason: '',
      request_id: requestId,
      before: before ?? null,
    });
    return next;
  }
}

function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  throw thrown;
}
