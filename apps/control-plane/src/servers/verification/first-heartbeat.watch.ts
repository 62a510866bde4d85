import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LaravelClient } from '@app/laravel-client';
import { Clock } from '@app/service';
import { RegistryReader } from '../registry-reader.js';
import { type Sighting, firstHeard } from './first-heartbeat.js';
import { VerificationService } from './verification.service.js';

const LOOK_EVERY_MS = 2_000;

/**
 * Verifies a server by itself when its provisioned worker is heard for the first time. Every replica looks; writing the
 * beginning of a verification lets one of them win.
 */
@Injectable()
export class FirstHeartbeatWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(FirstHeartbeatWatch.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;
  private seen: ReadonlyMap<number, Sighting> = new Map();

  constructor(
    private readonly client: LaravelClient,
    private readonly registry: RegistryReader,
    private readonly verifications: VerificationService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.client.isConfigured) return;
    this.timer = setInterval(() => {
      this.looking ??= this.look().finally(() => (this.looking = null));
    }, LOOK_EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  async look(): Promise<void> {
    const verified = (id: number) => this.verifications.latest(id)?.bundle_uuid ?? null;
    const { due, seen } = firstHeard(this.registry.known(), this.seen, verified, this.clock.now());
    const unheard = new Set<number>();
    for (const serverId of due) {
      const wish = { trigger: 'first_heartbeat', actor: 'control-plane', requestId: randomUUID() } as const;
      await this.verifications.start(serverId, wish).catch((error: unknown) => {
        this.log.warn({ msg: 'not verified by itself', server_id: serverId, because: String(error) });
        unheard.add(serverId); // tried again at the next look
      });
    }
    this.seen = new Map([...seen].map(([id, sighting]) => [id, unheard.has(id) ? { wasHeard: false } : sighting]));
  }
}
