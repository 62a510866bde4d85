import { PROVIDERS, type Provider, type ProviderRates } from '@app/contracts';
import { reportedProviders } from '../providers/provider-rows.js';
import type { WorkerFacts } from '../workers/worker-row.js';

/** What some workers measure about a provider besides the three rates; null when none does. */
export interface ProviderMeasures {
  readonly policyBlockedRate: number | null;
  readonly retryAfterSeconds: number | null;
}

class Mean {
  private sum = 0;
  private count = 0;

  add(value: number | undefined): void {
    if (value === undefined) return;
    this.sum += value;
    this.count += 1;
  }

  get value(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }
}

/**
 * Means over the workers that sent the field at all (contract, section 7.1). The real worker leaves both out, and absent
 * is not zero here: it measures neither.
 */
export function providerMeasures(workers: Iterable<WorkerFacts>): ReadonlyMap<Provider, ProviderMeasures> {
  const means = new Map<string, { readonly blocked: Mean; readonly wait: Mean }>(
    PROVIDERS.map((provider) => [provider, { blocked: new Mean(), wait: new Mean() }]),
  );
  for (const { record } of workers) {
    for (const [provider, rates] of reportedProviders(record.report)) {
      if (!measuresAnything(rates)) continue;
      const mean = means.get(provider);
      mean?.blocked.add(rates.policy_block_rate);
      mean?.wait.add(rates.avg_retry_after);
    }
  }
  return new Map(
    PROVIDERS.map((provider) => {
      const mean = means.get(provider);
      return [
        provider,
        { policyBlockedRate: mean?.blocked.value ?? null, retryAfterSeconds: mean?.wait.value ?? null },
      ];
    }),
  );
}

function measuresAnything(rates: ProviderRates): boolean {
  return rates.policy_block_rate !== undefined || rates.avg_retry_after !== undefined;
}
