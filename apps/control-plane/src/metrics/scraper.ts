import { Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';
import { AppConfig } from '../config/app-config.js';
import { EventsService } from '../events/events.service.js';
import { probeFigures } from '../health/probe-figures.js';
import { OverviewService } from '../overview/overview.service.js';
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
  ) {
    this.gauges = new GaugeSet(registry, [...FLEET_WIDE_GAUGES, ...(config.perWorkerMetrics ? WORKER_GAUGES : [])]);
  }

  async scrape(): Promise<{ readonly contentType: string; readonly text: string }> {
    this.gauges.fill(this.facts());
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  private facts(): ScrapeFacts {
    const { overview, workers } = this.overview.current();
    const liveWorkers = workers.filter(({ presence }) => presence === 'live');
    return {
      overview,
      liveWorkers,
      probes: probeFigures(workers),
      routing: routingQuality(workers, overview.pools),
      service: {
        writeBehindBacklog: this.writeBehind.backlog,
        lastFlushAt: this.writeBehind.lastFlushAt,
        eventStreamClients: this.events.readerCount,
      },
    };
  }
}
