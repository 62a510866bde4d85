import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/service';
import { Failure } from '../common/failure.js';
import { invalidFields } from '../common/validation.pipe.js';
import { wireTime } from '../common/wire-time.js';
import { AppConfig } from '../config/app-config.js';
import { PolicyNotice } from '../providers/modes/policy-notice.js';
import { FleetView } from './fleet-view.js';
import { HeartbeatCounters } from './heartbeat-counters.js';
import { desiredState } from './worker-intent.js';
import { WorkerIntentsStore } from './worker-intents.store.js';
import { type WorkerReport, parseWithoutNulls, readReport } from './worker-report.js';
import { WriteBehind } from './write-behind.js';

const COMPLAIN_EVERY_MS = 60_000;

/** Takes beats and answers them from memory (docs/architecture.md, "A heartbeat"). Waits for nothing. */
@Injectable()
export class HeartbeatIntake {
  private readonly log = new Logger(HeartbeatIntake.name);
  private complainedAt = -Infinity;
  private timeText = '';
  private timeSecond = -1;

  constructor(
    private readonly config: AppConfig,
    private readonly fleet: FleetView,
    private readonly intents: WorkerIntentsStore,
    private readonly writeBehind: WriteBehind,
    private readonly counters: HeartbeatCounters,
    private readonly policies: PolicyNotice,
    private readonly clock: Clock,
  ) {}

  /**
   * @param body the request's body as it came
   * @returns the answer's JSON: `desired_state`, `commands`, `intent_revision`, `server_time`; `policy_reload` and
   * `policy_version` once they are known
   * @throws Failure invalid_request naming each wrong field; intents_unknown while nobody knows what was decided
   */
  receive(body: string): string {
    const report = this.read(body);
    if (!this.intents.isLoaded) {
      // A worker that somebody paused must not be told to run because we do not know yet.
      throw new Failure('intents_unknown', 'The decisions about workers are not read yet', { retryAfterSeconds: 2 });
    }
    this.refuseBeyondLimit(report.worker_id);
    const at = this.clock.now();
    const intent = this.intents.find(report.worker_id);
    const desired = desiredState(intent, at);
    const { revision } = intent;
    const record = this.fleet.beat({ report, at, desired, revision });
    const { convergingSince } = record;
    this.writeBehind.add({ workerId: report.worker_id, at, convergingSince, toldRevision: revision, body });
    const policy = this.policies.jsonFor(report.worker_id, report.pool ?? '');
    const members = `"intent_revision":${revision},"server_time":"${this.time(at)}"${policy}`;
    return `{"desired_state":"${desired}","commands":[],${members}}`;
  }

  /** A worker token could otherwise fill the memory of every replica with workers that do not exist. */
  private refuseBeyondLimit(workerId: string): void {
    if (this.fleet.size < this.config.maxWorkers || this.fleet.get(workerId) !== undefined) return;
    const message = `There are ${this.fleet.size} workers already; MAX_WORKERS allows no new one`;
    throw new Failure('fleet_full', message, { retryAfterSeconds: 60 });
  }

  private read(body: string): WorkerReport {
    const reading = readReport(parsed(body));
    if (reading.kind === 'invalid') {
      this.complain(reading.fields.map(({ problem }) => problem).join('; '));
      throw invalidFields(reading.fields);
    }
    this.counters.unknownFields += reading.unknownFields;
    this.counters.clampedRates += reading.clamped;
    return reading.report;
  }

  /** Once a minute: a worker that sends nonsense does so every few seconds. */
  private complain(problem: string): void {
    const now = this.clock.now();
    if (now - this.complainedAt < COMPLAIN_EVERY_MS) return;
    this.complainedAt = now;
    this.log.warn({ msg: 'beat refused', problem: problem.slice(0, 500) });
  }

  /** Formatting a time costs as much as the rest of an answer; a second has one text. */
  private time(at: number): string {
    const second = Math.floor(at / 1_000);
    if (second !== this.timeSecond) {
      this.timeSecond = second;
      this.timeText = wireTime(at);
    }
    return this.timeText;
  }
}

function parsed(body: string): unknown {
  try {
    return parseWithoutNulls(body);
  } catch (cause) {
    const fields = [{ field: 'body', problem: 'body is not valid JSON' }];
    throw new Failure('invalid_request', 'The body is not valid JSON. Nothing was changed.', { fields, cause });
  }
}
