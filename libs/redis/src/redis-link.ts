import type { Redis } from 'ioredis';
import { type RedisTarget, openRedis } from './connection.js';

/** Whether Redis answers, and since when it does not. */
export interface RedisState {
  readonly up: boolean;
  /** Epoch milliseconds; null while it answers. */
  readonly awaySince: number | null;
}

export interface RedisLinkOptions {
  readonly target: RedisTarget;
  readonly now: () => number;
  /** Called when Redis goes away and when it is back; once each. */
  readonly changed?: (state: RedisState) => void;
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

  constructor(private readonly options: RedisLinkOptions) {
    const { target, now } = options;
    this.awaySince = now();
    this.commands = openRedis(target, 'commands');
    this.follow = openRedis(target, 'follow');
    this.subscribe = openRedis(target, 'subscribe');
    this.commands.on('ready', () => void this.ask());
    this.commands.on('close', () => this.noted(false));
    this.probe = setInterval(() => {
      void this.ask();
      // Keeps a connection that only listens from being taken for dead, and finds out when it is.
      void this.subscribe.ping().catch(() => undefined);
    }, PROBE_EVERY_MS);
  }

  get state(): RedisState {
    return { up: this.awaySince === null, awaySince: this.awaySince };
  }

  /** Asks Redis now; the answer is also the new state. */
  async ask(): Promise<boolean> {
    if (this.asking) return this.awaySince === null;
    this.asking = true;
    const answered = await this.commands.ping().then(
      () => true,
      () => false,
    );
    this.asking = false;
    this.noted(answered);
    return answered;
  }

  /** Closes all connections. Commands in flight are rejected. */
  close(): void {
    clearInterval(this.probe);
    this.probe = undefined;
    for (const connection of [this.commands, this.follow, this.subscribe]) connection.disconnect();
  }

  private noted(answered: boolean): void {
    const wasUp = this.awaySince === null;
    if (answered) this.awaySince = null;
    else this.awaySince ??= this.options.now();
    if (wasUp !== answered && this.probe !== undefined) this.options.changed?.(this.state);
  }
}
