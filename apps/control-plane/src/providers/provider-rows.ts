import { PROVIDERS, type ModeSource, type Provider, type ProviderMode, type ProviderRow } from '@app/contracts';
import type { WorkerFacts } from '../workers/worker-row.js';
import type { WorkSums } from './measure/work-ledger.js';
import { type ProviderThresholds, providerFigures } from './quality/provider-figures.js';
import { reportedFigures } from './quality/reported-figures.js';

/** What else the rows are made from. */
export interface ProviderRowSources {
  readonly thresholds: ProviderThresholds;
  readonly windowMs: number;
  /** Work of known volume within the window. */
  readonly sums: (provider: Provider) => WorkSums;
  readonly mode: (provider: Provider) => { readonly mode: ProviderMode; readonly source: ModeSource };
}

/** Each provider's health, always of all four: what was measured within the window, else what live workers report. */
export function providerRows(workers: Iterable<WorkerFacts>, sources: ProviderRowSources): ProviderRow[] {
  const reported = reportedFigures(workers);
  const { thresholds, windowMs } = sources;
  return PROVIDERS.map((provider) => {
    const { mode, source } = sources.mode(provider);
    const of = { windowMs, sums: sources.sums(provider), reported: reported[provider] };
    return { provider, mode, mode_source: source, ...providerFigures(of, thresholds) };
  });
}
