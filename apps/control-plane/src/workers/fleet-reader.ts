import { Injectable } from '@nestjs/common';
import type { WorkerRow } from '@app/contracts';
import { Clock } from '@app/service';
import { AppConfig } from '../config/app-config.js';
import { FleetView, type WorkerRecord } from './fleet-view.js';
import { presenceOf } from './presence.js';
import { workerItem } from './worker-item.js';
import { WorkerIntentsStore } from './worker-intents.store.js';
import { type WorkerPage, type WorkerQuery, selectWorkers } from './worker-query.js';
import { type WorkerFacts, workerRow } from './worker-row.js';

interface Rendered {
  readonly version: number;
  readonly presence: WorkerFacts['presence'];
  readonly isStuck: boolean;
  readonly json: string;
}

/** What other modules and the API read of the fleet, from memory. */
@Injectable()
export class FleetReader {
  private readonly rendered = new WeakMap<WorkerFacts['record'], Rendered>();

  constructor(
    private readonly fleet: FleetView,
    private readonly intents: WorkerIntentsStore,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Grows with every beat and every decision. */
  get version(): number {
    return this.fleet.version;
  }

  /** Every known worker, ordered by id, as of `now`. */
  facts(now: number): WorkerFacts[] {
    const facts: WorkerFacts[] = [];
    for (const id of this.fleet.ids()) {
      const worker = this.factsOf(id, now); // a loop: this is half the cost of a page of a large fleet
      if (worker !== null) facts.push(worker);
    }
    return facts;
  }

  /** One worker, or null when it is not known. */
  factsOf(workerId: string, now: number): WorkerFacts | null {
    const record = this.fleet.get(workerId);
    return record === undefined ? null : this.withIntent(record, now);
  }

  row(facts: WorkerFacts, now: number): WorkerRow {
    return workerRow(facts, this.config, now);
  }

  page(query: WorkerQuery): WorkerPage {
    const now = this.clock.now();
    return selectWorkers(this.facts(now), query, now);
  }

  /**
   * The worker's JSON for the API. Beats are far between: a worker is rendered once for all who ask until something
   * about it changes, and only its age is put in afresh.
   */
  itemJson(facts: WorkerFacts, now: number): string {
    const ageSeconds = Math.max(0, Math.floor((now - facts.record.receivedAt) / 1_000));
    return `${this.stableJson(facts, now)},"heartbeat_age_seconds":${ageSeconds}}`;
  }

  /** The item without its last brace. */
  private stableJson(facts: WorkerFacts, now: number): string {
    const { record, presence } = facts;
    const isStuck = record.convergingSince !== null && now - record.convergingSince > this.config.stuckDesiredGraceMs;
    const known = this.rendered.get(record);
    if (known?.version === record.version && known.presence === presence && known.isStuck === isStuck)
      return known.json;
    const json = JSON.stringify(workerItem(facts, this.config, now)).slice(0, -1);
    this.rendered.set(record, { version: record.version, presence, isStuck, json });
    return json;
  }

  private withIntent(record: WorkerRecord, now: number): WorkerFacts {
    const intent = this.intents.find(record.report.worker_id);
    return { record, intent, presence: presenceOf(record.receivedAt, this.config, now) };
  }
}
