import type { FleetOverview, Provider } from '@app/contracts';
import type { ProbeFigures } from '../health/probe-figures.js';
import type { RoutingQuality } from '../providers/routing-quality.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import type { ProviderMeasures } from './provider-measures.js';

/** Everything a scrape shows, of one instant. */
export interface ScrapeFacts {
  readonly overview: FleetOverview;
  /** Live workers alone. */
  readonly liveWorkers: readonly WorkerFacts[];
  readonly measures: ReadonlyMap<Provider, ProviderMeasures>;
  readonly probes: ProbeFigures;
  readonly routing: RoutingQuality;
  readonly service: {
    readonly writeBehindBacklog: number;
    /** Epoch milliseconds; null before the first. */
    readonly lastFlushAt: number | null;
    readonly eventStreamClients: number;
  };
}
