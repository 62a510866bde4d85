import { Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';
import { AppConfig } from '../config/app-config.js';
import { EventsService } from '../events/events.service.js';
import { probeFigures } from '../health/probe-figures.js';
import { OverviewService } from '../overview/overview.service.js';
import { activeVersion } from '../policies/rollout/rollout-rules.js';
import { RolloutStore } from '../policies/rollout/rollout.store.js';
import { routingQuality } from '../providers/routing-quality.js';
import { WriteBehind } from '../workers/write-behind.js';
import { GaugeSet } from './gauge-set.js';
import { FLEET_WIDE_GAUGES } from './metric-catalogue.js';
import type { ScrapeFacts } from './scrape-facts.js';
import { WORKER_GAUGES } from './worker-gauges.js';

/** Writes the page that Prometheus reads: computed from memory when it asks, all of one instant. */
@Injectable()
export class Scraper {
  private readonly gauges: GaugeSet;

  constructor(
    config: AppConfig,
    private readonly registry: Registry,
    private readonly overview: OverviewService,
    private readonly writeBehind: WriteBehind,
    private readonly events: EventsService,
    private readonly rollout: RolloutStore,
  ) {
    this.gauges = new GaugeSet(registry, [...FLEET_WIDE_GAUGES, ...(config.perWorkerMetrics ? WORKER_GAUGES : [])]);
  }

  async scrape(): Promise<{ readonly contentType: string; readonly text: string }> {
    this.gauges.fill(this.facts());
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  private facts(): ScrapeFacts {
    const { overview, workers } = this.overview.current();
    const rollout = this.rollout.current();
    const active = activeVersion(rollout);
    const liveWorkers = workers.filter(({ presence }) => presence === 'live');
    return {
      overview,
      liveWorkers,
      probes: probeFigures(workers),
      routing: routingQuality(workers, overview.pools),
      policies: {
        active,
        stable: rollout.stable,
        percent: active === null ? null : (rollout.canary?.percent ?? 100),
      },
      service: {
        writeBehindBacklog: this.writeBehind.backlog,
        lastFlushAt: this.writeBehind.lastFlushAt,
        eventStreamClients: this.events.readerCount,
      },
    };
  }
}
