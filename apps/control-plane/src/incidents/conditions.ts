import type { Condition, ControlPlaneState, PoolRow, ProviderRow } from '@app/contracts';
import { readableTime, wireTime } from '../common/wire-time.js';
import { desiredState } from '../workers/worker-intent.js';
import type { WorkerFacts } from '../workers/worker-row.js';

/** What detectors look at. */
export interface FleetFacts {
  readonly workers: readonly WorkerFacts[];
  readonly pools: readonly PoolRow[];
  readonly providers: readonly ProviderRow[];
  readonly controlPlane: ControlPlaneState;
}

export interface DetectorLimits {
  readonly stuckDesiredGraceMs: number;
}

/** Most of the fleet silent at once is one trouble, and probably ours; below this many workers it is told one by one. */
const FLEET_SILENT = { share: 0.5, workers: 4 };

const SEVERITY_ORDER = { critical: 0, warning: 1, info: 2 } as const;

/** What is wrong at `now`, the worst first (contract, section 5.2). A provider without data is not a condition. */
export function detectConditions(facts: FleetFacts, limits: DetectorLimits, now: number): Condition[] {
  const found = [
    ...ownConditions(facts.controlPlane),
    ...silenceConditions(facts.workers),
    ...facts.workers.flatMap((worker) => stuckCondition(worker, limits, now) ?? []),
    ...facts.pools.flatMap((pool) => capacityCondition(pool) ?? []),
    ...facts.providers.flatMap((provider) => providerCondition(provider) ?? []),
  ];
  return found.sort((a, b) => SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity]);
}

/** What is wrong with us comes before what seems wrong with the fleet. */
function ownConditions({ redis, redis_away_since: since, intents_loaded }: ControlPlaneState): Condition[] {
  const found: Condition[] = [];
  const own = { severity: 'critical', subject: 'control plane', since } as const;
  if (!intents_loaded) {
    const message = 'The decisions were not read yet; heartbeats are refused until they are';
    found.push({ ...own, key: 'intents_unknown:control-plane', type: 'intents_unknown', message });
  }
  if (redis === 'away') {
    const message = 'Redis is away; decisions cannot be stored, heartbeats are answered as last decided';
    found.push({ ...own, key: 'redis_away:control-plane', type: 'redis_away', message });
  }
  return found;
}

function silenceConditions(workers: readonly WorkerFacts[]): Condition[] {
  const silent = workers.filter(({ presence }) => presence === 'silent');
  const isFleet = silent.length >= FLEET_SILENT.workers && silent.length > FLEET_SILENT.share * workers.length;
  if (!isFleet) return silent.map(offlineCondition);
  const since = Math.max(...silent.map(({ record }) => record.receivedAt));
  const message = `${silent.length} of ${workers.length} workers are silent. When most are, look at the control plane and its network first.`;
  return [
    {
      key: 'fleet_silent:fleet',
      type: 'fleet_silent',
      severity: 'critical',
      subject: 'fleet',
      message,
      since: wireTime(since),
    },
  ];
}

function offlineCondition({ record }: WorkerFacts): Condition {
  const { worker_id: id, pool = '' } = record.report;
  const where = pool === '' ? '' : ` (pool ${pool})`;
  const since = wireTime(record.receivedAt);
  const message = `Worker ${id}${where} was last heard ${readableTime(record.receivedAt)}`;
  return { key: `worker_offline:${id}`, type: 'worker_offline', severity: 'critical', subject: id, message, since };
}

/** Only of workers that are heard: a silent one has a condition of its own. */
function stuckCondition(
  { record, intent, presence }: WorkerFacts,
  limits: DetectorLimits,
  now: number,
): Condition | null {
  const { convergingSince, report } = record;
  if (presence !== 'live' || convergingSince === null || now - convergingSince <= limits.stuckDesiredGraceMs)
    return null;
  const id = report.worker_id;
  const message = `Worker ${id} is told to be ${desiredState(intent, now)} and still says ${report.status}`;
  const since = wireTime(convergingSince);
  return {
    key: `worker_stuck_desired:${id}`,
    type: 'worker_stuck_desired',
    severity: 'warning',
    subject: id,
    message,
    since,
  };
}

function capacityCondition({ pool, online, desired }: PoolRow): Condition | null {
  if (desired === 0 || online >= desired) return null;
  const message = `Pool ${pool} has ${online} of ${desired} workers`;
  return {
    key: `pool_under_capacity:${pool}`,
    type: 'pool_under_capacity',
    severity: 'warning',
    subject: pool,
    message,
    since: null,
  };
}

function providerCondition({ provider, status, ...rates }: ProviderRow): Condition | null {
  if (status !== 'warning' && status !== 'critical') return null;
  const percent = (rate: number | null) => (rate === null ? 'unknown' : `${(100 * rate).toFixed(1)} %`);
  const message = `${provider}: tempfail ${percent(rates.tempfail_rate)}, reject ${percent(rates.reject_rate)}, unknown ${percent(rates.unknown_rate)} (${rates.workers} workers)`;
  return {
    key: `provider_health:${provider}`,
    type: 'provider_health',
    severity: status,
    subject: provider,
    message,
    since: null,
  };
}
