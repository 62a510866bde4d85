import type { Provider, ProviderVerdict } from '@app/contracts';
import { workersIn } from '../../common/rates/worker-spread.js';
import { type CanaryTable, probedBy } from './canary-table.js';

/** What is asked of each side before anything is judged. */
export interface Minimum {
  readonly minimumWorkers: number;
  readonly minimumSample: number;
}

/** How much of a provider was seen, and by how many. */
export type Sizes = Pick<ProviderVerdict, 'cohort_sample' | 'rest_sample' | 'cohort_workers' | 'rest_workers'>;

export function sizesOf(table: CanaryTable, providers: readonly Provider[]): Sizes {
  const { cohort, rest } = table.sidesOf('unknown_rate', providers);
  return {
    cohort_sample: probedBy(cohort),
    rest_sample: probedBy(rest),
    cohort_workers: workersIn(cohort),
    rest_workers: workersIn(rest),
  };
}

/** What is missing before anything can be judged, in a sentence; null: nothing. */
export function missingOf(sizes: Sizes, { minimumSample, minimumWorkers }: Minimum): string | null {
  const { cohort_sample, rest_sample, cohort_workers, rest_workers } = sizes;
  if (Math.min(cohort_workers, rest_workers) < minimumWorkers) {
    return `Too few workers yet: ${cohort_workers} of the cohort and ${rest_workers} others, at least ${minimumWorkers} each`;
  }
  if (Math.min(cohort_sample, rest_sample) >= minimumSample) return null;
  return `Too few probes yet: ${cohort_sample} by the cohort and ${rest_sample} by others, at least ${minimumSample} each`;
}
