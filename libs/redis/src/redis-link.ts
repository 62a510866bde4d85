import type { Redis } from 'ioredis';
import { type RedisTarget, openRedis } from './connection.js';

/** Whether Redis answers, and since when it does not. */
export interface RedisState {
  readonly up: boolean;
  /** Epoch milliseconds; null while it answers. */
  readonly awaySince: number | null;
}

const PROBE_EVERY_MS = 500;

/**
 * The replica's connections to one Redis and the knowledge whether it answers. A connection that is open proves
 * little (the other side may hang), so it is asked twice a second.
 */
export class RedisLink {
  readonly commands: Redis;
  readonly follow: Redis;
  readonly subscribe: Redis;
  private awaySince: number | null;
  private probe: NodeJS.Timeout | undefined;
  private asking = false;

  constructor(
    target: RedisTarget,
    private readonly now: () => number,
  ) {
    this.awaySince = now();
    this.commands = openRedis(target, 'commands');
    this.follow = openRedis(target, 'follow');
    this.subscribe = openRedis(target, 'subscribe');
    this.commands.on('ready', () => void this.ask());
    this.commands.on('close', () => this.notedAway());
    this.probe = setInterval(() => void this.ask(), PROBE_EVERY_MS);
  }

  get state(): RedisState {
    return { up: this.awaySince === null, awaySince: this.awaySince };
  }

  /** Asks Redis now; the answer is also the new state. */
  async ask(): Promise<boolean> {
    if (this.asking) return this.awaySince === null;
    this.asking = true;
    try {
      await this.commands.ping();
      this.awaySince = null;
    } catch {
      this.notedAway();
    } finally {
      this.asking = false;
    }
    return this.awaySince === null;
  }

  /** Closes all connections. Commands in flight are rejected. */
  close(): void {
    clearInterval(this.probe);
    this.probe = undefined;
    for (const connection of [this.commands, this.follow, this.subscribe]) connection.disconnect();
  }

  private notedAway(): void {
    this.awaySince ??= this.now();
  }
}
