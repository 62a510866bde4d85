import type { FleetOverview } from '@app/contracts';
import type { ProbeFigures } from '../health/probe-figures.js';
import type { RoutingQuality } from '../providers/routing-quality.js';
import type { WorkerFacts } from '../workers/worker-row.js';

/** Everything a scrape shows, of one instant. */
export interface ScrapeFacts {
  readonly overview: FleetOverview;
  /** Live workers alone. */
  readonly liveWorkers: readonly WorkerFacts[];
  readonly probes: ProbeFigures;
  readonly routing: RoutingQuality;
  readonly policies: {
    /** Null: no version is active. */
    readonly active: string | null;
    readonly stable: string | null;
    readonly percent: number | null;
  };
  readonly service: {
    readonly writeBehindBacklog: number;
    /** Epoch milliseconds; null before the first. */
    readonly lastFlushAt: number | null;
    readonly eventStreamClients: number;
  };
}
