import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LaravelClient } from '@app/laravel-client';
import { Clock, Rounds } from '@app/service';
import { RegistryReader } from '../registry-reader.js';
import { type HeardSince, type Verified, firstHeard, heardSince } from './first-heartbeat.js';
import { VerificationService } from './verification.service.js';

const LOOK_EVERY_MS = 2_000;
const AGAIN_AFTER_MS = 15_000;

/**
 * Verifies a server by itself when its provisioned worker is heard for the first time. Every replica looks; writing the
 * beginning of a verification lets one of them win.
 */
@Injectable()
export class FirstHeartbeatWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(FirstHeartbeatWatch.name);
  private readonly rounds = new Rounds('watch for first heartbeats', LOOK_EVERY_MS, () => this.look());
  private heard: HeardSince = new Map();
  /** When to try again what could not be begun. */
  private readonly againAt = new Map<number, number>();

  constructor(
    private readonly client: LaravelClient,
    private readonly registry: RegistryReader,
    private readonly verifications: VerificationService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (this.client.isConfigured) this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  private async look(): Promise<void> {
    const now = this.clock.now();
    const servers = this.registry.known();
    this.heard = heardSince(servers, this.heard, now);
    const due = firstHeard(servers, this.heard, (id) => this.verified(id), now);
    for (const serverId of due) {
      if (now >= (this.againAt.get(serverId) ?? 0)) await this.verify(serverId, now);
    }
  }

  private async verify(serverId: number, now: number): Promise<void> {
    const wish = { trigger: 'first_heartbeat', actor: 'control-plane', requestId: randomUUID() } as const;
    try {
      await this.verifications.start(serverId, wish);
      this.againAt.delete(serverId);
    } catch (error) {
      this.log.warn({ msg: 'not verified by itself', server_id: serverId, because: String(error) });
      this.againAt.set(serverId, now + AGAIN_AFTER_MS);
    }
  }

  private verified(serverId: number): Verified | null {
    const latest = this.verifications.latest(serverId);
    return latest === null ? null : { bundle: latest.bundle_uuid, at: Date.parse(latest.started_at) };
  }
}
