import { Injectable } from '@nestjs/common';

/** Two of a worker's polling periods (worker behaviour, section 4). */
const FORGET_NAME_AFTER_MS = 600_000;
const REMEMBERED = 100_000;

/**
 * How workers poll: naming themselves, or only their pool as the workers of today. Soft: known of the polls that this
 * replica answered since its start.
 */
@Injectable()
export class PollMemory {
  private readonly workers = new Map<string, number>();
  private readonly pools = new Map<string, number>();

  /** @param workerId empty when the poll named none */
  noted(workerId: string, pool: string, now: number): void {
    if (workerId !== '') remember(this.workers, workerId, now);
    else remember(this.pools, pool, now);
  }

  /**
   * By what a worker is told apart. One that was never seen naming itself counts with its pool; so does one that has
   * not named itself for two polling periods while its pool was polled for without a name: it was replaced by an older
   * worker.
   */
  keyedBy(workerId: string, pool: string): 'worker' | 'pool' {
    const named = this.workers.get(workerId);
    if (named === undefined) return 'pool';
    const nameless = this.pools.get(pool) ?? -Infinity;
    return nameless - named > FORGET_NAME_AFTER_MS ? 'pool' : 'worker';
  }
}

/** Anybody with a token may name anything: the one that polled longest ago makes room. */
function remember(polls: Map<string, number>, name: string, now: number): void {
  polls.delete(name);
  polls.set(name, now);
  if (polls.size <= REMEMBERED) return;
  const [oldest] = polls.keys();
  if (oldest !== undefined) polls.delete(oldest);
}
