import type { Provider } from '@app/contracts';
import type { WorkDelta } from '../../providers/measure/work-feed.js';
import { type CanarySlices, noSlices, withWork } from './canary-slices.js';
import type { CanaryStep } from './canary-step.js';
import { NOTHING, type ProviderTallies, sumOf, tallyOf } from './tally.js';
import { type HabitShifts, habitShifts } from './habit-shifts.js';
import { WorkerHabits } from './worker-habits.js';

export type CanarySide = 'cohort' | 'rest';

/** Worker id → what it did on one side since the step began. */
export type WorkBy = ReadonlyMap<string, Readonly<ProviderTallies>>;

/** What both sides of one step did over the same time. */
export interface CanaryFigures {
  readonly step: CanaryStep;
  /** Since when it is gathered here. */
  readonly since: number;
  readonly cohort: WorkBy;
  readonly rest: WorkBy;
  /** What workers of both sides did before the canary. */
  readonly habits: HabitShifts;
  readonly slices: CanarySlices;
}

/**
 * What workers did since the present step of the canary began. The cohort is who *says* that it runs the candidate, the
 * rest who says that it runs the stable version, over the same time; whoever says something else is left out. Soft: it
 * is lost with the process, and the step's figures begin anew then.
 */
export class CanaryLedger {
  private step: CanaryStep | null = null;
  private since = 0;
  private work: Record<CanarySide, Map<string, ProviderTallies>> = { cohort: new Map(), rest: new Map() };
  private readonly habitBook = new WorkerHabits();
  private habits: HabitShifts = habitShifts(new Map());
  private slices = noSlices(0);
  private readonly anewAt = new Map<Provider, number>();
  private windowAt = 0;
  private inWindow: Record<CanarySide, number> = { cohort: 0, rest: 0 };
  private changes = 0;

  /** Grows with everything that changes the figures. */
  get version(): number {
    return this.changes;
  }

  /** Null outside a canary. */
  get figures(): CanaryFigures | null {
    const { step, since, slices, habits, work } = this;
    return step === null ? null : { step, since, slices, habits, cohort: work.cohort, rest: work.rest };
  }

  /** Begins anew if `step` is another one than before; null ends the canary. */
  follow(step: CanaryStep | null, now: number): void {
    if (step?.key === this.step?.key) return;
    if (this.step === null) this.habits = habitShifts(this.habitBook.all());
    if (step === null) this.habitBook.forget();
    this.step = step;
    this.since = now;
    this.work = { cohort: new Map(), rest: new Map() };
    this.slices = noSlices(now);
    this.anewAt.clear();
    this.inWindow = { cohort: 0, rest: 0 };
    this.changes += 1;
  }

  /** What was done before the step began here does not count for it; outside a canary it tells workers' habits. */
  record(deltas: readonly WorkDelta[]): void {
    if (this.step === null) return this.habitBook.record(deltas);
    const sums = new Map<string, { side: CanarySide; at: number; work: ProviderTallies }>();
    for (const delta of deltas) {
      const side = sideOf(delta.version, this.step);
      if (side === null || delta.at <= Math.max(this.since, this.anewAt.get(delta.provider) ?? 0)) continue;
      this.add(side, delta);
      const second = Math.floor(delta.at / 1_000) * 1_000; // a slice is many seconds long
      const key = `${side} ${second}`;
      const sum = sums.get(key) ?? { side, at: second, work: {} };
      sum.work[delta.provider] = sumOf(sum.work[delta.provider] ?? NOTHING, tallyOf(delta));
      sums.set(key, sum);
    }
    for (const { side, at, work } of sums.values()) this.slices = withWork(this.slices, side, work, at);
    if (sums.size > 0) this.changes += 1;
  }

  /** Forgets what was counted of one provider before `at`, as it is told something else since. */
  beginAnew(provider: Provider, at: number): void {
    if ((this.anewAt.get(provider) ?? this.since) >= at) return;
    this.anewAt.set(provider, at);
    for (const workers of [this.work.cohort, this.work.rest]) {
      for (const tallies of workers.values()) tallies[provider] = NOTHING;
    }
    this.changes += 1;
  }

  /** A window that began at `at` counts its own new probes. */
  beginWindow(at: number): void {
    if (this.windowAt === at) return;
    this.windowAt = at;
    this.inWindow = { cohort: 0, rest: 0 };
  }

  /** Probes since the window began, on the side that had fewer. */
  get newInWindow(): number {
    return Math.min(this.inWindow.cohort, this.inWindow.rest);
  }

  private add(side: CanarySide, delta: WorkDelta): void {
    const { workerId, provider, probed } = delta;
    const workers = this.work[side];
    const tallies = workers.get(workerId) ?? {};
    tallies[provider] = sumOf(tallies[provider] ?? NOTHING, tallyOf(delta));
    workers.set(workerId, tallies);
    this.inWindow[side] += probed;
  }
}

/** Whom a worker counts for, by the version that it names; null: for nobody. */
export function sideOf(version: string | null, step: CanaryStep): CanarySide | null {
  if (version === step.version) return 'cohort';
  return version === step.stable ? 'rest' : null;
}
