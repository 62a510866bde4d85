import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { AutopilotView } from '@app/contracts';
import { Clock, Rounds } from '@app/service';
import { Failure, type FailureCode } from '../../common/failure.js';
import { wireTime } from '../../common/wire-time.js';
import { writeDecision } from '../../journal/write-decision.js';
import { AutopilotDeeds } from './autopilot-deeds.js';
import { AutopilotInputs } from './autopilot-inputs.js';
import type { AutopilotState, PendingDeed } from './autopilot-state.js';
import { AutopilotStatus } from './autopilot-status.js';
import { autopilotView } from './autopilot-view.js';
import { AUTOPILOT_ID, AutopilotStore } from './autopilot.store.js';
import { decide, done, dropped, refused } from './autopilot.js';

const LOOK_EVERY_MS = 5_000;

/** Nothing was decided against it; it is tried again. */
const PASSING: ReadonlySet<FailureCode> = new Set(['store_unavailable', 'intents_unknown', 'laravel_unavailable']);

/**
 * Widens a canary that does well and takes back one that does not. Every replica looks; the revision of the state lets
 * one of them decide. What is decided is written before it is done, and done again until it is known to have happened.
 */
@Injectable()
export class CanaryAutopilot extends AutopilotStatus implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(CanaryAutopilot.name);
  private readonly rounds = new Rounds('canary autopilot', LOOK_EVERY_MS, () => this.look());
  /** What was done here and is not written as done yet. */
  private unwritten: PendingDeed | null = null;

  constructor(
    private readonly store: AutopilotStore,
    private readonly inputs: AutopilotInputs,
    private readonly deeds: AutopilotDeeds,
    private readonly clock: Clock,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  view(now: number): AutopilotView {
    const state = this.store.current();
    return autopilotView(state, this.inputs.at(now, state));
  }

  async look(): Promise<void> {
    if (!this.inputs.settings.isEnabled || !this.store.isLoaded) return;
    if (!(await this.writeDone())) return;
    const now = this.clock.now();
    const before = this.store.current();
    const { state, deed } = decide(before, this.inputs.at(now, before), now);
    if (state !== before && !(await this.write(state))) return;
    if (deed !== null && state.pending !== null) await this.carryOut(state.pending);
  }

  private async carryOut(pending: PendingDeed): Promise<void> {
    const { deed, event } = pending;
    try {
      await this.deeds.carryOut(pending);
    } catch (error) {
      return this.failed(pending, error);
    }
    this.log.log({ msg: 'autopilot acted', ...deed, version: event.version, because: event.because });
    this.unwritten = pending;
    await this.writeDone();
  }

  private async failed({ deed }: PendingDeed, error: unknown): Promise<void> {
    if (!(error instanceof Failure)) throw error;
    this.log.warn({ msg: 'autopilot could not act', ...deed, code: error.code, because: error.message });
    if (PASSING.has(error.code) || deed.kind === 'lift') return;
    const state = this.store.current();
    const isOvertaken = error.code === 'intent_changed';
    await this.write(isOvertaken ? dropped(state) : refused(state, error.message, this.clock.now()));
  }

  /** @returns false when it could not be written: the next round tries again */
  private async writeDone(): Promise<boolean> {
    if (this.unwritten === null) return true;
    const isWritten = await this.write(done(this.store.current(), this.unwritten, this.clock.now()));
    if (isWritten) this.unwritten = null;
    return isWritten;
  }

  /** @returns false when another replica was first, or Redis is away: the next round looks again */
  private async write(next: AutopilotState): Promise<boolean> {
    const { revision, events } = this.store.current();
    const [newest] = next.events;
    const told = newest !== events[0] ? newest : next.pending?.event;
    try {
      await writeDecision(
        this.store,
        { ...next, revision: revision + 1 },
        {
          kind: 'policy.autopilot',
          at: wireTime(this.clock.now()),
          actor: 'autopilot',
          source: 'automation',
          action: newest === events[0] && told !== undefined ? `decide_${told.action}` : (told?.action ?? 'watch'),
          target: AUTOPILOT_ID,
          reason: told?.because ?? '',
          request_id: null,
          before: null, // each state tells its own story; the former one is in the entry before
        },
      );
      this.inputs.follow(next);
      return true;
    } catch (error) {
      if (error instanceof Failure) return false;
      throw error;
    }
  }
}
