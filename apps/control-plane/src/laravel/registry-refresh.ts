import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LaravelClient, LaravelLists } from '@app/laravel-client';
import { Rounds } from '@app/service';

/** Twelve reads a minute of the 240 that Laravel allows by default. */
const EVERY_MS = 10_000;

/**
 * Keeps the copies of Laravel's lists young, so that there is a last good one when Laravel goes away, whether or not
 * somebody looked at a page before.
 */
@Injectable()
export class RegistryRefresh implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds = new Rounds('refresh of the registry', EVERY_MS, () => this.read());

  constructor(
    private readonly client: LaravelClient,
    private readonly lists: LaravelLists,
  ) {}

  onApplicationBootstrap(): void {
    if (this.client.isConfigured) this.rounds.startNow();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** Failures are no news here: every page says how old its copy is. */
  private async read(): Promise<void> {
    const context = { requestId: randomUUID() };
    const freshness = { maxAgeMs: EVERY_MS / 2 };
    await Promise.allSettled([this.lists.servers(context, freshness), this.lists.pools(context, freshness)]);
  }
}
