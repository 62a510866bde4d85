import { Injectable } from '@nestjs/common';
import type { ProviderRow } from '@app/contracts';
import { Clock } from '@app/service';
import { AppConfig } from '../config/app-config.js';
import { FleetReader } from '../workers/fleet-reader.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import { MODE_SEMANTICS } from './mode-semantics.js';
import type { ProviderPolicies } from './providers.dto.js';
import { providerRows } from './provider-rows.js';

/** How the mail providers behave, and what workers are told about them. */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly config: AppConfig,
    private readonly reader: FleetReader,
    private readonly clock: Clock,
  ) {}

  rows(workers: readonly WorkerFacts[]): ProviderRow[] {
    return providerRows(workers, this.config.providerThresholds);
  }

  health(): ProviderRow[] {
    return this.rows(this.reader.facts(this.clock.now()));
  }

  /** The answer to a worker's poll, from memory. No version is rolled out from here yet, so none is named. */
  policies(): ProviderPolicies {
    const { toggles } = this.config;
    return {
      policy_engine_enabled: toggles.providerPolicyEngine,
      adaptive_retry_enabled: toggles.adaptiveRetry,
      auto_protect_enabled: toggles.providerAutoprotect,
      reload_count: 0,
      modes: [],
      mode_semantics: MODE_SEMANTICS,
    };
  }
}
