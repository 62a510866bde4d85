import { Injectable } from '@nestjs/common';
import type { ControlPlaneState, FleetOverview } from '@app/contracts';
import { RedisLink } from '@app/redis';
import { Clock } from '@app/service';
import { wireTimeOrNull } from '../common/wire-time.js';
import { AppConfig } from '../config/app-config.js';
import { detectConditions } from '../incidents/conditions.js';
import { JournalService } from '../journal/journal.service.js';
import { PoolsService } from '../pools/pools.service.js';
import { ProvidersService } from '../providers/providers.service.js';
import { FleetReader } from '../workers/fleet-reader.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import { fleetTotals } from './fleet-totals.js';

/** The fleet at one instant: everything that is evaluated from it together, so that no two figures disagree. */
export interface Evaluation {
  readonly at: number;
  readonly workers: readonly WorkerFacts[];
  readonly overview: FleetOverview;
}

/** An evaluation serves everybody who asks within this time: longer than a tick, so that reads find the tick's. */
const FRESH_MS = 1_500;

/** Evaluates the fleet view. Pure functions decide; this only brings them together, from memory. */
@Injectable()
export class OverviewService {
  private latest: Evaluation | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly reader: FleetReader,
    private readonly pools: PoolsService,
    private readonly providers: ProvidersService,
    private readonly journal: JournalService,
    private readonly link: RedisLink,
    private readonly clock: Clock,
  ) {}

  /** An evaluation not older than a second and a half. */
  current(): Evaluation {
    const now = this.clock.now();
    return this.latest !== null && now - this.latest.at < FRESH_MS ? this.latest : this.evaluate();
  }

  /** An evaluation as of now. */
  evaluate(): Evaluation {
    const now = this.clock.now();
    const workers = this.reader.facts(now);
    const pools = this.pools.rows(workers, now);
    const providers = this.providers.rows(workers);
    const controlPlane = this.controlPlane();
    const overview = {
      totals: fleetTotals(workers, pools, now),
      pools,
      providers,
      conditions: detectConditions({ workers, pools, providers, controlPlane }, this.config, now),
      control_plane: controlPlane,
    };
    this.latest = { at: now, workers, overview };
    return this.latest;
  }

  controlPlane(): ControlPlaneState {
    const { up, awaySince } = this.link.state;
    return {
      redis: up ? 'ok' : 'away',
      redis_away_since: wireTimeOrNull(awaySince),
      intents_loaded: this.journal.isLoaded,
      replica: this.config.replica,
    };
  }
}
