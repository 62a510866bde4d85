import { Injectable } from '@nestjs/common';
import type { ProviderRow, RetryCounters, UnknownReasonRow, UnknownTagRow } from '@app/contracts';
import { Clock } from '@app/service';
import { AppConfig } from '../config/app-config.js';
import { FleetReader } from '../workers/fleet-reader.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import { WorkLedger } from './measure/work-ledger.js';
import { countingMode } from './modes/mode-precedence.js';
import { ProviderModesStore } from './modes/provider-modes.store.js';
import { providerRows } from './provider-rows.js';
import { retryCounters } from './quality/retry-counters.js';
import { unknownReasons, unknownTags } from './unknown-tags.js';

/** How far back figures look when nobody asks otherwise. */
export const DEFAULT_WINDOW_MS = 600_000;

/** How the mail providers behave, from memory. */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly config: AppConfig,
    private readonly reader: FleetReader,
    private readonly ledger: WorkLedger,
    private readonly modes: ProviderModesStore,
    private readonly clock: Clock,
  ) {}

  /** Every provider's health as these workers and the last ten minutes tell it; the overview shows the same. */
  rows(workers: readonly WorkerFacts[], windowMs = DEFAULT_WINDOW_MS): ProviderRow[] {
    const now = this.clock.now();
    return providerRows(workers, {
      thresholds: this.config.providerThresholds,
      windowMs,
      sums: (provider) => this.ledger.sums(provider, now - windowMs),
      mode: (provider) => countingMode(this.modes.find(provider), null, now),
    });
  }

  health(windowMs: number): ProviderRow[] {
    return this.rows(this.workers(), windowMs);
  }

  unknownTags(): UnknownTagRow[] {
    return unknownTags(this.workers());
  }

  unknownReasons(): UnknownReasonRow[] {
    return unknownReasons(this.workers());
  }

  retryCounters(): RetryCounters {
    return retryCounters(this.workers());
  }

  private workers(): readonly WorkerFacts[] {
    return this.reader.facts(this.clock.now());
  }
}
