import type { ProviderProfiles, ProviderProfile } from '@app/contracts';

/** What routing looks at in a chunk that may be claimed. */
export interface Candidate {
  readonly id: string;
  readonly chunkNo: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly routingProvider: string | null;
  readonly preferredPool: string | null;
  readonly retryAttempt: number;
  readonly lastWorkerIds: readonly string[] | null;
}

/** Who claims. */
export interface Claimant {
  readonly workerId: string;
  /** Null: not said. */
  readonly pool: string | null;
  readonly affinity: string | null;
  /** Of the worker's pool, else of the default one. */
  readonly profiles: ProviderProfiles;
}

const PROFILE_BONUS: Readonly<Record<ProviderProfile, number>> = { standard: 0, warmup: 10, low_hit: 20 }; // contract 4
const AFFINITY_BONUS = 40;
const POOL_BONUS = 30;
const SAME_WORKER_MALUS = 60;
const RETRY_BONUS = 10;

/** How well the chunk fits who claims; the highest is given (contract 7.4). */
export function routingScore(chunk: Candidate, claimant: Claimant): number {
  const provider = chunk.routingProvider ?? 'generic';
  const profile = Object.entries(claimant.profiles).find(([name]) => name === provider)?.[1];
  return (
    (profile === undefined ? 0 : PROFILE_BONUS[profile]) +
    (claimant.affinity !== null && claimant.affinity === provider ? AFFINITY_BONUS : 0) +
    (claimant.pool !== null && claimant.pool === chunk.preferredPool ? POOL_BONUS : 0) -
    (wasWith(chunk, claimant.workerId) ? SAME_WORKER_MALUS : 0) +
    (chunk.retryAttempt > 0 ? RETRY_BONUS : 0)
  );
}

/**
 * The chunk that is given to who claims; null when there is none. A retry that was with this worker or is meant for
 * its pool yields to another retry of which neither is true (contract 7.4).
 */
export function bestChunk<Chunk extends Candidate>(candidates: readonly Chunk[], claimant: Claimant): Chunk | null {
  const ranked = candidates
    .map((chunk) => ({ chunk, score: routingScore(chunk, claimant) }))
    .sort((a, b) => b.score - a.score || byAge(a.chunk, b.chunk))
    .map(({ chunk }) => chunk);
  const [best] = ranked;
  if (best === undefined) return null;
  const touches = (chunk: Chunk) =>
    wasWith(chunk, claimant.workerId) || (claimant.pool !== null && claimant.pool === chunk.preferredPool);
  if (best.retryAttempt === 0 || !touches(best)) return best;
  return ranked.find((chunk) => chunk.retryAttempt > 0 && !touches(chunk)) ?? best;
}

/** Oldest first, then by number: the order without routing. */
export function byAge(a: Candidate, b: Candidate): number {
  return a.createdAt - b.createdAt || a.chunkNo - b.chunkNo;
}

function wasWith({ lastWorkerIds }: Candidate, workerId: string): boolean {
  return lastWorkerIds?.includes(workerId) ?? false;
}
