import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LaravelClient, LaravelError } from '@app/laravel-client';
import { Clock } from '@app/service';
import { fromLaravel } from '../../laravel/laravel-failure.js';
import { KeptPayloadsStore } from './kept-payloads.store.js';
import { PolicyPayloads, type SourcedPayload } from './policy-payloads.js';

/** The whole fleet shares Laravel's 120 calls a minute with us (contract, section 1.4). */
const FRESH_MS = 10_000;
const REMEMBERED = 20;

/** Payloads from Laravel, and from what was kept of them. */
@Injectable()
export class LaravelPolicyPayloads extends PolicyPayloads {
  private readonly recent = new Map<string, SourcedPayload>();

  constructor(
    private readonly client: LaravelClient,
    private readonly kept: KeptPayloadsStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  async payloadOf(version: string, requestId: string): Promise<SourcedPayload | null> {
    const recent = this.recent.get(version);
    if (recent !== undefined && this.clock.now() - recent.fetchedAt < FRESH_MS) return recent;
    try {
      return (await this.fetch(version, requestId)) ?? this.keptOf(version);
    } catch (error) {
      const kept = this.keptOf(version);
      if (kept === null || !(error instanceof LaravelError)) return fromLaravel(error);
      return kept;
    }
  }

  /**
   * What Laravel has now, nothing kept or remembered.
   * @returns null when Laravel has no such version, or has not found it valid
   * @throws LaravelError
   */
  async fetch(version: string, requestId: string): Promise<SourcedPayload | null> {
    const payload = await this.client.policyPayload(version, { requestId });
    if (payload === null) return null;
    const { payload_text: text } = payload;
    const fetched = { text, checksum: checksumOf(text), source: 'laravel', fetchedAt: this.clock.now() } as const;
    if (this.recent.size >= REMEMBERED) this.recent.clear();
    this.recent.set(version, fetched);
    return fetched;
  }

  private keptOf(version: string): SourcedPayload | null {
    const kept = this.kept.find(version);
    return kept && { text: kept.text, checksum: kept.checksum, source: 'kept', fetchedAt: kept.fetchedAt };
  }
}

/** Of the bytes as they came: written anew they would differ (contract, section 8.2). */
export function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
