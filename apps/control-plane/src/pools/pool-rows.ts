import type { PoolHealth, PoolRow } from '@app/contracts';
import { ratesOf } from '../workers/counter-window.js';
import { desiredState } from '../workers/worker-intent.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import type { PoolIntent } from './pool-intent.js';

/**
 * Every pool that a known worker names or that somebody scaled, by name (contract, sections 1.5 and 6). Names count as
 * they are, without folding.
 */
export function poolRows(
  workers: Iterable<WorkerFacts>,
  intents: Iterable<readonly [string, PoolIntent]>,
  now: number,
): PoolRow[] {
  const members = new Map<string, WorkerFacts[]>();
  const intentOf = new Map(intents);
  for (const pool of intentOf.keys()) members.set(pool, []);
  for (const worker of workers) {
    const { pool } = worker.record.report;
    if (pool === undefined || pool === '') continue;
    const list = members.get(pool);
    if (list === undefined) members.set(pool, [worker]);
    else list.push(worker);
  }
  const names = [...members.keys()].sort();
  return names.map((pool) => poolRow(pool, members.get(pool) ?? [], intentOf.get(pool) ?? null, now));
}

function poolRow(pool: string, members: readonly WorkerFacts[], intent: PoolIntent | null, now: number): PoolRow {
  const live = members.filter(({ presence }) => presence === 'live');
  const running = live.filter((worker) => isRunning(worker, now)).length;
  const silent = members.filter(({ presence }) => presence === 'silent').length;
  const desired = intent?.desired ?? 0;
  const counts = { online: live.length, running, silent, desired };
  const score = healthScore(live);
  return {
    pool,
    ...counts,
    under_capacity: Math.max(0, desired - live.length),
    health: healthOf(counts),
    ...(score !== null && { health_score: score }),
    emails_per_second: speedOf(live),
    decision: intent?.decision ?? null,
    revision: intent?.revision ?? 0,
  };
}

function isRunning({ record, intent }: WorkerFacts, now: number): boolean {
  return record.report.status === 'running' && desiredState(intent, now) === 'running';
}

/** The worst that can be said of the pool. */
function healthOf(counts: Pick<PoolRow, 'online' | 'running' | 'silent' | 'desired'>): PoolHealth {
  if (counts.online === 0) return 'no_workers';
  if (counts.online < counts.desired) return 'under_capacity';
  if (counts.running === 0) return 'idle';
  return counts.silent > 0 || counts.running < counts.online ? 'degraded' : 'healthy';
}

/** Mean of the workers' own hints above 0 (contract, section 6); null when none sent one. */
function healthScore(live: readonly WorkerFacts[]): number | null {
  const hints = live.map(({ record }) => record.report.pool_health_hint ?? 0).filter((hint) => hint > 0);
  return hints.length === 0 ? null : hints.reduce((sum, hint) => sum + hint, 0) / hints.length;
}

/** E-mails a second of all live workers that have a window; null when none has. */
function speedOf(live: readonly WorkerFacts[]): number | null {
  const speeds = live.flatMap(({ record }) => ratesOf(record.window).emails_per_second.value ?? []);
  return speeds.length === 0 ? null : speeds.reduce((sum, speed) => sum + speed, 0);
}
