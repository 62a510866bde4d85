import type { FleetTotals, Measured, PoolRow, WorkerRates } from '@app/contracts';
import { wireTime } from '../common/wire-time.js';
import { ratesOf } from '../workers/counter-window.js';
import { desiredState, isQuarantined } from '../workers/worker-intent.js';
import type { WorkerFacts } from '../workers/worker-row.js';

/** The fleet in numbers. Rates are over the live workers' windows, each worker weighing as much as it did. */
export function fleetTotals(workers: readonly WorkerFacts[], pools: readonly PoolRow[], now: number): FleetTotals {
  const live = workers.filter(({ presence }) => presence === 'live');
  const rates = live.map(({ record }) => ratesOf(record.window));
  const told = (state: string) => live.filter(({ intent }) => desiredState(intent, now) === state).length;
  return {
    at: wireTime(now),
    workers_known: workers.length,
    workers_live: live.length,
    workers_running: told('running'),
    workers_paused: told('paused'),
    workers_draining: told('draining'),
    workers_quarantined: workers.filter(({ intent }) => isQuarantined(intent, now)).length,
    workers_silent: workers.filter(({ presence }) => presence === 'silent').length,
    workers_converging: live.filter((worker) => isConverging(worker, now)).length,
    desired_total: pools.reduce((sum, { desired }) => sum + desired, 0),
    emails_per_second: sum(rates, 'emails_per_second'),
    errors_per_minute: sum(rates, 'errors_per_minute'),
    tempfail_rate: weighedMean(rates, 'tempfail_rate'),
    reject_rate: weighedMean(rates, 'reject_rate'),
    unknown_rate: weighedMean(rates, 'unknown_rate'),
  };
}

function isConverging({ record, intent }: WorkerFacts, now: number): boolean {
  return record.report.status !== desiredState(intent, now);
}

type RateName = Exclude<keyof WorkerRates, 'window_seconds'>;

/** Null when nobody measured it: a fleet that was just started does not stand still. */
function sum(rates: readonly WorkerRates[], name: RateName): number | null {
  const values = rates.flatMap((rate) => rate[name].value ?? []);
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
}

function weighedMean(rates: readonly WorkerRates[], name: RateName): number | null {
  const windows = rates.map((rate) => rate[name]).filter(isWindow);
  const sample = windows.reduce((total, measured) => total + measured.sample, 0);
  if (sample === 0) return null;
  return windows.reduce((total, measured) => total + measured.value * measured.sample, 0) / sample;
}

function isWindow(measured: Measured): measured is Measured & { readonly value: number } {
  return measured.basis === 'window' && measured.value !== null;
}
