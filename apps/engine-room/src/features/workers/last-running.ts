import type { WorkerRow } from '@app/contracts';

const isWorking = (row: WorkerRow) =>
  row.presence === 'live' && row.desired_state === 'running' && row.status === 'running';

/** Pools in which nobody would work any more if the workers of `chosen` stopped, in alphabetical order. */
export function poolsLeftWithout(chosen: readonly WorkerRow[], all: readonly WorkerRow[]): readonly string[] {
  const stopping = new Set(chosen.map((row) => row.worker_id));
  const hit = new Set(chosen.filter(isWorking).map((row) => row.pool));
  const staying = new Set(all.filter((row) => isWorking(row) && !stopping.has(row.worker_id)).map((row) => row.pool));
  return [...hit].filter((pool) => !staying.has(pool)).sort();
}
