import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LaravelClient, LaravelLists } from '@app/laravel-client';

/** Twelve reads a minute of the 240 that Laravel allows by default. */
const EVERY_MS = 10_000;

/**
 * Keeps the copies of Laravel's lists young, so that there is a last good one when Laravel goes away, whether or not
 * somebody looked at a page before.
 */
@Injectable()
export class RegistryRefresh implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> | null = null;

  constructor(
    private readonly client: LaravelClient,
    private readonly lists: LaravelLists,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.client.isConfigured) return;
    const begin = () => void (this.reading ??= this.read().finally(() => (this.reading = null)));
    this.timer = setInterval(begin, EVERY_MS);
    begin();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.reading;
  }

  /** Failures are no news here: every page says how old its copy is. */
  private async read(): Promise<void> {
    const context = { requestId: randomUUID() };
    const freshness = { maxAgeMs: EVERY_MS / 2 };
    await Promise.allSettled([this.lists.servers(context, freshness), this.lists.pools(context, freshness)]);
  }
}
