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

interface Recent {
  readonly at: number;
  /** Null: Laravel had none. */
  readonly payload: SourcedPayload | null;
}

/** Payloads from Laravel, and from what was kept of them. */
@Injectable()
export class LaravelPolicyPayloads extends PolicyPayloads {
  private readonly recent = new Map<string, Recent>();

  constructor(
    private readonly client: LaravelClient,
    private readonly kept: KeptPayloadsStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  async payloadOf(version: string, requestId: string): Promise<SourcedPayload | null> {
    const recent = this.recent.get(version);
    if (recent !== undefined && this.clock.now() - recent.at < FRESH_MS) return recent.payload ?? this.keptOf(version);
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
    const found = await this.client.policyPayload(version, { requestId });
    const at = this.clock.now();
    const payload = found && sourced(found.payload_text, at);
    if (this.recent.size >= REMEMBERED) this.recent.clear();
    this.recent.set(version, { at, payload });
    return payload;
  }

  private keptOf(version: string): SourcedPayload | null {
    const kept = this.kept.find(version);
    return kept && { text: kept.text, checksum: kept.checksum, source: 'kept', fetchedAt: kept.fetchedAt };
  }
}

function sourced(text: string, fetchedAt: number): SourcedPayload {
  return { text, checksum: checksumOf(text), source: 'laravel', fetchedAt };
}

/** Of the bytes as they came: written anew they would differ (contract, section 8.2). */
export function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
