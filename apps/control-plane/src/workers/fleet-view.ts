import type { DesiredState } from '@app/contracts';
import { type CounterWindow, extendWindow, sampleOf } from './counter-window.js';
import type { WorkerReport } from './worker-report.js';

/** What is known of one worker from its beats. Soft: it may be lost, and is worthless when it is old. */
export interface WorkerRecord {
  readonly report: WorkerReport;
  /** When the last beat arrived. */
  readonly receivedAt: number;
  /** Since when the worker says something else than it is told; null when they agree. */
  readonly convergingSince: number | null;
  /** Revision of the intent in the last answer; what is newer the worker cannot know yet. */
  readonly toldRevision: number;
  readonly window: CounterWindow;
  /** Grows with every change of anything about any worker; what is greater than a reader's is news. */
  readonly version: number;
}

/** A beat as the view takes it. */
export interface Beat {
  readonly report: WorkerReport;
  readonly at: number;
  /** What the worker is told, and from which revision of its intent. */
  readonly desired: DesiredState;
  readonly revision: number;
}

/** A beat that another replica took, or an earlier process of this one. */
export interface RemoteBeat {
  readonly report: WorkerReport;
  readonly at: number;
  readonly convergingSince: number | null;
  readonly toldRevision: number;
}

/** The fleet as the beats tell it, in memory. Every page is drawn from here. */
export class FleetView {
  private readonly records = new Map<string, WorkerRecord>();
  private sortedIds: string[] = [];
  private inOrder = true;
  private clock = 0;

  /** The newest version given to anything. */
  get version(): number {
    return this.clock;
  }

  get size(): number {
    return this.records.size;
  }

  get(workerId: string): WorkerRecord | undefined {
    return this.records.get(workerId);
  }

  /** All workers, in no order. */
  all(): IterableIterator<WorkerRecord> {
    return this.records.values();
  }

  /** Ids of all workers, ascending. */
  ids(): readonly string[] {
    if (!this.inOrder) this.sortedIds.sort();
    this.inOrder = true;
    return this.sortedIds;
  }

  /** Takes a beat that this replica answers. @returns the record as it is now */
  beat({ report, at, desired, revision }: Beat): WorkerRecord {
    const known = this.records.get(report.worker_id);
    const convergingSince = report.status === desired ? null : (known?.convergingSince ?? at);
    return this.put(known, { report, at, convergingSince, toldRevision: revision });
  }

  /** Takes a beat that was taken elsewhere, unless a newer one is known. @returns whether it was news */
  remoteBeat(beat: RemoteBeat): boolean {
    const known = this.records.get(beat.report.worker_id);
    if (known !== undefined && known.receivedAt >= beat.at) return false;
    this.put(known, beat);
    return true;
  }

  /** Something was decided about the worker: the clock of "not yet there" begins anew, or ends. */
  decided(workerId: string, desired: DesiredState, at: number): void {
    const known = this.records.get(workerId);
    if (known === undefined) return;
    const convergingSince = known.report.status === desired ? null : at;
    this.records.set(workerId, { ...known, convergingSince, version: ++this.clock });
  }

  forget(workerIds: readonly string[]): void {
    for (const id of workerIds) this.records.delete(id);
    this.sortedIds = this.sortedIds.filter((id) => this.records.has(id));
    this.clock += 1;
  }

  private put(known: WorkerRecord | undefined, beat: RemoteBeat): WorkerRecord {
    const { at, convergingSince, toldRevision } = beat;
    const report = withCarriedOver(beat.report, known?.report);
    const window = extendWindow(known?.window ?? null, sampleOf(report, at));
    const record = { report, receivedAt: at, convergingSince, toldRevision, window, version: ++this.clock };
    this.records.set(report.worker_id, record);
    if (known === undefined) {
      this.sortedIds.push(report.worker_id);
      this.inOrder = false;
    }
    return record;
  }
}

/** A beat without pool or health hint does not take them back (contract, section 2.3). */
function withCarriedOver(report: WorkerReport, former: WorkerReport | undefined): WorkerReport {
  if (former === undefined) return report;
  const pool = report.pool === undefined && former.pool !== undefined;
  const hint = report.pool_health_hint === undefined && former.pool_health_hint !== undefined;
  if (!pool && !hint) return report;
  return {
    ...report,
    ...(pool && { pool: former.pool }),
    ...(hint && { pool_health_hint: former.pool_health_hint }),
  };
}
