import { PROVIDERS, type Provider } from '@app/contracts';
import type { WorkDelta } from '../../../providers/measure/work-feed.js';
import type { Random } from '../../../common/rates/testing/random.js';

/** A fleet that probes. Rates 0..1; `spread` is the standard deviation of workers' own unknown rates. */
export interface FleetPlan {
  readonly workers: number;
  readonly spread: number;
  /** Probes a second a worker, from least to most. */
  readonly speed: readonly [number, number];
  /** How much more is unknown under the candidate, with the providers named. */
  readonly worse: Readonly<Partial<Record<Provider, number>>>;
}

interface SimulatedWorker {
  readonly id: string;
  readonly pool: string;
  readonly perSecond: number;
  /** Where its own wave of better and worse hours begins, and how long that is. */
  readonly phase: number;
  readonly waveMs: number;
  readonly mix: Readonly<Record<Provider, number>>;
  readonly unknown: Readonly<Record<Provider, number>>;
  readonly tempfail: Readonly<Record<Provider, number>>;
}

const UNKNOWN: Readonly<Record<Provider, number>> = { generic: 0.24, gmail: 0.12, microsoft: 0.2, yahoo: 0.16 };
const TEMPFAIL: Readonly<Record<Provider, number>> = { generic: 0.08, gmail: 0.03, microsoft: 0.12, yahoo: 0.1 };
const POOLS = 5;

/**
 * Workers in pools; each pool serves two providers in a mix of its own. Each worker has rates of its own that stay with
 * it, which makes its addresses alike, and better and worse hours besides. All rates drift together through the day.
 */
export class SimulatedFleet {
  private readonly workers: readonly SimulatedWorker[];
  private readonly phase: number;

  constructor(
    private readonly plan: FleetPlan,
    private readonly random: Random,
  ) {
    this.phase = random.between(0, 2 * Math.PI);
    const pools = Array.from({ length: POOLS }, () => mixOf(random));
    this.workers = Array.from({ length: plan.workers }, (_, index) => this.worker(index, pools));
  }

  /** What everybody did in the `seconds` before `at`, `percent` of them (one at least, if any) under `candidate`. */
  work(at: number, seconds: number, percent: number, candidate: string, stable: string): WorkDelta[] {
    const inCohort = percent === 0 ? 0 : Math.max(1, Math.round((this.workers.length * percent) / 100));
    const drift = 0.02 * Math.sin(this.phase + at / 14_000_000);
    return this.workers.flatMap((worker, index) =>
      this.workOf(worker, index < inCohort ? candidate : null, stable, drift, at, seconds),
    );
  }

  private workOf(
    worker: SimulatedWorker,
    candidate: string | null,
    stable: string,
    drift: number,
    at: number,
    seconds: number,
  ): WorkDelta[] {
    const deltas: WorkDelta[] = [];
    const hour = (this.plan.spread / 2) * Math.sin(worker.phase + (2 * Math.PI * at) / worker.waveMs);
    for (const provider of PROVIDERS) {
      if (worker.mix[provider] === 0) continue;
      const probed = Math.round(worker.perSecond * seconds * worker.mix[provider] * this.random.between(0.8, 1.2));
      if (probed === 0) continue;
      const worse = candidate === null ? 0 : (this.plan.worse[provider] ?? 0);
      const unknown = this.random.hits(probed, within(worker.unknown[provider] + drift + hour + worse));
      const tempfailed = Math.min(unknown, this.random.hits(probed, within(worker.tempfail[provider] + drift / 2)));
      const { id: workerId, pool } = worker;
      const version = candidate ?? stable;
      deltas.push({
        workerId,
        pool,
        version,
        provider,
        at,
        probed,
        tempfailed,
        rejected: 0,
        unknown,
        policyBlocked: null,
      });
    }
    return deltas;
  }

  /** Workers take turns in the pools, so that the first so many of them are as many of each pool. */
  private worker(index: number, pools: readonly Readonly<Record<Provider, number>>[]): SimulatedWorker {
    const { random, plan } = this;
    const ownUnknown = plan.spread * random.normal();
    const ownTempfail = (plan.spread / 2) * random.normal();
    const own = (rates: Readonly<Record<Provider, number>>, shift: number) =>
      byProvider((provider) => within(rates[provider] + shift + (plan.spread / 2) * random.normal()));
    return {
      id: String(index + 1),
      pool: `pool-${index % POOLS}`,
      perSecond: random.between(...plan.speed),
      phase: random.between(0, 2 * Math.PI),
      waveMs: random.between(2, 12) * 3_600_000,
      mix: pools[index % POOLS] as Readonly<Record<Provider, number>>,
      unknown: own(UNKNOWN, ownUnknown),
      tempfail: own(TEMPFAIL, ownTempfail),
    };
  }
}

function mixOf(random: Random): Record<Provider, number> {
  const first = Math.floor(random.between(0, PROVIDERS.length));
  const second = (first + 1 + Math.floor(random.between(0, PROVIDERS.length - 1))) % PROVIDERS.length;
  const served = [PROVIDERS[first], PROVIDERS[second]];
  const weights = byProvider((provider) => (served.includes(provider) ? random.between(0.2, 1) : 0));
  const total = PROVIDERS.reduce((sum, provider) => sum + weights[provider], 0);
  return byProvider((provider) => weights[provider] / total);
}

function within(rate: number): number {
  return Math.min(0.98, Math.max(0.005, rate));
}

function byProvider<Value>(value: (provider: Provider) => Value): Record<Provider, Value> {
  return Object.fromEntries(PROVIDERS.map((provider) => [provider, value(provider)])) as Record<Provider, Value>;
}
